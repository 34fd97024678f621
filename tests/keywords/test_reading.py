from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import MOST_TIMES, LexiconReader, Reading, RuleHit, TermHit

from .conftest import SMALL


def terms(reading: Reading) -> dict[str, TermHit]:
    return {hit.term_id: hit for hit in reading.terms}


def test_a_hit_tells_what_where_and_how_much(small: LexiconReader) -> None:
    (hit, *_), rules = (reading := small.read({"title": "超小的针 孔摄象头"})).terms, reading.rules

    assert hit == TermHit(
        term_id="T1",
        role="block",
        severity=5,
        signals=("PINHOLE", "IMG"),
        disguise=None,
        field="title",
        span=(3, 9),
        matched="针 孔摄象头",
        policy="sound",
        weight=6.4,
        excluded_by=None,
    )
    assert rules == ()


def test_hits_come_in_order_of_field_then_place(small: LexiconReader) -> None:
    reading = small.read({"title": "夜视 手表", "attributes.材质": "夜视", "seller.name": "手表"})

    assert [(hit.field, hit.span, hit.term_id) for hit in reading.terms] == [
        ("title", (0, 2), "T4"),
        ("title", (3, 5), "T3"),
        ("attributes.材质", (0, 2), "T4"),
        ("seller.name", (0, 2), "T3"),
    ]


def test_no_term_runs_from_one_field_into_the_next(small: LexiconReader) -> None:
    assert small.read({"title": "针孔", "description": "摄像头"}).terms[0].term_id == "T2"
    assert "T1" not in terms(small.read({"title": "针孔摄", "description": "像头"}))


def test_empty_fields_and_listings_give_nothing(small: LexiconReader) -> None:
    assert small.read({}) == small.read({"title": ""}) == Reading((), ())


@given(st.dictionaries(st.sampled_from("abcd"), st.text(alphabet="针孔摄象像头手表夜视 检测\n，spycam📷")))
def test_every_span_holds_what_was_matched(fields: dict[str, str]) -> None:
    reading = LexiconReader(Lexicon.load(SMALL)).read(fields)

    hits: list[TermHit | RuleHit] = [*reading.terms, *reading.rules]
    for hit in hits:
        start, end = hit.span
        assert fields[hit.field][start:end] == hit.matched != ""
        assert round(hit.weight * 10_000) == pytest.approx(hit.weight * 10_000)
    order = list(fields)
    assert reading.terms == tuple(sorted(reading.terms, key=lambda hit: (order.index(hit.field), hit.span)))


def test_a_term_in_the_description_may_be_a_mention_and_weighs_less(small: LexiconReader) -> None:
    assert terms(small.read({"title": "针孔摄像头"}))["T1"].weight == 6.4
    assert terms(small.read({"description": "针孔摄像头"}))["T1"].weight == 5.0


def test_a_short_derived_spelling_needs_context(small: LexiconReader) -> None:
    assert terms(small.read({"title": "密拍"}))["T7"].weight == 3.6
    assert terms(small.read({"title": "秘拍"}))["T7"].weight == 0.0


def test_only_active_terms_are_read(small: LexiconReader) -> None:
    assert small.read({"title": "旧词旧词"}).terms == ()


@pytest.mark.parametrize(
    ("day", "seen"), [("2025-12-31", False), ("2026-01-01", True), ("2026-06-30", True), ("2026-07-01", False)]
)
def test_a_campaign_term_ends_with_its_campaign(day: str, *, seen: bool) -> None:
    reader = LexiconReader(Lexicon.load(SMALL), on=date.fromisoformat(day))

    assert bool(reader.read({"title": "密拍"}).terms) is seen


def test_digests_follow_content_not_form(tables: Path) -> None:
    before = Lexicon.load(tables)
    path = tables / "terms" / "few.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_bytes(("\ufeff" + "\r\n".join([rows[0], *reversed(rows[1:])]) + "\r\n").encode())

    after = Lexicon.load(tables)

    assert (after.terms_digest, after.rules_digest) == (before.terms_digest, before.rules_digest)
    assert len(after.terms_digest) == len(after.rules_digest) == 64


@pytest.mark.parametrize(
    ("file", "old", "new", "terms_change"),
    [
        ("terms/few.csv", "T4,夜视", "T4,夜拍", True),
        ("variants.csv", "象;相", "象", True),
        ("context.csv", "2.25", "2.5", False),
        ("exclusions.csv", "手表盒", "手表带", False),
        ("weights.csv", "6.4", "6.3", False),
    ],
)
def test_each_table_moves_its_digest_only(tables: Path, file: str, old: str, new: str, *, terms_change: bool) -> None:
    before = Lexicon.load(tables)
    path = tables / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    after = Lexicon.load(tables)

    assert (after.terms_digest != before.terms_digest) is terms_change
    assert (after.rules_digest != before.rules_digest) is not terms_change


def test_a_flood_of_words_neither_stalls_the_reading_nor_hides_what_comes_behind(small: LexiconReader) -> None:
    reading = small.read({"description": "手表夜视移动检测" * 5000 + "针孔摄像头"})

    assert sum(hit.term_id == "T3" for hit in reading.terms) == MOST_TIMES
    assert "T1" in terms(reading)
