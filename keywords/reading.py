"""Reading a listing with a lexicon: which terms and rules, where, and what each gives."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lenswatch.keywords.cancelling import cancel
from lenswatch.keywords.compiled import CompiledLexicon
from lenswatch.keywords.finding import MOST_TIMES, Search
from lenswatch.keywords.found import Found
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.pairing import PairedRule, RuleBook
from lenswatch.keywords.weighing import weigh

__all__ = ["MOST_TIMES", "LexiconReader", "Reading", "RuleHit", "Span", "TermHit"]

Span = tuple[int, int]
_AT_ONCE = 38_400
"""Code points that are read at once, for all tables to stay in a processor's cache."""


class TermHit(NamedTuple):
    """A term seen in a field."""

    term_id: str
    role: str
    severity: int
    signals: tuple[str, ...]
    """Codes it stands for; the first takes the weight."""
    disguise: str | None
    """D00 to D16."""
    field: str
    span: Span
    """Half-open, in code points of the field's original text."""
    matched: str
    """The original characters of the span."""
    policy: str | None
    """How the term was disguised there, as in the column variants; None where it is written as in the table."""
    weight: float
    """Log-odds it gives by itself, 4 decimals; 0 for what is innocent alone or excluded, below 0 for a counter."""
    excluded_by: str | None
    """Id of the exclusion, or of the longer term, that makes it not count; where two strong signals remain beside it,
    it keeps half its weight."""


class RuleHit(NamedTuple):
    """A context rule that applies; of rules that give the same signal only the strongest does."""

    rule_id: str
    signal: str
    weight: float
    """Log-odds, 4 decimals."""
    field: str
    span: Span
    """From the first to the last of its terms in this field, half-open, in code points of the original."""
    matched: str
    term_ids: tuple[str, ...]
    """The terms it joined; the one the rule is about comes first."""
    disguise: str | None
    """D00 to D16, where one of the terms names a thing a camera hides in."""


class Reading(NamedTuple):
    """What a lexicon says about a listing, in order of field, then of place."""

    terms: tuple[TermHit, ...]
    rules: tuple[RuleHit, ...]


class LexiconReader:
    """Reads listings with one lexicon; building it compiles all spellings of all active terms.

    Args:
        lexicon: The curators' tables.
        on: Day on which terms must be valid; None leaves their dates unasked, which a replay needs.
    """

    def __init__(self, lexicon: Lexicon, on: date | None = None) -> None:
        self._compiled = CompiledLexicon.build(lexicon, on)
        self._switched_off = lexicon.switched_off
        self._rules = RuleBook(lexicon.rules, self._compiled.terms)
        self._weights = lexicon.weights.by_term(self._compiled.terms)
        self._heads = {
            term.id: (term.id, term.role.value, term.severity, term.signals, term.disguise)
            for term in self._compiled.terms
        }

    def read(self, fields: Mapping[str, str]) -> Reading:
        """Read the texts of one listing.

        Args:
            fields: Field name to original text, in the order in which hits are wanted.
        """
        return self._read_some((fields,))[0]

    def read_many(self, listings: Sequence[Mapping[str, str]]) -> list[Reading]:
        """For each of many listings what `read` says of it, in a third of the time."""
        return [reading for some in _portions(listings) for reading in self._read_some(some)]

    def _read_some(self, listings: Sequence[Mapping[str, str]]) -> list[Reading]:
        return [
            self._weighed(found) if found else _NOTHING
            for found in Search(listings, self._compiled, self._switched_off).found()
        ]

    def _weighed(self, found: Sequence[Found]) -> Reading:
        cancel(found)
        hits = [hit for hit in found if hit.term is not None]
        paired = self._rules.pair(hits)
        weigh(hits, paired, self._weights)
        heads = self._heads
        terms = [
            TermHit(
                *heads[hit.id],
                hit.field.name,
                (hit.start, hit.end),
                hit.field.text[hit.start : hit.end],
                hit.owner.policy,
                hit.weight,
                hit.excluded_by,
            )
            for hit in hits
        ]
        return Reading(tuple(terms), tuple(map(_rule_hit, paired)))


_NOTHING = Reading((), ())


def _portions(listings: Sequence[Mapping[str, str]]) -> Iterator[Sequence[Mapping[str, str]]]:
    """Listings in order, some at a time."""
    portion: list[Mapping[str, str]] = []
    length = 0
    for fields in listings:
        portion.append(fields)
        length += sum(map(len, fields.values()))
        if length >= _AT_ONCE:
            yield portion
            portion, length = [], 0
    if portion:
        yield portion


def _rule_hit(paired: PairedRule) -> RuleHit:
    about, field = paired.hits[0], paired.hits[0].field
    spans = [hit.span for hit in paired.hits if hit.field is field]
    span = min(start for start, _ in spans), max(end for _, end in spans)
    return RuleHit(
        rule_id=paired.rule.id,
        signal=paired.rule.signal,
        weight=paired.rule.score,
        field=about.field.name,
        span=span,
        matched=field.text[slice(*span)],
        term_ids=tuple(hit.sure_term.id for hit in paired.hits),
        disguise=next((hit.sure_term.disguise for hit in paired.hits if hit.sure_term.disguise), None),
    )
