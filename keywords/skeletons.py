"""Finding terms by how a text sounds and looks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.matcher import Match, Matcher
from lenswatch.keywords.normalise import Normalised
from lenswatch.keywords.skeleton import SkeletonTable, collapsed, shipped_confusables
from lenswatch.keywords.skeleton_patterns import FOLDED, SkeletonPattern, skeleton_patterns
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy, Replacements

_MOST_OF_THREE = 2


@dataclass(frozen=True)
class SkeletonHit:
    """A term seen under other characters."""

    term: Term
    span: tuple[int, int]
    """Half-open, in code points of the original."""
    policy: Policy
    needs_context: bool


@dataclass(frozen=True)
class _Owned:
    """A pattern's term."""

    term: Term
    form: str
    """The term's normal form."""
    pattern: SkeletonPattern


@dataclass(frozen=True)
class Skeletons:
    """The skeletons of all terms that may be sought by sound or look."""

    table: SkeletonTable
    patterns: tuple[str, ...]
    matcher: Matcher
    owners: Sequence[tuple[_Owned, ...]]

    @classmethod
    def build(cls, terms: Sequence[Term], forms: Mapping[str, str], replacements: Replacements) -> Self:
        """Derive the skeletons of terms.

        Args:
            terms: Terms that are matched.
            forms: Term id to its normal form.
            replacements: Words and their emoji.
        """
        owners: dict[str, list[_Owned]] = defaultdict(list)
        sought = [term for term in terms if not FOLDED.isdisjoint(term.variants)]
        letters = frozenset("".join(forms[term.id] for term in sought)) & shipped_confusables().syllables.keys()
        for term in sought:
            for pattern in skeleton_patterns(term, forms[term.id], replacements, letters):
                owners[pattern.text].append(_Owned(term, forms[term.id], pattern))
        table = SkeletonTable.build(letters, replacements.emoji())
        return cls(table, tuple(owners), Matcher(tuple(owners)), [tuple(found) for found in owners.values()])

    def find(self, text: str) -> Iterator[SkeletonHit]:
        """Terms seen in a text by sound, then by look; those written as the curator wrote them are left out."""
        if self.patterns:
            for skeleton in self.table.skeletons(text):
                yield from self._hits(skeleton)

    def _hits(self, skeleton: Normalised) -> Iterator[SkeletonHit]:
        for match in self.matcher.find(skeleton):
            for owned in self.owners[match.pattern]:
                read = _read(skeleton, match, owned)
                if read is not None and read[0] in owned.term.variants:
                    span = skeleton.original_span(match.start, match.end)
                    yield SkeletonHit(owned.term, span, *read)


def _read(skeleton: Normalised, match: Match, owned: _Owned) -> tuple[Policy, bool] | None:
    """By which policy what is written stands for the term, and whether that needs context; None where it does not."""
    pattern, form = owned.pattern, owned.form
    if pattern.policy is not None:
        return pattern.policy, pattern.needs_context
    single = shipped_table().single
    written = [chr(single[ord(skeleton.original[place])]) for place in skeleton.origins[match.start : match.end]]
    wanted = form if len(written) == len(form) else collapsed(form)
    if len(wanted) != len(written):
        return None  # the term itself doubles a character: unsure which stands for which
    pairs = list(zip(wanted, written, strict=True))
    others = [(one, other) for one, other in pairs if one != other]
    if not others:
        start, end = skeleton.original_span(match.start, match.end)
        return (Policy.REPEAT, False) if end - start > len(form) else None
    unsure = pattern.needs_context and len(pairs) - len(others) < _MOST_OF_THREE
    known = shipped_confusables()
    if all(known.sound_alike(one, other) for one, other in others):
        return Policy.SOUND if any(one in known.syllables for one, _ in others) else Policy.LEET, unsure
    return (Policy.SHAPE, unsure) if all(known.alike(one, other) for one, other in others) else None
