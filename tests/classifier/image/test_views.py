import PIL.Image
import skimage.data

from lenswatch.classifier.image.views import panels, quarters, tiles


def test_the_photos_of_a_collage_with_gaps_are_found() -> None:
    photo = PIL.Image.fromarray(skimage.data.chelsea()).resize((400, 400))
    sheet = PIL.Image.new("RGB", (820, 820), "white")
    places = [(0, 0), (420, 0), (0, 420), (420, 420)]
    for place in places:
        sheet.paste(photo, place)

    found = panels(sheet)

    assert [place for place in places if any(near(place, box) for box in found)] == places


def near(corner: tuple[int, int], box: tuple[int, int, int, int]) -> bool:
    return all(abs(a - b) <= 8 for a, b in zip((*corner, corner[0] + 400, corner[1] + 400), box, strict=True))


def test_a_picture_without_gaps_has_no_panels() -> None:
    assert panels(PIL.Image.fromarray(skimage.data.chelsea())) == ()


def test_a_blank_picture_has_no_panels() -> None:
    assert panels(PIL.Image.new("RGB", (300, 200), "white")) == ()


def test_the_quarters_are_among_the_tiles_and_stay_within_the_picture() -> None:
    image = PIL.Image.new("RGB", (301, 199))
    assert set(quarters(image)) < set(tiles(image))
    assert all(0 <= left < right <= 302 and 0 <= top < bottom <= 200 for left, top, right, bottom in tiles(image))
