"""variants.lock: every derived spelling of a release, where it comes from, and how often it was seen."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from io import StringIO

from lenswatch.keywords.derived import Derived, Enumerated
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.look_alikes import seeks_look_alikes
from lenswatch.keywords.normalise import normal_forms, normalise
from lenswatch.keywords.releases.skeleton_text import from_text, to_text
from lenswatch.keywords.row import Column
from lenswatch.keywords.skeleton import SkeletonTable
from lenswatch.keywords.skeleton_patterns import SURE_HAN, SkeletonPattern
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy

FILE = "variants.lock"
COLUMNS = (
    Column("id", "编号"),
    Column("kind", "类型"),
    Column("policy", "方式"),
    Column("spelling", "写法"),
    Column("needs_context", "需语境"),
    Column("state", "开关"),
    Column("hits", "命中"),
    Column("flagged", "其中疑似"),
    Column("confirmed", "人工确认"),
    Column("dismissed", "人工排除"),
)
_YES, _NO, _ON, _OFF = "yes", "no", "on", "off"


class Kind(StrEnum):
    """What a row stands for."""

    SPELLING = "spelling"
    """One spelling, in normal form."""
    SKELETON = "skeleton"
    """Every spelling that sounds so; <zhen> is any character of that syllable."""
    LOOK_ALIKE = "look_alike"
    """The term with characters exchanged for look-alikes."""


@dataclass(frozen=True)
class Seen:
    """How often something was seen in the listings of a ledger."""

    term_id: str
    matched: str
    """The original characters."""
    hits: int
    """Listings."""
    flagged: int
    """Of them, how many are flagged."""
    confirmed: int = 0
    """How many somebody confirmed to be a covert device."""
    dismissed: int = 0
    """How many somebody found to be a lawful product."""


@dataclass(frozen=True)
class Counts:
    """In how many listings a spelling was seen, and what became of them."""

    hits: int = 0
    flagged: int = 0
    confirmed: int = 0
    dismissed: int = 0

    def plus(self, seen: Seen) -> "Counts":
        """With another way of writing counted in."""
        return Counts(
            self.hits + seen.hits,
            self.flagged + seen.flagged,
            self.confirmed + seen.confirmed,
            self.dismissed + seen.dismissed,
        )

    @property
    def cells(self) -> Sequence[str]:
        """As written."""
        return tuple(map(str, (self.hits, self.flagged, self.confirmed, self.dismissed)))


@dataclass(frozen=True)
class LockRow:
    """One derived spelling."""

    term_id: str
    kind: Kind
    policy: str
    """Empty for a skeleton of several policies: sound, repeat, leet."""
    spelling: str
    needs_context: bool
    on: bool
    counts: Counts | None = None
    """None where no ledger was asked."""

    @property
    def cells(self) -> Sequence[str]:
        """As written. What nobody counted is empty, not 0."""
        context, state = _YES if self.needs_context else _NO, _ON if self.on else _OFF
        counted = self.counts.cells if self.counts else ("",) * 4
        return (self.term_id, self.kind, self.policy, self.spelling, context, state, *counted)


def lock_rows(lexicon: Lexicon, seen: Iterable[Seen] | None) -> list[LockRow]:
    """Every derived spelling of the active terms, by term; those switched off stand after those that count.

    Args:
        lexicon: Its terms and tables.
        seen: What the ledger's verdicts saw; None leaves the counters empty.
    """
    active = [term for term in lexicon.terms if term.active]
    forms = dict(zip((term.id for term in active), normal_forms([term.text for term in active]), strict=True))
    allowed = [lexicon.switched_off.applied(term) for term in active]
    all_off = [term for term, left in zip(active, allowed, strict=True) if term != left]
    on = Derived.of(allowed, forms, lexicon.replacements)
    full = Derived.of(all_off, forms, lexicon.replacements)
    rows: list[LockRow] = []
    for term, left in zip(active, allowed, strict=True):
        mine = list(_rows(left, forms[term.id], on, lexicon))
        known = {(row.kind, row.spelling) for row in mine}
        more = _rows(term, forms[term.id], full, lexicon) if term != left else ()
        rows += mine
        rows += [replace(row, on=False) for row in more if (row.kind, row.spelling) not in known]
    return rows if seen is None else list(_counted(rows, lexicon, seen))


def _rows(term: Term, form: str, derived: Derived, lexicon: Lexicon) -> Iterator[LockRow]:
    off = lexicon.switched_off
    for one in derived.enumerated.get(term.id, ()):
        on = not off.covers(term.id, one.form)
        yield LockRow(term.id, Kind.SPELLING, one.policy, one.form, one.needs_context, on)
    for pattern in derived.skeletons.get(term.id, ()):
        text = to_text(pattern.text)
        yield LockRow(term.id, Kind.SKELETON, pattern.policy or "", text, pattern.needs_context, on=True)
    if seeks_look_alikes(term, form):
        yield LockRow(term.id, Kind.LOOK_ALIKE, Policy.SHAPE, form, len(form) < SURE_HAN, on=True)


def _counted(rows: Sequence[LockRow], lexicon: Lexicon, seen: Iterable[Seen]) -> Iterator[LockRow]:
    """The rows with counters. What stands for a hit: its spelling, else its skeleton, else the look-alikes."""
    places = {(row.term_id, row.kind, row.spelling): index for index, row in enumerate(rows)}
    sounds = SkeletonTable.build(lexicon.replacements.emoji)
    counts: dict[int, Counts] = defaultdict(Counts)
    plain = {term.id: normalise(term.text).text for term in lexicon.terms}
    for one in seen:
        form = normalise(one.matched).text
        if form == plain.get(one.term_id):
            continue
        skeleton = to_text(sounds.skeleton(one.matched).text)
        keys = (Kind.SPELLING, form), (Kind.SKELETON, skeleton), (Kind.LOOK_ALIKE, plain.get(one.term_id, ""))
        place = next((places[one.term_id, *key] for key in keys if (one.term_id, *key) in places), None)
        if place is not None:
            counts[place] = counts[place].plus(one)
    for index, row in enumerate(rows):
        yield replace(row, counts=counts[index])


def lock_data(rows: Iterable[LockRow]) -> bytes:
    """The file."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.header for column in COLUMNS])
    writer.writerows(row.cells for row in rows)
    return stream.getvalue().encode()


def derived_from(data: bytes) -> Derived:
    """The spellings that count, read back; what `Derived.of` would give, many times faster.

    Args:
        data: A file whose digest was checked against its manifest.
    """
    enumerated: dict[str, list[Enumerated]] = defaultdict(list)
    skeletons: dict[str, list[SkeletonPattern]] = defaultdict(list)
    policies: Mapping[str, Policy] = {policy.value: policy for policy in Policy}
    rows = csv.reader(StringIO(data.decode(), newline=""))
    next(rows, None)
    for term_id, kind, policy, spelling, context, state, *_ in rows:
        if state == _OFF:
            continue
        if kind == Kind.SPELLING:
            enumerated[term_id].append(Enumerated(spelling, policies[policy], context == _YES))
        elif kind == Kind.SKELETON:
            skeletons[term_id].append(SkeletonPattern(from_text(spelling), policies.get(policy), context == _YES))
    return Derived(dict(enumerated), dict(skeletons))
