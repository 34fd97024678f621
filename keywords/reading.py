"""Reading a listing with a lexicon: which terms and rules, where, and what each gives."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from lenswatch.keywords.cancelling import cancel
from lenswatch.keywords.clauses import Clauses
from lenswatch.keywords.compiled import CompiledLexicon
from lenswatch.keywords.found import Field, Found
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.normalise import Normalised, normalise
from lenswatch.keywords.owner import Owner
from lenswatch.keywords.pairing import PairedRule, RuleBook
from lenswatch.keywords.skeletons import DisguisedHit
from lenswatch.keywords.weighing import weigh

Span = tuple[int, int]
MOST_TIMES = 20
"""So many hits of one term or exclusion are taken from a field; a flood of words must not stall the reading."""
_FIELD_BREAK = "\n"


@dataclass(frozen=True)
class TermHit:
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


@dataclass(frozen=True)
class RuleHit:
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


@dataclass(frozen=True)
class Reading:
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
        self._weights = lexicon.weights

    def read(self, fields: Mapping[str, str]) -> Reading:
        """Read the texts of one listing.

        Args:
            fields: Field name to original text, in the order in which hits are wanted.
        """
        texts = [Field(name, text, Clauses(text)) for name, text in fields.items()]
        normalised = normalise(_FIELD_BREAK.join(field.text for field in texts))
        found = self._find(texts, normalised)
        if not found:
            return Reading((), ())
        cancel(found)
        hits = [hit for hit in found if hit.term is not None]
        paired = self._rules.pair(hits)
        weigh(hits, paired, self._weights)
        return Reading(tuple(_term_hit(hit) for hit in hits), tuple(_rule_hit(rule) for rule in paired))

    def _find(self, fields: list[Field], normalised: Normalised) -> list[Found]:
        starts = [0]
        for field in fields:
            starts.append(starts[-1] + len(field.text) + 1)
        found: list[Found] = []
        times: dict[tuple[int, str], int] = defaultdict(int)

        def add(span: Span, owner: Owner) -> None:
            index = bisect_right(starts, span[0]) - 1
            times[index, owner.id] += 1
            if times[index, owner.id] <= MOST_TIMES:
                place = (span[0] - starts[index], span[1] - starts[index])
                found.append(Found(index, fields[index], place, owner))

        for match in self._compiled.matcher.find(normalised):
            for owner in self._compiled.owners[match.pattern]:
                add(normalised.original_span(match.start, match.end), owner)
        for span, owner in self._disguised(normalised, found, starts):
            add(span, owner)
        found.sort(key=lambda hit: (hit.field_index, hit.span, hit.id))
        return found

    def _disguised(
        self, text: Normalised, found: Sequence[Found], starts: Sequence[int]
    ) -> Iterator[tuple[Span, Owner]]:
        """Terms under other characters; a place where the term was seen already is not taken twice."""
        taken: dict[str, list[Span]] = defaultdict(list)
        for hit in found:
            start = starts[hit.field_index]
            taken[hit.id].append((hit.span[0] + start, hit.span[1] + start))
        compiled = self._compiled
        for seen in chain(compiled.skeletons.find(text.original), compiled.look_alikes.find(text)):
            known = taken[seen.term.id]
            if self._is_off(seen, text.original):
                continue
            if not any(start < seen.span[1] and seen.span[0] < end for start, end in known):
                known.append(seen.span)
                yield seen.span, Owner(seen.term.id, seen.term, None, short=seen.needs_context, policy=seen.policy)

    def _is_off(self, seen: DisguisedHit, text: str) -> bool:
        """Whether a curator switched this very spelling off."""
        off = self._switched_off
        return seen.term.id in off.spellings and off.covers(seen.term.id, normalise(text[slice(*seen.span)]).text)


def _term_hit(hit: Found) -> TermHit:
    term = hit.sure_term
    return TermHit(
        term_id=term.id,
        role=term.role.value,
        severity=term.severity,
        signals=term.signals,
        disguise=term.disguise,
        field=hit.field.name,
        span=hit.span,
        matched=hit.field.text[slice(*hit.span)],
        policy=hit.owner.policy,
        weight=hit.weight,
        excluded_by=hit.excluded_by,
    )


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
