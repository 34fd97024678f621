"""Grounds: three-valued elements, nothing claimed beyond what a listing shows."""

import pytest

from lenswatch.classifier.elements import ELEMENTS, evaluate
from lenswatch.classifier.grounds import applicable, suspected
from lenswatch.core.config import Jurisdiction
from lenswatch.core.ground import ElementValue, Ground
from lenswatch.core.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def grounds(jurisdiction: Jurisdiction, *shown: str) -> dict[str, Ground]:
    return {ground.code: ground for ground in suspected(applicable(TAXONOMY, jurisdiction), shown)}


def test_elements_speak_only_codes_of_the_taxonomy() -> None:
    codes = {code for element in ELEMENTS.values() for code in (*element.met_by, *element.ruled_out_by)}

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
    assert grounds(Jurisdiction.CN, "DUMMY_OR_DEAD_LENS", "DISGUISE").keys() <= {"PLATFORM-POLICY"}


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
