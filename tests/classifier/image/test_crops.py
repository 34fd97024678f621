import sys
from io import BytesIO

import numpy as np
import PIL.Image
import pytest
import skimage.data

from lenswatch.classifier.image.crops import CropKeeper
from lenswatch.core.errors import UserError

cv2 = pytest.importorskip("cv2", reason="the extra `faces` is not installed")


@pytest.fixture(scope="module")
def keeper() -> CropKeeper:
    return CropKeeper.load()


def test_a_face_cannot_be_known_in_what_is_kept(keeper: CropKeeper) -> None:
    portrait = PIL.Image.fromarray(skimage.data.astronaut())
    assert len(list(keeper.faces(portrait))) == 1
    kept = PIL.Image.open(BytesIO(keeper.keep(portrait, (0, 0, 512, 512))))
    assert not list(keeper.faces(kept))


def test_what_is_no_face_stays(keeper: CropKeeper, noise: PIL.Image.Image) -> None:
    kept = PIL.Image.open(BytesIO(keeper.keep(noise, (100, 50, 300, 200))))
    assert kept.size == (200, 150)
    difference = np.asarray(kept, dtype=int) - np.asarray(noise.crop((100, 50, 300, 200)), dtype=int)
    assert np.abs(difference).mean() < 6


def test_what_is_kept_says_nothing_of_place_and_camera(keeper: CropKeeper, noise: PIL.Image.Image) -> None:
    exif = PIL.Image.Exif()
    exif[0x010F] = "Maker of the camera"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    stream = BytesIO()
    noise.save(stream, "JPEG", exif=exif, comment=b"serial 1234")
    kept = keeper.keep(PIL.Image.open(BytesIO(stream.getvalue())), (0, 0, 200, 200))
    assert b"Maker" not in kept
    assert b"1234" not in kept
    assert not PIL.Image.open(BytesIO(kept)).getexif()


def test_where_faces_cannot_be_found_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(UserError, match=r"not kept.*lenswatch\[faces\]"):
        CropKeeper.load()
