"""What the lexicon knows already: no candidate, but what candidates are seen beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.reading import LexiconReader, TermHit
from lenswatch.keywords.term import Role

_STRONG = frozenset({Role.BLOCK, Role.ALERT})
_CAMERA_ROLES = _STRONG | {Role.FEATURE}
_NOT_WATCHED = frozenset({Role.COUNTER, Role.DISGUISE})
_CAMERA_SIGNAL = "IMG"
NEARBY = 40
"""Characters within which a camera or its specification is nearby."""


@dataclass(frozen=True)
class KnownTerms:
    """The lexicon as the miner asks it."""

    reader: LexiconReader
    forms: frozenset[str]
    """Normal forms of terms of every state."""

    @classmethod
    def build(cls, lexicon: Lexicon) -> Self:
        """Compile the active terms and note the others; a term that is proposed or retired is no news either."""
        return cls(LexiconReader(lexicon), frozenset(normal_forms([term.text for term in lexicon.terms])))

    def covers(self, text: str) -> bool:
        """Whether a text holds nothing new: it is a term of any state, is made of terms, or holds a strong one.

        Disguised spellings count: 真空摄像头 is 针孔摄像头.
        """
        if normal_forms([text])[0] in self.forms:
            return True
        hits = self.reader.read({"title": text}).terms
        return any(hit.role in _STRONG for hit in hits) or Map.of(text, hits).within(0, len(text))

    def watched_in(self, text: str) -> TermHit | None:
        """The heaviest term in a text that speaks for a camera or for what it is used; None if there is none."""
        hits = [hit for hit in self.reader.read({"title": text}).terms if hit.role not in _NOT_WATCHED]
        return max(hits, key=lambda hit: (hit.role in _STRONG, hit.severity), default=None)

    def strong_in(self, text: str) -> bool:
        """Whether a text holds a block or alert term."""
        return any(hit.role in _STRONG for hit in self.reader.read({"title": text}).terms)

    def map_of(self, text: str) -> "Map":
        """Where terms stand in a text."""
        return Map.of(text, self.reader.read({"description": text}).terms)


@dataclass(frozen=True)
class Map:
    """Where known terms stand in one text."""

    covered: Sequence[int]
    """For each place, how many characters before it belong to terms."""
    inside: frozenset[int]
    """Places between two characters of one term: nothing new begins or ends there."""
    strong: tuple[tuple[int, int], ...]
    """Spans of block and alert terms."""
    camera: tuple[tuple[int, int], ...]
    """Spans of terms that name a camera or what it can do."""

    @classmethod
    def of(cls, text: str, hits: Iterable[TermHit]) -> Self:
        """The map of a text from what was read in it."""
        marks = [0] * (len(text) + 1)
        inside: set[int] = set()
        strong, camera = [], []
        for hit in hits:
            start, end = hit.span
            marks[start:end] = [1] * (end - start)
            inside.update(range(start + 1, end))
            if hit.role in _STRONG:
                strong.append(hit.span)
            if hit.role in _CAMERA_ROLES or _CAMERA_SIGNAL in hit.signals:
                camera.append(hit.span)
        covered = [0]
        for mark in marks[:-1]:
            covered.append(covered[-1] + mark)
        return cls(covered, frozenset(inside), tuple(strong), tuple(camera))

    def within(self, start: int, end: int) -> bool:
        """Whether terms cover a span wholly."""
        return self.covered[end] - self.covered[start] == end - start

    def free(self, start: int, end: int) -> bool:
        """Whether a span is neither covered nor cuts through a term."""
        return start not in self.inside and end not in self.inside and not self.within(start, end)

    def holds_strong(self, start: int, end: int) -> bool:
        """Whether a block or alert term stands within a span."""
        return any(start <= first and last <= end for first, last in self.strong)

    def camera_nearby(self, start: int, end: int) -> bool:
        """Whether a camera or its specification is spoken of within `NEARBY` characters, outside the span itself."""
        return any(
            (last <= start and start - last <= NEARBY) or (end <= first and first - end <= NEARBY)
            for first, last in self.camera
        )
