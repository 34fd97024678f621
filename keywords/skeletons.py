"""Finding terms by how a text sounds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from lenswatch.keywords.folding import shipped_table
from lenswatch.keywords.matcher import Match, Matcher
from lenswatch.keywords.normalise import Normalised
from lenswatch.keywords.skeleton import SkeletonTable, collapsed, shipped_confusables
from lenswatch.keywords.skeleton_patterns import SkeletonPattern
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy, Replacements

MOST_OF_THREE = 2
"""So many characters of a word of three must be as good as its own for it to count by itself."""
LEAST_LETTERS = 8
"""A word in so many letters of pinyin is known wherever it stands: ledyinxingshexiangtouusb."""


@dataclass(frozen=True)
class DisguisedHit:
    """A term seen under other characters."""

    term: Term
    span: tuple[int, int]
    """Half-open, in code points of the original."""
    policy: Policy
    needs_context: bool


class _Owned(NamedTuple):
    """A pattern's term."""

    term: Term
    form: str
    """The term's normal form."""
    pattern: SkeletonPattern


@dataclass(frozen=True)
class Skeletons:
    """The skeletons of all terms that may be sought by sound."""

    table: SkeletonTable
    patterns: tuple[str, ...]
    matcher: Matcher
    owners: Sequence[tuple[_Owned, ...]]

    @classmethod
    def build(
        cls,
        terms: Sequence[Term],
        forms: Mapping[str, str],
        replacements: Replacements,
        patterns: Mapping[str, Sequence[SkeletonPattern]],
    ) -> Self:
        """Gather the skeletons of terms.

        Args:
            terms: Terms that are matched.
            forms: Term id to its normal form.
            replacements: Words and their emoji.
            patterns: Term id to its skeletons.
        """
        owners: dict[str, list[_Owned]] = defaultdict(list)
        for term in terms:
            for pattern in patterns.get(term.id, ()):
                owners[pattern.text].append(_Owned(term, forms[term.id], pattern))
        table = SkeletonTable.build(replacements.emoji)
        anywhere = [all(_is_spelt_out(one.pattern) for one in found) for found in owners.values()]
        matcher = Matcher(tuple(owners), anywhere)
        return cls(table, tuple(owners), matcher, [tuple(found) for found in owners.values()])

    def find(self, text: str) -> Iterator[DisguisedHit]:
        """Terms seen in a text under other characters; those written as the curator wrote them are left out."""
        if not self.patterns:
            return
        skeleton = self.table.skeleton(text)
        located = self.matcher.locate(skeleton)
        for start, end, pattern, first, last in zip(*(column.tolist() for column in located or ()), strict=True):
            written = text[first:last]
            for owned in self.owners[pattern]:
                if written == owned.form:
                    continue  # the commonest case: plainly written
                read = _read(skeleton, Match(start, end, pattern), owned)
                if read is not None and read[0] in owned.term.variants:
                    yield DisguisedHit(owned.term, (first, last), *read)


def _read(skeleton: Normalised, match: Match, owned: _Owned) -> tuple[Policy, bool] | None:
    """By which policy what is written stands for the term, and whether that needs context; None where it does not."""
    pattern, form = owned.pattern, owned.form
    if pattern.policy is not None:
        return pattern.policy, pattern.needs_context and not _is_spelling(skeleton, match, owned)
    single = shipped_table().single
    written = [chr(single[ord(skeleton.original[place])]) for place in skeleton.origins[match.start : match.end]]
    wanted = form if len(written) == len(form) else collapsed(form)
    if len(wanted) != len(written):
        return None  # the term itself doubles a character: unsure which stands for which
    if wanted == "".join(written):
        start, end = skeleton.original_span(match.start, match.end)
        return (Policy.REPEAT, False) if end - start > len(form) else None
    own = sum(map(shipped_confusables().as_good_as, written, wanted))
    return Policy.LEET if form.isascii() else Policy.SOUND, pattern.needs_context and own < MOST_OF_THREE


def _is_spelt_out(pattern: SkeletonPattern) -> bool:
    """Whether it is a word all in syllables, too long to stand in a word of another language by chance."""
    return pattern.policy is Policy.PINYIN and len(pattern.text) >= LEAST_LETTERS and pattern.text.isascii()


def _is_spelling(skeleton: Normalised, match: Match, owned: _Owned) -> bool:
    """Whether nothing but a spelling of the term explains what is written: syllables beside its own characters."""
    if owned.pattern.policy is not Policy.PINYIN:
        return False
    single = shipped_table().single
    written = (chr(single[ord(skeleton.original[place])]) for place in skeleton.origins[match.start : match.end])
    own = [character in owned.form for character in written if not character.isascii()]
    return all(own) if own else _is_spelt_out(owned.pattern)
