"""Report numbers, credit codes and identity numbers carry checks that catch a slip."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.seller import Seller
from lenswatch.reports.report_id import check_character, is_report_id, report_id
from lenswatch.reports.subject import EntityType, entity_type, shown_licence
from lenswatch.reports.uscc import UsccCheck, check_uscc, is_resident_id

EVENING = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PUBLIC_CODES = ["914403001922038216", "91440300708461136T", "91330100799655058B"]
RESIDENT_ID = "11010519491231002X"  # the example of GB 11643


def test_check_character_of_the_published_example() -> None:
    # Global Release Identifier A1-2425G-ABC1234002-M, which uses ISO/IEC 7064 MOD 37,36.
    assert check_character("A1-2425G-ABC1234002") == "M"


def test_a_report_number_names_platform_and_day_in_china() -> None:
    number = report_id("DEMO", EVENING, 17)

    assert number.startswith("LW-DEMO-20261122-000017-")
    assert is_report_id(number)


@pytest.mark.parametrize(
    ("platform", "code"), [("shop b", "SHOP-B"), ("", "UNKNOWN"), ("淘", "UNKNOWN"), ("a_/b", "A-B")]
)
def test_any_platform_gives_capitals_digits_and_hyphens(platform: str, code: str) -> None:
    assert report_id(platform, EVENING, 1).startswith(f"LW-{code}-2026")


@pytest.mark.parametrize("number", [0, -1, 1_000_000])
def test_a_number_that_does_not_fit_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="report number"):
        report_id("DEMO", EVENING, number)


@given(st.integers(1, 999_999), st.integers(3, 6), st.sampled_from(SYMBOLS))
def test_one_wrong_symbol_is_always_noticed(number: int, place: int, symbol: str) -> None:
    good = report_id("DEMO", EVENING, number)
    wrong = good[:place] + symbol + good[place + 1 :]

    assert is_report_id(wrong) == (wrong == good)


def test_two_exchanged_digits_are_nearly_always_noticed() -> None:
    exchanged = [
        good[:place] + good[place + 1] + good[place] + good[place + 2 :]
        for good in (report_id("DEMO", EVENING, number) for number in range(1, 20_000, 7))
        for place in range(17, 22)
        if good[place] != good[place + 1]
    ]

    assert sum(map(is_report_id, exchanged)) < 0.003 * len(exchanged)  # the standard does not promise all


@pytest.mark.parametrize("code", PUBLIC_CODES)
def test_published_credit_codes_pass(code: str) -> None:
    assert check_uscc(code) is UsccCheck.OK
    assert check_uscc(f" {code.lower()} ") is UsccCheck.OK


@pytest.mark.parametrize(
    "code", ["914403001922038217", "91440300708461136", "9144030070846I136T", "DEMO00000000000105"]
)
def test_a_bad_credit_code_is_not_a_missing_one(code: str) -> None:
    assert check_uscc(code) is UsccCheck.BAD
    assert check_uscc(None) is check_uscc(" ") is UsccCheck.MISSING


@given(st.sampled_from(PUBLIC_CODES), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_symbol_of_a_credit_code_is_always_noticed(code: str, place: int, symbol: str) -> None:
    wrong = code[:place] + symbol + code[place + 1 :]

    assert (check_uscc(wrong) is UsccCheck.OK) == (wrong == code)


def test_a_persons_identity_number_is_told_from_a_credit_code() -> None:
    assert is_resident_id(RESIDENT_ID)
    assert not any(is_resident_id(code) for code in [*PUBLIC_CODES, "110105194912310021", "110105194913310021"])


def test_a_persons_identity_number_never_leaves_as_a_licence() -> None:
    seller = Seller(licence_code=RESIDENT_ID)

    assert (shown_licence(seller), entity_type(seller)) == ("", EntityType.UNKNOWN)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (None, EntityType.UNKNOWN),
        (PUBLIC_CODES[0], EntityType.ENTERPRISE),
        ("DEMO00000000000105", EntityType.ENTERPRISE),
        ("92330100MA00000009", EntityType.INDIVIDUAL_BUSINESS),
    ],
)
def test_the_kind_of_subject_is_what_the_licence_tells(code: str | None, kind: EntityType) -> None:
    assert entity_type(Seller(licence_code=code)) is kind
