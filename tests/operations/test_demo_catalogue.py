"""What the demo marketplace offers: its composition, and that its texts are written one by one."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from lenswatch.operations.demo.catalogue import Catalogue, DemoListing, load_catalogue, load_pictures, load_truth

PICTURE_BUDGET = 2_500_000
ALIKE = 0.6
RING = ({"88001008", "88001009", "QJ2015"}, "ring: text shared with ")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_composition_is_as_described(catalogue: Catalogue) -> None:
    """The README and the documentation of the demo quote these numbers."""
    labels = Counter(row.label for row in load_truth())
    covert_sellers = {row.seller for row in load_truth() if row.label == "covert"}

    assert labels == {"covert": 45, "hard_negative": 84, "negative": 75}
    assert len(catalogue.sellers) == 40
    assert len(covert_sellers) == 13
    assert Counter(one.shop for one in catalogue.listings) == {
        "lanxing": 62,
        "taohuo": 45,
        "qingju": 46,
        "yunjiao": 45,
        "muwu": 6,
    }


def test_every_kind_of_disguise_and_of_wording_is_there() -> None:
    covert = [row for row in load_truth() if row.label == "covert"]

    assert {row.disguise for row in covert} == {f"D{number:02}" for number in range(1, 17)}
    assert {row.kind for row in covert} == {
        "bare_module",
        "cover_story",
        "euphemism",
        "features_only",
        "obfuscated",
        "picture_only",
        "plain_words",
    }


def test_sellers_are_honest_covert_or_both() -> None:
    """The roll-up has something to roll up, and something to leave alone."""
    sold: dict[str, set[str]] = {}
    for row in load_truth():
        sold.setdefault(row.seller, set()).add("covert" if row.label == "covert" else "honest")
    kinds = Counter(frozenset(labels) for labels in sold.values())

    assert kinds == {frozenset({"honest"}): 27, frozenset({"honest", "covert"}): 11, frozenset({"covert"}): 2}


def test_a_ring_of_sellers_shares_its_texts(catalogue: Catalogue) -> None:
    """Sentences go from shop to shop; each listing still is its own."""
    sellers, note = RING
    ring = [row for row in load_truth() if row.note.startswith(note)]
    texts = {one.id: clauses(one) for one in catalogue.listings}

    assert {row.seller for row in ring} == sellers
    for row in ring:
        others = (other for other in ring if other.seller != row.seller)
        assert any(len(texts[row.id] & texts[other.id]) >= 2 for other in others)


def test_truth_and_listings_agree(catalogue: Catalogue) -> None:
    """Each listing has one row of truth, with the same seller, and D00 means not covert."""
    truth = load_truth()

    assert sorted((one.shop, one.id, one.seller) for one in catalogue.listings) == sorted(
        (row.shop, row.id, row.seller) for row in truth
    )
    assert len({row.id for row in truth}) == len(truth)
    assert all((row.disguise == "D00") == (row.label != "covert") for row in truth)


def test_listings_belong_to_sellers_of_their_shop(catalogue: Catalogue) -> None:
    """No listing points at a seller of another shop, and no seller is idle."""
    pairs = {(listing.shop, listing.seller) for listing in catalogue.listings}

    assert pairs == {(seller.shop, seller.id) for seller in catalogue.sellers}
    assert len(pairs) == len({seller.id for seller in catalogue.sellers})


def test_licences_are_plainly_invented(catalogue: Catalogue) -> None:
    """Nobody can mistake a demo licence for that of a company."""
    licences = [seller.licence for seller in catalogue.sellers if seller.licence is not None]

    assert all(re.fullmatch(r"DEMO\d{14}", licence.code) for licence in licences)
    assert len({licence.code for licence in licences}) == len(licences)
    assert all("演示" in licence.name or "Demo" in licence.name for licence in licences)


def test_pictures_all_used_readable_and_within_budget(catalogue: Catalogue) -> None:
    """The checkout stays small, and no listing shows a broken picture."""
    pictures = load_pictures()

    assert set(pictures) == {name for listing in catalogue.listings for name in listing.pictures}
    assert sum(map(len, pictures.values())) <= PICTURE_BUDGET
    assert {(480, 480)} == {Image.open(BytesIO(body)).size for body in pictures.values()}


def test_a_dot_that_nobody_is_to_see_is_drawn_on_covert_goods_only(catalogue: Catalogue) -> None:
    table = files("lenswatch.operations.demo") / "marketplace" / "packshots.csv"
    dotted = {row["file"] for row in csv.DictReader(table.read_text("utf-8").splitlines()) if row["lens"]}
    labels = {row.id: row.label for row in load_truth()}

    shown = {labels[one.id] for one in catalogue.listings if dotted & set(one.pictures)}
    assert shown == {"covert"}


def test_no_two_listings_are_alike(catalogue: Catalogue) -> None:
    """Texts are written one by one; a template would make the demo too easy."""
    seen = {(one.shop, one.id): trigrams(one) for one in catalogue.listings}
    alike = [
        (first, second)
        for first, second in combinations(seen, 2)
        if len(seen[first] & seen[second]) >= ALIKE * len(seen[first] | seen[second])
    ]

    assert alike == []


def test_no_two_listings_outside_the_ring_share_a_sentence(catalogue: Catalogue) -> None:
    ring = {row.id for row in load_truth() if row.note.startswith(RING[1])}
    seen = Counter(part for one in catalogue.listings if one.id not in ring for part in sentences(one))

    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_features_only_listings_never_use_a_plain_word(catalogue: Catalogue) -> None:
    """They test that features alone are noticed."""
    truth = {row.id for row in load_truth() if row.kind == "features_only"}
    texts = [one.model_dump_json() for one in catalogue.listings if one.id in truth]

    assert len(texts) == 15
    assert not any(re.search("针孔|隐藏|偷拍", text) for text in texts)


def clauses(listing: DemoListing) -> set[str]:
    return {part for part in re.split(r"[，。：；\n]", listing.description) if len(part) >= 5}


def sentences(listing: DemoListing) -> set[str]:
    parts = re.split(r"[。!！?？;；\n]|\. ", f"{listing.title}\n{listing.description}")
    return {part.strip() for part in parts if len(part.strip()) >= 12}


def trigrams(listing: DemoListing) -> set[str]:
    text = re.sub(r"\s", "", listing.title + listing.description)
    return {text[start : start + 3] for start in range(len(text) - 2)}
