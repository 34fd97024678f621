"""From suspected listings to the expressions that several of their sellers use."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lenswatch.keywords.mining.frequent import LONGEST, bare, frequent
from lenswatch.keywords.mining.general_words import GeneralWords
from lenswatch.keywords.mining.prepare import prepared
from lenswatch.keywords.mining.shapes import may_be_expression
from lenswatch.keywords.mining.units import Unit, clause_around, is_han, joined, runs
from lenswatch.keywords.mining.usage import Usage
from lenswatch.ledger.wording import Wording
from lenswatch.operations.mining.known import KnownTerms, Map

MOST_CONTEXTS = 10
_AROUND = 24
"""Most characters of a context on each side."""
_FRAGMENT = 0.75
"""An expression that stands within a longer one at such a share of its places is a fragment of it."""


@dataclass(frozen=True)
class Context:
    """One place where an expression stands."""

    listing: str
    seller: str
    field: str
    before: str
    matched: str
    after: str


@dataclass
class Found:
    """An expression, how it is used, and where."""

    usage: Usage
    first_seen: datetime
    contexts: list[Context] = field(default_factory=list)


@dataclass(frozen=True)
class Collected:
    """What suspected listings say."""

    found: Mapping[str, Found]
    """By expression."""
    units: int
    """Of all their texts."""
    camera_share: float
    """At what share of all places a camera is spoken of nearby."""


@dataclass(frozen=True)
class _Text:
    """One field of one listing."""

    wording: Wording
    name: str
    text: str
    runs: Sequence[Sequence[Unit]]


def collect(suspected: Iterable[Wording], known: KnownTerms, words: GeneralWords, least_sellers: int) -> Collected:
    """Expressions that so many sellers of suspected listings use and the lexicon does not know."""
    texts = [text for wording in suspected for text in _texts(wording)]
    often = frequent(
        [(one.wording.seller, [tuple(unit.text for unit in run) for run in one.runs]) for one in texts], least_sellers
    )
    pool = {sequence for sequence in often if may_be_expression(_words(sequence), words)}
    tally = _Tally(pool, words)
    for one in texts:
        tally.read(one, known.map_of(one.text))
    kept = {
        text: found
        for text, found in tally.found.items()
        if found.usage.sellers >= least_sellers
        and found.usage.different_clauses >= least_sellers
        and found.usage.whole * 2 >= found.usage.times
    }
    whole = _without_fragments(kept)
    new = {text: found for text, found in whole.items() if not found.usage.with_strong and not known.covers(text)}
    share = tally.near_camera / tally.places if tally.places else 0.0
    return Collected(new, sum(len(run) for one in texts for run in one.runs), share)


def _texts(wording: Wording) -> Iterator[_Text]:
    for name, raw in wording.texts.items():
        text = prepared(raw)
        yield _Text(wording, name, text, tuple(runs(text)))


def _words(sequence: Sequence[str]) -> list[str]:
    return [unit.strip() for unit in sequence]


@dataclass
class _Tally:
    pool: set[tuple[str, ...]]
    words: GeneralWords
    found: dict[str, Found] = field(default_factory=dict)
    places: int = 0
    near_camera: int = 0

    def read(self, text: _Text, terms: Map) -> None:
        for run in text.runs:
            cuts = self._cuts(run)
            for start in range(len(run)):
                for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                    units = run[start:end]
                    sequence = bare(tuple(unit.text for unit in units))
                    if sequence in self.pool and terms.free(units[0].start, units[-1].end):
                        self._note(text, terms, run, (start, end), cuts)

    def _note(self, text: _Text, terms: Map, run: Sequence[Unit], place: tuple[int, int], cuts: frozenset[int]) -> None:
        units = list(run[place[0] : place[1]])
        start, end = units[0].start, units[-1].end
        key, wording = joined(units), text.wording
        if any(key in prepared(name).lower() for name in wording.names):
            return
        found = self.found.get(key)
        if found is None:
            usage = Usage(key, tuple(_words([unit.text for unit in units])))
            found = self.found[key] = Found(usage, wording.first_seen)
        first, last = clause_around(text.text, start, end)
        neighbours = (
            run[place[0] - 1].text if place[0] else None,
            run[place[1]].text if place[1] < len(run) else None,
        )
        if not found.usage.note(wording.seller, wording.key, text.text[first:last], neighbours):
            return
        near = terms.camera_nearby(start, end)
        self.places += 1
        self.near_camera += near
        found.usage.near_camera += near
        found.usage.whole += place[0] in cuts and place[1] in cuts
        found.usage.with_strong += terms.holds_strong(start, end)
        found.first_seen = min(found.first_seen, wording.first_seen)
        found.contexts.append(_context(text, start, end))

    def _cuts(self, run: Sequence[Unit]) -> frozenset[int]:
        """Places in a run where a word of Chinese at large begins or ends."""
        cuts, start = {0, len(run)}, 0
        while start < len(run):
            end = start + 1
            if is_han(run[start].text):
                while end < len(run) and is_han(run[end].text):
                    end += 1
                place = start
                for word in self.words.words("".join(unit.text for unit in run[start:end])):
                    cuts.add(place)
                    place += len(word)
            cuts |= {start, end}
            start = end
        return frozenset(cuts)


def _context(text: _Text, start: int, end: int) -> Context:
    line_start = text.text.rfind("\n", 0, start) + 1
    line_end = text.text.find("\n", end)
    line_end = len(text.text) if line_end < 0 else line_end
    return Context(
        listing=text.wording.key,
        seller=text.wording.seller,
        field=text.name,
        before=text.text[max(line_start, start - _AROUND) : start],
        matched=text.text[start:end],
        after=text.text[end : min(line_end, end + _AROUND)],
    )


def _without_fragments(found: Mapping[str, Found]) -> dict[str, Found]:
    """What does not stand within a longer expression nearly everywhere."""
    fragments: set[str] = set()
    for one in found.values():
        units = one.usage.units
        for length in range(1, len(units)):
            for start in range(len(units) - length + 1):
                part = _joined(units[start : start + length])
                inner = found.get(part)
                if inner is not None and one.usage.times >= _FRAGMENT * inner.usage.times:
                    fragments.add(part)
    return {text: one for text, one in found.items() if text not in fragments}


def _joined(units: Sequence[str]) -> str:
    text = ""
    for unit in units:
        spaced = text and not is_han(unit) and not is_han(text[-1])
        text += f" {unit}" if spaced else unit
    return text


def spread_over_sellers(contexts: Sequence[Context], most: int = MOST_CONTEXTS) -> tuple[Context, ...]:
    """So many contexts, one of each seller before a second of any."""
    rounds: dict[str, int] = {}
    keyed = []
    for place, context in enumerate(contexts):
        rounds[context.seller] = rounds.get(context.seller, 0) + 1
        keyed.append((rounds[context.seller], place, context))
    return tuple(context for _, _, context in sorted(keyed, key=lambda one: one[:2])[:most])
