"""Clock, money, digests, files, taxonomy."""

import errno
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from lenswatch.core.clock import FixedClock, report_time
from lenswatch.core.digest import canonical_json
from lenswatch.core.errors import StorageError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.files import written_aside
from lenswatch.core.money import minor_units
from lenswatch.core.taxonomy import Taxonomy

NOON = datetime(2026, 11, 22, 4, 0, 0, 999999, tzinfo=UTC)


def test_report_time_is_that_of_china_with_offset() -> None:
    assert report_time(NOON) == "2026-11-22T12:00:00+08:00"


def test_report_time_refuses_a_naive_time() -> None:
    with pytest.raises(ValueError, match="no offset"):
        report_time(NOON.replace(tzinfo=None))


def test_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(NOON)
    clock.advance(hours=72)

    assert (clock.now() - NOON).days == 3


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [
        ("129.00", "CNY", 12900),
        ("1980", "JPY", 1980),
        ("1980.00", "JPY", 1980),
        ("1.234", "BHD", 1234),
        ("0.1", "JPY", None),
        ("0.1", "KRW", None),
        ("0.125", "USD", None),
    ],
)
def test_minor_units_follow_iso_4217_and_are_never_rounded(amount: str, currency: str, units: int | None) -> None:
    assert minor_units(Decimal(amount), currency) == units


def test_canonical_json_does_not_depend_on_order() -> None:
    assert canonical_json({"b": 1, "a": "孔"}) == canonical_json({"a": "孔", "b": 1}) == '{"a":"孔","b":1}'.encode()


def write_half(file: Path, failure: Exception) -> None:
    with written_aside(file) as stream:
        stream.write(b"half")
        raise failure


def test_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(b"old")

    with pytest.raises(KeyError):
        write_half(file, KeyError())

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_full_disk_is_an_outside_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Free some space") as caught:
        write_half(tmp_path / "out", OSError(errno.ENOSPC, "No space left on device"))

    assert caught.value.exit_code is ExitCode.OUTSIDE_ERROR
    assert list(tmp_path.iterdir()) == []


def test_every_code_people_may_read_has_a_name_in_both_languages() -> None:
    taxonomy = Taxonomy.load()
    codes = taxonomy.known_signals | {code for code, rule in taxonomy.grounds.items() if rule.by_score}

    assert [code for code in sorted(codes) for lang in ("en", "zh") if taxonomy.name(code, lang) == code] == []
    assert taxonomy.in_words("PINHOLE", "zh") == "针孔镜头 PINHOLE"
