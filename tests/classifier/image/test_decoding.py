import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.image.decoding import MAX_BYTES, decode, read_picture
from lenswatch.classifier.image.picture import Decoded
from lenswatch.classifier.image.problem import PictureError, PictureFault

Saved = Callable[..., bytes]
ORIENTATION, GPS = 0x0112, 0x8825


def fault_of(data: bytes) -> PictureFault:
    with pytest.raises(PictureError) as caught:
        decode(data)
    return caught.value.fault


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", PictureFault.EMPTY),
        (b"<!DOCTYPE html><html><body>404</body></html>", PictureFault.NOT_A_PICTURE),
        (b'\xef\xbb\xbf <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', PictureFault.DRAWING),
        (b"just words", PictureFault.NOT_A_PICTURE),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", PictureFault.NOT_A_PICTURE),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), PictureFault.NOT_A_PICTURE),
        (bytes(MAX_BYTES + 1), PictureFault.TOO_HEAVY),
    ],
)
def test_what_is_no_picture_is_named_for_what_it_is(data: bytes, fault: PictureFault) -> None:
    assert fault_of(data) is fault


@pytest.mark.parametrize("size", [(8000, 6000), (12000, 9000), (20000, 20000)])
def test_a_bomb_is_refused_by_the_size_it_declares(saved: Saved, size: tuple[int, int]) -> None:
    assert fault_of(declaring(saved(), size)) is PictureFault.TOO_MANY_PIXELS


def declaring(png: bytes, size: tuple[int, int]) -> bytes:
    """The same file with another size in its header."""
    header = b"IHDR" + struct.pack(">II", *size) + png[24:29]
    return png[:12] + header + struct.pack(">I", zlib.crc32(header)) + png[33:]


def test_a_tracking_pixel_is_no_picture_of_a_thing(saved: Saved) -> None:
    assert fault_of(saved(PIL.Image.new("RGB", (1, 1)), "GIF")) is PictureFault.TOO_SMALL


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_a_picture_cut_off_is_damaged(saved: Saved, kind: str) -> None:
    data = saved(kind=kind)
    assert fault_of(data[: len(data) // 2]) is PictureFault.DAMAGED


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
def test_no_damage_is_more_than_an_error_of_that_picture(saved: Saved, data: st.DataObject, kind: str) -> None:
    spoilt = bytearray(saved(PIL.Image.new("RGB", (40, 30), "red"), kind))
    for place in data.draw(st.lists(st.integers(0, len(spoilt) - 1), max_size=6)):
        spoilt[place] = data.draw(st.integers(0, 255))
    with suppress(PictureError):
        assert decode(bytes(spoilt)).image.mode == "RGB"


def test_cmyk_keeps_its_colour(saved: Saved) -> None:
    red = PIL.Image.new("RGB", (64, 64), (200, 20, 20)).convert("CMYK")
    r, g, b = pixel(decode(saved(red, "JPEG")), (30, 30))
    assert r > 150
    assert max(g, b) < 80


def test_sixteen_bits_are_scaled_and_not_cut_off(saved: Saved) -> None:
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (64, 1))
    shown = decode(saved(PIL.Image.fromarray(ramp)))
    assert [pixel(shown, (place, 9))[0] for place in (0, 128, 255)] == pytest.approx([0, 128, 255], abs=2)


def test_what_is_transparent_is_white(saved: Saved) -> None:
    clear = PIL.Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    palette = PIL.Image.new("P", (64, 64), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    for data in (saved(clear), saved(clear, "WEBP", lossless=True), saved(palette, transparency=0)):
        assert pixel(decode(data), (5, 5)) == (255, 255, 255)


def test_of_an_animation_the_first_frame_counts(saved: Saved) -> None:
    frames = [PIL.Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        decoded = decode(saved(frames[0], kind, save_all=True, append_images=frames[1:]))
        assert decoded.picture.animated
        assert pixel(decoded, (30, 30))[0] > 200


def test_a_picture_is_turned_as_its_camera_asks(saved: Saved, drawn: PIL.Image.Image) -> None:
    exif = PIL.Image.Exif()
    exif[ORIENTATION] = 6
    decoded = decode(saved(drawn.transpose(PIL.Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=95))
    assert (decoded.picture.width, decoded.picture.height) == drawn.size == decoded.image.size
    assert pixel(decoded, (60, 320)) == pytest.approx((0x20, 0x30, 0xA0), abs=12)


def test_metadata_that_cannot_be_read_turn_nothing(saved: Saved) -> None:
    assert decode(saved(kind="JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")).picture.width == 480


def test_where_a_picture_was_taken_does_not_reach_its_pixels(saved: Saved) -> None:
    exif = PIL.Image.Exif()
    exif[ORIENTATION] = 1
    exif.get_ifd(GPS)[2] = (31.0, 14.0, 0.0)
    decoded = decode(saved(kind="JPEG", exif=exif))
    assert not decoded.image.getexif()
    assert not decoded.image.info


def test_the_content_and_not_the_name_says_what_a_file_is(saved: Saved, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(saved(kind="PNG"))
    assert read_picture(tmp_path / "photo.jpg").picture.format == "PNG"


def test_a_folder_or_missing_file_is_an_error_of_that_picture(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jpg"):
        with pytest.raises(PictureError) as caught:
            read_picture(path)
        assert caught.value.fault is PictureFault.UNREADABLE


def test_a_large_photo_is_decoded_small(saved: Saved, drawn: PIL.Image.Image) -> None:
    large = drawn.resize((1920, 1440))
    assert decode(saved(large, "JPEG")).image.size == (480, 360)
    assert min(decode(saved(large)).image.size) in range(256, 512)


MEMORY = """
import resource, sys
from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.image.problem import PictureError
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    decode(open(sys.argv[1], "rb").read())
except PictureError as error:
    print(error.fault)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "kind", "most"),
    [("RGBA", "WEBP", 420), ("P", "PNG", 300), ("RGB", "JPEG", 200)],
)
def test_no_picture_takes_the_memory_of_the_machine(
    saved: Saved, tmp_path: Path, mode: str, kind: str, most: int
) -> None:
    (tmp_path / "large").write_bytes(saved(PIL.Image.new(mode, (5000, 5000)), kind, method=0, progressive=True))
    command = (sys.executable, "-c", MEMORY, tmp_path / "large")
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(done.stdout.split()[-1]) < most


def pixel(decoded: Decoded, place: tuple[int, int]) -> tuple[int, int, int]:
    r, g, b = np.asarray(decoded.image)[place[1], place[0]].tolist()
    return r, g, b
