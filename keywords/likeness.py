"""What a short text, such as a suggested search, has of the lexicon."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from lenswatch.keywords.compiled import CompiledLexicon
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.matcher import Match
from lenswatch.keywords.normalise import Normalised, normal_forms, normalise
from lenswatch.keywords.term import Role, Term

_WATCHED = (Role.BLOCK, Role.ALERT)


class Likeness(StrEnum):
    """How a text stands to the lexicon."""

    TERM = "term"
    """It holds a block or alert term as the lexicon writes it."""
    VARIANT = "variant"
    """It holds one in another spelling: 摄象头, 针 孔, zhen孔."""
    CONTEXT = "context"
    """It holds only terms that are innocent alone, such as 鹰眼摄像头 or 闹钟."""
    UNKNOWN = "unknown"
    """It holds no term at all."""


@dataclass(frozen=True)
class Held:
    """What a text holds."""

    likeness: Likeness
    terms: tuple[Term, ...]
    """The terms that make it so, in the order they stand in the text."""


@dataclass(frozen=True)
class ShortTexts:
    """Compares short texts with the active terms of a lexicon; exclusions and context rules take no part."""

    lexicon: CompiledLexicon

    @classmethod
    def build(cls, lexicon: Lexicon) -> Self:
        """Compile the lexicon's spellings."""
        return cls(CompiledLexicon.build(lexicon, None))

    def held_by(self, text: str) -> Held:
        """What a text holds; of terms within terms only the longest counts."""
        normal = normalise(text)
        found: dict[Likeness, dict[str, Term]] = {likeness: {} for likeness in Likeness}
        for match in _outermost(self.lexicon.matcher.find(normal)):
            for owner in self.lexicon.owners[match.pattern]:
                if owner.term is not None and not owner.short:
                    found[_likeness(owner.term, normal, match)].setdefault(owner.id, owner.term)
        for likeness in Likeness:
            if found[likeness]:
                return Held(likeness, tuple(found[likeness].values()))
        return Held(Likeness.UNKNOWN, ())


def _outermost(matches: list[Match]) -> list[Match]:
    spans = {(match.start, match.end) for match in matches}
    return [
        match
        for match in sorted(matches)
        if not any(
            start <= match.start and match.end <= end and (start, end) != (match.start, match.end)
            for start, end in spans
        )
    ]


def _likeness(term: Term, text: Normalised, match: Match) -> Likeness:
    if term.role not in _WATCHED:
        return Likeness.CONTEXT
    start, end = text.original_span(match.start, match.end)
    written = text.original[start:end].casefold()
    plain = text.text[match.start : match.end] == normal_forms([term.text])[0]
    return Likeness.TERM if plain and written == term.text.casefold() else Likeness.VARIANT
