import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest
import skimage.data

from lenswatch.classifier.image.decoding import read_picture
from lenswatch.classifier.image.observing import ImageObserver
from lenswatch.classifier.image.printed import PrintedLine, PrintedText
from lenswatch.cli import main
from lenswatch.commands.session import Session
from lenswatch.commands.show_image import Seen, show_seen
from lenswatch.models.lenses.discs import lens
from lenswatch.models.lenses.plane import Plane

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C")

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return int(ended.value.code or 0)

    return run_


@pytest.fixture(autouse=True)
def pictures(tmp_path: Path) -> None:
    image = PIL.Image.new("RGB", (300, 200), "white")
    PIL.ImageDraw.Draw(image).ellipse((60, 20, 240, 180), fill="navy")
    image.save(tmp_path / "good.jpg")
    (tmp_path / "page.jpg").write_text("<html><body>gone</body></html>")


def test_a_bad_picture_is_named_and_the_others_are_looked_at(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("image", "page.jpg", "good.jpg") == 2
    shown = capsys.readouterr()
    assert "page.jpg: is a web page, not a picture" in shown.err
    assert "good.jpg: JPEG, 300×200 pixels" in shown.out
    assert "may show: " in shown.out


def test_json_has_a_line_for_each_picture(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("image", "good.jpg", "page.jpg", "--json") == 2
    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert good["picture"]["width"] == 300
    assert len(good["fingerprints"][0]["bits"]) == 64
    assert "embedding" not in good
    assert bad["problem"]["code"] == "not_a_picture"


def test_good_pictures_end_with_0(run: Run) -> None:
    assert run("image", "good.jpg") == 0


@pytest.fixture
def clip(tmp_path: Path) -> None:
    cv2 = pytest.importorskip("cv2", reason="the extra `video` is not installed")
    writer = cv2.VideoWriter(str(tmp_path / "clip.mp4"), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"mp4v"), 10, (96, 64))
    for number in range(20):
        writer.write(np.full((64, 96, 3), 10 * number, dtype=np.uint8))
    writer.release()


@pytest.fixture
def printed(tmp_path: Path) -> None:
    image = PIL.Image.new("RGB", (480, 200), "#c01818")
    PIL.ImageDraw.Draw(image).text((40, 80), "1080P LOOP", fill="white", font=PIL.ImageFont.load_default(40))
    image.save(tmp_path / "promo.png")


@pytest.mark.ocr
@pytest.mark.usefixtures("printed")
def test_what_is_printed_is_read(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    assert run("image", "promo.png", "--json") == 0
    seen = json.loads(capsys.readouterr().out)
    assert seen["likely_text"] >= 0.5
    assert seen["printed"]["lines"][0]["text"].replace(" ", "") == "1080PLOOP"


def test_a_printed_line_is_shown_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    observation = ImageObserver.load().observe(read_picture(tmp_path / "good.jpg"))
    line = PrintedLine(text="远程查看", box=(1, 2, 30, 40), confidence=0.9)
    printed = PrintedText(lines=(line,), model="0")
    show_seen(Session(), Seen(tmp_path / "good.jpg", None, observation, 0.9, printed), as_json=False)
    assert "  printed: 远程查看 (1,2 to 30,40; certainty 0.90)\n" in capsys.readouterr().out


def test_without_the_extra_it_is_said_once_that_nothing_was_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert run("image", "good.jpg", "good.jpg", "--json") == 0
    shown = capsys.readouterr()
    assert shown.err.count("lenswatch[ocr]") == 1
    assert "printed" not in shown.out


def test_an_annotated_copy_is_named_by_the_picture_and_not_by_its_file(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("cv2", reason="the extra `faces` is not installed")
    assert run("image", "good.jpg", "--no-text", "--annotate", "looked/at") == 0
    digest = hashlib.sha256((tmp_path / "good.jpg").read_bytes()).hexdigest()
    assert {file.name for file in (tmp_path / "looked" / "at").iterdir()} == {f"{digest}.jpg", f"{digest}.json"}


def test_where_faces_are_not_hidden_it_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    assert run("image", "good.jpg", "--no-text", "--annotate", "at") == 0
    assert "faces in annotated pictures are left as they are" in capsys.readouterr().err


def test_a_folder_for_copies_that_is_a_file_is_an_error(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("image", "good.jpg", "--no-text", "--annotate", "page.jpg") == 2
    assert "page.jpg" in capsys.readouterr().err


@pytest.mark.usefixtures("clip")
def test_frames_of_a_clip_go_the_way_of_pictures(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("image", "clip.mp4", "--no-text", "--frames", "2", "--json") == 0
    assert [json.loads(line)["seconds"] for line in capsys.readouterr().out.splitlines()] == [0.5, 1.5]


@pytest.mark.slow
def test_what_is_wrong_with_a_clip_is_said_once(tmp_path: Path) -> None:
    pytest.importorskip("cv2", reason="the extra `video` is not installed")
    (tmp_path / "cut.mp4").write_bytes(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2\0\0\4\0mdat" + bytes(900))
    program = Path(sys.executable).with_name("lenswatch")
    command = (program, "--lang", "en", "image", "--no-text", "cut.mp4")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "cut.mp4: is a clip of which no frame can be decoded\n")


def a_lens_beside(path: Path) -> Path:
    random = np.random.default_rng(5)
    colours, cover = lens(random, Plane.of(random, 110), colourful=True)
    image = PIL.Image.new("RGB", (640, 480), "white")
    PIL.ImageDraw.Draw(image).rounded_rectangle((180, 120, 460, 360), 20, fill="#2b2d30")
    mask = PIL.Image.fromarray((cover * 255).astype(np.uint8))
    image.paste(PIL.Image.fromarray(colours.clip(0, 255).astype(np.uint8)), (500, 340), mask)
    image.save(path)
    return path


def test_a_lens_drawn_large_is_shown_with_its_place(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = a_lens_beside(tmp_path / "box.png")
    run("image", str(file), "--no-text")
    assert "may show a lens drawn large (" in capsys.readouterr().out
    run("image", str(file), "--no-text", "--json")
    (sighting,) = json.loads(capsys.readouterr().out)["lenses"]
    assert sighting["cue"] == "callout"
    assert len(sighting["box"]) == 4


def test_where_no_lens_is_found_it_is_said_that_this_means_little(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PIL.Image.new("RGB", (300, 200), "white").save(tmp_path / "white.png")
    run("image", "white.png", "--no-text")
    assert "no lens found; small ones are often missed" in capsys.readouterr().out


def test_lenses_are_marked_on_annotated_copies(run: Run, tmp_path: Path) -> None:
    file = a_lens_beside(tmp_path / "box.png")
    run("image", str(file), "--no-text", "--annotate", "marked")
    (legend,) = (tmp_path / "marked").glob("*.json")
    assert [mark["kind"] for mark in json.loads(legend.read_text(encoding="utf-8"))["marks"]] == ["callout"]


def test_in_a_workspace_pictures_of_the_reference_library_are_shown_and_marked(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case"
    case.mkdir()
    PIL.Image.fromarray(skimage.data.chelsea()).save(case / "a.png")
    PIL.Image.fromarray(skimage.data.chelsea()[:, ::-1]).save(tmp_path / "mirrored.jpg")
    assert run("init", "work") == 0
    told = ("--source", "鉴定 2026-118", "--legal-basis", "合同第9条", "--by", "李雷")
    assert run("--workspace", "work", "fingerprint", "add", "case", *told) == 0
    capsys.readouterr()

    run("--lang", "en", "--workspace", "work", "image", "mirrored.jpg", "--no-text", "--annotate", "marked")
    assert "of reference 1, case (0,0 to 451,300; " in capsys.readouterr().out
    (legend,) = (tmp_path / "marked").glob("*.json")
    assert "match" in [mark["kind"] for mark in json.loads(legend.read_text(encoding="utf-8"))["marks"]]

    run("--workspace", "work", "image", "mirrored.jpg", "--no-text", "--json")
    (known,) = json.loads(capsys.readouterr().out)["known_pictures"]
    assert (known["reference"], known["silenced_by"]) == (1, None)
