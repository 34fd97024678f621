"""Grounds: three-valued elements, nothing claimed beyond what a listing shows."""

import csv
from dataclasses import astuple
from pathlib import Path

import pytest

from lenswatch.classifier.elements import ELEMENTS, evaluate
from lenswatch.classifier.grounds import Grounds, applicable
from lenswatch.classifier.sights import Sight
from lenswatch.core.config import Jurisdiction
from lenswatch.core.ground import ElementValue, Ground
from lenswatch.core.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def seen(*codes: str) -> dict[str, Sight]:
    """Each signal in a word of its own."""
    return {code: Sight("title", (number, number + 1), code) for number, code in enumerate(codes)}


def grounds(jurisdiction: Jurisdiction, *shown: str) -> dict[str, Ground]:
    return {ground.code: ground for ground in Grounds(applicable(TAXONOMY, jurisdiction)).suspected(seen(*shown))}


CARDS = tuple(csv.DictReader((Path(__file__).parent / "device_cards.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["device"])
def test_device_card(card: dict[str, str]) -> None:
    """What each country's law and a platform's own policy may say to a device; "?" where one element is unknown."""
    for jurisdiction in Jurisdiction:
        named = grounds(jurisdiction, *card["shown"].split())
        told = [code + ("?" if ground.unknown else "") for code, ground in named.items() if code != "PLATFORM-POLICY"]

        assert told == card.get(jurisdiction, "").split()
        assert ("PLATFORM-POLICY" in named) == (card["platform policy"] == "yes")


def test_each_element_that_is_met_has_its_place() -> None:
    ground = grounds(Jurisdiction.CN, "IMG", "CONCEAL_CLAIM", "REMOTE_VIEW")["CN-DEV-4.1"]

    assert [(one.element, one.code, one.span) for one in ground.shown_by] == [
        ("CONCEAL", "CONCEAL_CLAIM", (1, 2)),
        ("IMG", "IMG", (0, 1)),
        ("WIRELESS", "REMOTE_VIEW", (2, 3)),
    ]


def test_elements_speak_only_codes_of_the_taxonomy() -> None:
    codes = {code for element in ELEMENTS.values() for part in astuple(element) for code in part}

    assert codes <= TAXONOMY.known_signals
    assert set(ELEMENTS) <= set(TAXONOMY.elements)


def test_one_unknown_element_is_named() -> None:
    ground = grounds(Jurisdiction.CN, "IMG", "PINHOLE")["CN-DEV-4.2"]

    assert (ground.met, ground.unknown) == (("IMG", "PINHOLE"), ("CONCEAL",))


def test_tapping_is_never_presumed() -> None:
    assert "CN-DEV-4.4" not in grounds(Jurisdiction.CN, "IMG", "CONCEAL")
    assert "CN-DEV-4.4" in grounds(Jurisdiction.CN, "IMG", "CONCEAL", "TAP")


def test_visible_wireless_camera_meets_nothing() -> None:
    assert grounds(Jurisdiction.CN, "IMG", "WIRELESS", "VISIBLE_LENS", "RECORDING_LED") == {}


def test_wireless_lamp_with_a_visible_lens_is_no_german_case() -> None:
    assert "DE-TDDDG-8" not in grounds(Jurisdiction.DE, "IMG", "WIRELESS", "VISIBLE_LENS")


def test_scrap_lens_on_a_toy_meets_nothing() -> None:
    """Xi'an 2023: a lens-like part without power, radio or storage was no camera."""
    assert grounds(Jurisdiction.CN, "DUMMY_OR_DEAD_LENS", "DISGUISE") == {}


@pytest.mark.parametrize("jurisdiction", list(Jurisdiction))
def test_grounds_that_need_people_are_never_named(jurisdiction: Jurisdiction) -> None:
    everything = TAXONOMY.signals

    assert all(TAXONOMY.grounds[code].by_score for code in grounds(jurisdiction, *everything))


def test_japan_has_no_ground_on_selling() -> None:
    assert grounds(Jurisdiction.JP, *TAXONOMY.signals).keys() == {"PLATFORM-POLICY"}


def test_an_element_no_signal_shows_is_unknown() -> None:
    assert evaluate("NO_KC_CERT", TAXONOMY.signals) is ElementValue.UNKNOWN
    assert evaluate("IMG", ()) is ElementValue.UNKNOWN
    assert evaluate("CONCEAL", ("RECORDING_LED",)) is ElementValue.NOT_MET
