"""Where an expression stands in for another word: texts equal but for it, titles changed, searches suggested."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lenswatch.keywords.mining.prepare import prepared
from lenswatch.keywords.mining.substitution import twins
from lenswatch.ledger.suggestions import Suggestions
from lenswatch.ledger.wording import TitleChange, Wording
from lenswatch.operations.mining.evidence import Instead, Suggested
from lenswatch.operations.mining.known import KnownTerms

_CLAUSES = re.compile(r"[,，。;；!！?？\n]|\. ")
_LEAST_CLAUSE = 8


@dataclass(frozen=True)
class Line:
    """A title or a clause, and who wrote it."""

    text: str
    """Prepared, in lower case."""
    seller: str
    listing: str
    suspected: bool


@dataclass(frozen=True)
class Swap:
    """In a text of one listing a word stands where a text of another has a different one."""

    word: str
    instead: Instead
    line: Line
    """The one with the word."""
    other_suspected: bool


def title_line(wording: Wording, *, suspected: bool) -> Line:
    """The title of a listing."""
    return Line(prepared(wording.title).lower(), wording.seller, wording.key, suspected)


def clause_lines(wording: Wording) -> list[Line]:
    """The clauses of what a suspected listing says below its title."""
    texts = (text for name, text in wording.texts.items() if name != "title")
    clauses = (clause.strip() for text in texts for clause in _CLAUSES.split(prepared(text).lower()))
    return [
        Line(clause, wording.seller, wording.key, suspected=True) for clause in clauses if len(clause) >= _LEAST_CLAUSE
    ]


def swaps(lines: Sequence[Line], known: KnownTerms) -> list[Swap]:
    """Both sides of every pair of lines that differ by one word, if one of them is of a suspected listing."""
    term_of = _Terms(known)
    found = []
    for first, second, pair in twins([line.text for line in lines]):
        one, other = lines[first], lines[second]
        if one.listing != other.listing and (one.suspected or other.suspected):
            found.append(_swap(one, pair.one, other, pair.other, term_of))
            found.append(_swap(other, pair.other, one, pair.one, term_of))
    return found


def _swap(line: Line, word: str, other: Line, other_word: str, terms: "_Terms") -> Swap:
    return Swap(word, Instead(other_word, terms.of(other_word), line.seller, line.listing), line, other.suspected)


def evaders(found: Iterable[Swap]) -> frozenset[str]:
    """Keys of clean listings that read like a suspected one but for a known term, which they say otherwise."""
    return frozenset(
        swap.line.listing for swap in found if swap.instead.term_id and swap.other_suspected and not swap.line.suspected
    )


def swapped(expressions: Iterable[str], found: Iterable[Swap]) -> dict[str, tuple[Instead, ...]]:
    """For each expression what it stood for."""
    return _by_expression(expressions, ((swap.word, swap.instead) for swap in found))


def retitled(
    expressions: Iterable[str], changes: Iterable[TitleChange], known: KnownTerms
) -> dict[str, tuple[Instead, ...]]:
    """For each expression the titles it came into when a watched term left them."""
    terms = _Terms(known)
    pairs = []
    for change in changes:
        before, after = prepared(change.before).lower(), prepared(change.after).lower()
        left = terms.of(before)
        if left and left != terms.of(after):
            pairs.append((before, after, Instead(change.before, left, change.seller, change.key)))
    wanted = list(expressions)
    found: dict[str, list[Instead]] = defaultdict(list)
    for before, after, instead in pairs:
        for text in wanted:
            if text in after and text not in before:
                found[text].append(instead)
    return {text: tuple(of_text) for text, of_text in found.items()}


def suggested(
    expressions: Iterable[str], suggestions: Suggestions, known: KnownTerms
) -> dict[str, tuple[Suggested, ...]]:
    """For each expression the suggestions that hold it and were made to somebody who searched for a watched term."""
    wanted = list(expressions)
    found: dict[str, list[Suggested]] = defaultdict(list)
    for site in suggestions.sites():
        for answer in suggestions.latest(site):
            if not known.strong_in(answer.query):
                continue
            for suggestion in answer.suggestions:
                plain = prepared(suggestion.text).lower()
                for text in wanted:
                    if text in plain:
                        found[text].append(Suggested(site, answer.query, suggestion.text))
    return {text: tuple(of_text) for text, of_text in found.items()}


def _by_expression(expressions: Iterable[str], pieces: Iterable[tuple[str, Instead]]) -> dict[str, tuple[Instead, ...]]:
    wanted = list(expressions)
    found: dict[str, list[Instead]] = defaultdict(list)
    for piece, instead in pieces:
        for text in wanted:
            if text in piece and text not in instead.of:
                found[text].append(instead)
    return {text: tuple(dict.fromkeys(of_text)) for text, of_text in found.items()}


class _Terms:
    """Which watched term a piece holds, asked once for each piece."""

    def __init__(self, known: KnownTerms) -> None:
        self._known = known
        self._asked: dict[str, str | None] = {}

    def of(self, piece: str) -> str | None:
        if piece not in self._asked:
            hit = self._known.watched_in(piece)
            self._asked[piece] = hit.term_id if hit else None
        return self._asked[piece]
