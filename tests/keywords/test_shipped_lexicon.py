"""What the first lexicon holds, and where its words lead on titles written for these tests."""

import csv
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.releases import changelog
from lenswatch.keywords.term import Role

FLAG, REVIEW = 1.3863, -0.6190
"""Log-odds of the default bands, 0.80 and 0.35."""


def titles(name: str) -> list[str]:
    """Lines of a file of made-up titles or words."""
    return (Path(__file__).parent / "titles" / name).read_text(encoding="utf-8").splitlines()


def test_attested_words_stand_with_their_source(shipped: Lexicon) -> None:
    by_text = {term.text: term for term in shipped.terms}

    assert all(by_text[word].source for word in titles("attested_words.txt"))
    assert sum(term.lang in {"zh", "en"} for term in shipped.terms) >= 250


def test_every_noun_of_the_taxonomy_is_a_term_with_its_disguise(shipped: Lexicon) -> None:
    by_text = {term.text: term.disguise for term in shipped.terms}
    nouns = {noun: code for code, entry in Taxonomy.load().disguises.items() for noun in entry.nouns_zh}

    assert {noun: by_text.get(noun) for noun in nouns} == nouns


def test_words_innocent_alone_weigh_nothing(shipped: Lexicon) -> None:
    for role in (Role.CONTEXT, Role.COVER_STORY, Role.DISGUISE):
        assert {shipped.weights.of(role, severity, "title") for severity in range(1, 6)} == {0.0}


def test_one_weak_term_never_leads_to_a_flag(shipped: Lexicon, score: Callable[[str], float]) -> None:
    weak = [term for term in shipped.terms if term.active and term.role not in {Role.BLOCK, Role.ALERT}]

    assert [term.text for term in weak if score(term.text) >= FLAG] == []


def test_blocked_words_lead_to_a_flag_by_themselves(shipped: Lexicon, score: Callable[[str], float]) -> None:
    blocked = [term for term in shipped.terms if term.active and term.role is Role.BLOCK]

    assert [term.text for term in blocked if score(term.text) < FLAG] == []


def test_the_change_log_is_readable() -> None:
    text = files("lenswatch").joinpath("keywords", "CHANGELOG.csv").read_text(encoding="utf-8")

    header, *entries = csv.reader(text.splitlines())
    assert header == [column.header for column in changelog.COLUMNS]
    assert all(len(entry) == len(header) for entry in entries)
    assert [entry[0] for entry in entries] == sorted(entry[0] for entry in entries)


@pytest.mark.parametrize("title", titles("flagged.txt"))
def test_an_everyday_thing_that_films_unseen_is_flagged(score: Callable[[str], float], title: str) -> None:
    assert score(title) >= FLAG


@pytest.mark.parametrize("title", titles("lawful.txt"))
def test_a_lawful_product_is_never_flagged(score: Callable[[str], float], title: str) -> None:
    assert score(title) < FLAG


@pytest.mark.parametrize(
    "title", ["无线摄像头", "鹰眼摄像头", "家庭安防", "照看小孩", "1080P", "手表", "眼镜", "hidden", "alarm clock"]
)
def test_a_word_innocent_alone_stays_clear(score: Callable[[str], float], title: str) -> None:
    assert score(title) < REVIEW


def test_the_disguise_is_named(shipped_reader: LexiconReader) -> None:
    rules = shipped_reader.read({"title": "充电宝 摄像机 1080P 循环录像"}).rules

    assert {hit.disguise for hit in rules if hit.signal == "DISGUISE"} == {"D01"}
