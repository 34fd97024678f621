"""Pictures at night, from the crawl to the summary: what was captured is looked at, and what comes back is caught."""

from io import BytesIO

import PIL.Image
import PIL.ImageDraw
import pytest

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.reuse.reference_match import ReferenceKind
from lenswatch.core.messages import Catalogue
from lenswatch.core.verdict import Band, Verdict
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.references import Provenance, References
from lenswatch.ledger.store import Store
from lenswatch.operations.demo.catalogue import load_pictures
from lenswatch.operations.nightly.wording import summary_lines
from lenswatch.operations.pictures.ledger_sight import finder_of
from lenswatch.operations.references.adding import add_reference
from lenswatch.operations.references.parts import parts_of_listing
from lenswatch.operations.references.watching import one_listing
from tests.operations.nightly.conftest import House
from tests.spiders.conftest import Reply, product, served

pytestmark = pytest.mark.slow


def drawn(shift: int) -> bytes:
    picture = PIL.Image.new("RGB", (320, 320), "#dfe4ea")
    pen = PIL.ImageDraw.Draw(picture)
    for ring in range(6):
        pen.ellipse(
            (20 + 18 * ring + shift, 30 + 12 * ring, 300 - 20 * ring, 290 - 16 * ring), fill=(40 * ring, 90, 160)
        )
    stream = BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def verdicts(house: House) -> dict[str, Verdict]:
    rows = house.rows("SELECT r.listing_key, v.verdict FROM verdict v JOIN revision r ON r.id = v.revision_id")
    return {str(key): Verdict.model_validate_json(str(text)) for key, text in rows}


def test_a_picture_of_a_crawl_takes_part_and_a_relisted_one_is_caught_again(house: House) -> None:
    with served() as shop:
        shop.fill(2)
        shop.replies["/pictures/a.png"] = Reply(drawn(0), media_type="image/png")
        shop.replies["/item/0"] = product("wall clock", image=f"{shop.base_url}/pictures/a.png")
        house.open_shop("first", shop)
        site = house.workspace.sites / "first.toml"
        site.write_text(f"fetch_images = true\n{site.read_text(encoding='utf-8')}", encoding="utf-8")
        first = house.night()
        add_from(house, "wall clock")
        shop.replies["/pictures/b.png"] = Reply(drawn(1), media_type="image/png")
        shop.replies["/item/1"] = product("desk ornament", image=f"{shop.base_url}/pictures/b.png")
        house.clock.advance(hours=20)
        second = house.night()

    assert (first.pictures_judged, first.reused) == (1, ())
    (caught,) = second.reused
    assert (caught.title, caught.expert_review, caught.quoted) == ("desk ornament", True, "1.000")
    assert verdicts(house)[caught.key].band is not Band.CLEAR
    told = "\n".join(summary_lines(second, Catalogue.load("en")))
    assert "Re-used of the reference library: 1 listings; 1 for an expert" in told


def test_a_picture_exchanged_under_its_address_is_seen_when_it_is_crawled_again(house: House) -> None:
    clock, towel = load_pictures()["clock-1.jpg"], load_pictures()["towel-1.jpg"]
    with served() as shop:
        shop.fill(1)
        shop.replies["/item/0"] = product("wall clock", image=f"{shop.base_url}/pictures/a.jpg")
        house.open_shop("first", shop)
        site = house.workspace.sites / "first.toml"
        site.write_text(f"fetch_images = true\n{site.read_text(encoding='utf-8')}", encoding="utf-8")
        told = []
        for picture in (clock, towel, towel):
            shop.replies["/pictures/a.jpg"] = Reply(picture, media_type="image/jpeg")
            judged = house.night().pictures_judged
            (verdict,) = verdicts(house).values()
            told.append((judged, [one.reasons[0] for one in verdict.signals if one.matched == "exchanged"]))
            house.clock.advance(hours=24 * 8)  # a picture is asked for again after 7 days

    assert told == [(1, []), (1, ["2026-11-29"]), (0, ["2026-11-29"])]
    assert verdict.band is Band.CLEAR


def add_from(house: House, title: str) -> None:
    with Store.open(house.workspace.ledger) as store:
        (key,) = next(
            iter(store.connection.execute("SELECT listing_key FROM revision WHERE listing LIKE ?", [f"%{title}%"]))
        )
        stored = one_listing(Listings(store, house.clock), str(key))
        parts = parts_of_listing(stored.listing, finder_of(house.workspace, store))
        provenance = Provenance(ReferenceKind.DEVICE, "case", "鉴定 1", "合同", "李雷", None, stored.key)
        add_reference(References(store, house.clock), provenance, parts, Backbone.load(), keep_text=False)
