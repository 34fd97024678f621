import sys
from pathlib import Path

import numpy as np
import pytest

from lenswatch.classifier.image import frames as module
from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.image.frames import is_clip, shots
from lenswatch.classifier.image.problem import PictureError, PictureFault

RATE, LENGTH, SIZE = 10, 40, (96, 64)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds that grow lighter."""
    cv2 = pytest.importorskip("cv2", reason="the extra `video` is not installed")
    path = tmp_path_factory.mktemp("clips") / "clip.mp4"
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"mp4v"), RATE, SIZE)
    for number in range(LENGTH):
        writer.write(np.full((SIZE[1], SIZE[0], 3), 6 * number, dtype=np.uint8))
    writer.release()
    return path


def fault_of(path: Path) -> PictureFault:
    with pytest.raises(PictureError) as caught:
        [decode(shot.data) for shot in shots(path)]
    return caught.value.fault


def test_frames_are_spread_evenly_and_know_their_time(clip: Path) -> None:
    taken = list(shots(clip, 4))
    assert [shot.seconds for shot in taken] == [0.5, 1.5, 2.5, 3.5]
    means = [np.asarray(decode(shot.data).image).mean() for shot in taken]
    assert means == pytest.approx([30, 90, 150, 210], abs=8)


def test_a_short_clip_gives_no_frame_twice(clip: Path) -> None:
    assert len(list(shots(clip, 60))) == LENGTH


def test_a_frame_is_a_picture_with_a_digest_of_its_own(clip: Path) -> None:
    first, second = (decode(shot.data).picture for shot in shots(clip, 2))
    assert (first.width, first.height) == SIZE
    assert first.sha256 != second.sha256
    assert [first, second] == [decode(shot.data).picture for shot in shots(clip, 2)]


def test_a_picture_is_one_shot_without_a_time(saved: object, tmp_path: Path) -> None:
    assert callable(saved)
    (tmp_path / "a.mp4").write_bytes(saved())
    (shot,) = shots(tmp_path / "a.mp4")
    assert shot.seconds is None


def test_a_clip_cut_off_is_an_error_of_that_file(clip: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.mp4").write_bytes(clip.read_bytes()[:900])
    assert fault_of(tmp_path / "cut.mp4") is PictureFault.DAMAGED


@pytest.mark.parametrize(
    ("limit", "value", "fault"),
    [
        ("MAX_CLIP_BYTES", 100, PictureFault.TOO_HEAVY),
        ("MAX_SECONDS", 3, PictureFault.CLIP),
        ("MAX_FRAME_PIXELS", 1000, PictureFault.TOO_MANY_PIXELS),
    ],
)
def test_what_is_beyond_a_limit_is_not_decoded(
    clip: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, fault: PictureFault
) -> None:
    monkeypatch.setattr(module, limit, value)
    assert fault_of(clip) is fault


def test_without_the_extra_a_clip_is_named_with_what_to_install(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(PictureError, match=r"lenswatch\[video\]"):
        list(shots(clip))


@pytest.mark.parametrize(
    "text", [b"#EXTM3U\n#EXTINF:1,\nhttp://10.0.0.1/a.ts\n", b"ffconcat version 1.0\nfile /etc/hostname\n"]
)
def test_a_play_list_never_reaches_what_would_follow_it(
    text: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "frames", lambda *_: pytest.fail("given to FFmpeg"))
    (tmp_path / "list.mp4").write_bytes(text)
    assert fault_of(tmp_path / "list.mp4") is PictureFault.NOT_A_PICTURE


def test_a_picture_in_the_form_of_mp4_is_no_clip() -> None:
    assert not is_clip(b"\0\0\0\x20ftypavif\0\0\0\0")
    assert is_clip(b"\0\0\0\x20ftypisom\0\0\0\0")
    assert is_clip(b"RIFF\0\0\0\0AVI LIST")
    assert not is_clip(b"RIFF\0\0\0\0WEBPVP8 ")
