"""Where terms and exclusions stand in the texts of many listings, found at once."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from lenswatch.keywords.clauses import Clauses
from lenswatch.keywords.compiled import CompiledLexicon
from lenswatch.keywords.found import Field, Found
from lenswatch.keywords.normalise import Normalised, normalise, normalise_joined
from lenswatch.keywords.owner import Owner
from lenswatch.keywords.skeletons import DisguisedHit
from lenswatch.keywords.switched_off import SwitchedOff
from lenswatch.keywords.weights import is_headline

MOST_TIMES = 20
"""So many hits of one term or exclusion are taken from a field; a flood of words must not stall the reading."""
_IN_ORDER = attrgetter("field_index", "start", "end", "id")


class _Text:
    """One of the texts that are searched, and what was found in it."""

    __slots__ = ("field", "found", "index", "times")

    def __init__(self, field: Field, index: int, found: list[Found]) -> None:
        self.field = field
        self.index = index
        """Number of the field in its listing."""
        self.found = found
        """All finds of its listing."""
        self.times: dict[str, int] = {}

    def add(self, start: int, end: int, owner: Owner) -> None:
        times = self.times[owner.id] = self.times.get(owner.id, 0) + 1
        if times <= MOST_TIMES:
            self.found.append(Found(self.index, self.field, start, end, owner))


class Search:
    """One search through the texts of some listings, which are folded and matched as one text.

    Args:
        listings: For each listing its field names and texts.
        compiled: Terms and exclusions.
        switched_off: Spellings that do not count.
    """

    def __init__(
        self, listings: Sequence[Mapping[str, str]], compiled: CompiledLexicon, switched_off: SwitchedOff
    ) -> None:
        self._compiled = compiled
        self._switched_off = switched_off
        self._found: list[list[Found]] = [[] for _ in listings]
        self._origins = [
            (listing, index, name) for listing, fields in enumerate(listings) for index, name in enumerate(fields)
        ]
        self._originals = [text for fields in listings for text in fields.values()]
        self._texts: list[_Text | None] = [None] * len(self._originals)
        self._begins: list[int] = []

    def found(self) -> list[list[Found]]:
        """For each listing what was found in it, in order of field, then span, then id."""
        if not self._originals:
            return self._found
        joined, self._begins = normalise_joined(self._originals)
        self._find_plain(joined)
        self._find_disguised(joined)
        for found in self._found:
            if len(found) > 1:
                found.sort(key=_IN_ORDER)
        return self._found

    def _find_plain(self, joined: Normalised) -> None:
        located = self._compiled.matcher.locate(joined)
        if located is None:
            return
        owners, begins = self._compiled.owners, self._begins
        number, begin, behind = 0, 0, begins[1]
        text = self._texts[0] or self._text(0)
        columns = located.pattern.tolist(), located.first.tolist(), located.behind.tolist()
        for pattern, start, end in zip(*columns, strict=True):
            if start >= behind:
                number = bisect_right(begins, start) - 1
                begin, behind = begins[number], begins[number + 1]
                text = self._texts[number] or self._text(number)
            for owner in owners[pattern]:
                text.add(start - begin, end - begin, owner)

    def _text(self, number: int) -> _Text:
        listing, index, name = self._origins[number]
        original = self._originals[number]
        text = _Text(Field(name, original, is_headline(name), Clauses(original)), index, self._found[listing])
        self._texts[number] = text
        return text

    def _find_disguised(self, joined: Normalised) -> None:
        """Terms under other characters; a place where the term was seen already is not taken twice."""
        for seen in self._disguised(joined):
            number = bisect_right(self._begins, seen.span[0]) - 1
            text, term = self._texts[number] or self._text(number), seen.term
            start, end = (place - self._begins[number] for place in seen.span)
            known = any(
                hit.id == term.id and hit.field is text.field and hit.start < end and start < hit.end
                for hit in text.found
            )
            if not known and not self._is_off(seen, joined.original):
                text.add(start, end, Owner(term.id, term, None, short=seen.needs_context, policy=seen.policy))

    def _disguised(self, joined: Normalised) -> Iterator[DisguisedHit]:
        compiled = self._compiled
        return chain(compiled.skeletons.find(joined.original), compiled.look_alikes.find(joined))

    def _is_off(self, seen: DisguisedHit, text: str) -> bool:
        """Whether a curator switched this very spelling off."""
        off = self._switched_off
        return seen.term.id in off.spellings and off.covers(seen.term.id, normalise(text[slice(*seen.span)]).text)
