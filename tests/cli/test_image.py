import json
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import pytest

from lenswatch.cli import main

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
