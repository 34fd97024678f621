"""Every spelling derived from the terms of a lexicon: worked out, or read back from a release."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from lenswatch.keywords.matcher import word_class
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.skeleton_patterns import SkeletonPattern, skeleton_patterns
from lenswatch.keywords.term import Term
from lenswatch.keywords.variants import Policy, Replacements, Spelling

_LEAST_HAN, _LEAST_LATIN = 3, 4


class Enumerated(NamedTuple):
    """A derived spelling that is a pattern of its own."""

    form: str
    """Normal form."""
    policy: Policy
    needs_context: bool
    """Fewer than 3 Han characters or 4 Latin letters, or initials."""


@dataclass(frozen=True)
class Derived:
    """Spellings by term id; a term without any is absent."""

    enumerated: Mapping[str, Sequence[Enumerated]]
    skeletons: Mapping[str, Sequence[SkeletonPattern]]

    @classmethod
    def of(cls, terms: Iterable[Term], forms: Mapping[str, str], replacements: Replacements) -> Self:
        """Derive the spellings of terms.

        Args:
            terms: Terms that are matched.
            forms: Term id to its normal form.
            replacements: What writers put in place of characters and words.
        """
        varied = [term for term in terms if term.variants]
        spellings = [tuple(replacements.spellings(term.text, term.variants)) for term in varied]
        folded = iter(normal_forms([one.text for some in spellings for one in some]))  # all at once: one takes as long
        enumerated = {
            term.id: tuple(_enumerated(forms[term.id], zip(some, folded, strict=False)))
            for term, some in zip(varied, spellings, strict=True)
        }
        skeletons = {term.id: tuple(skeleton_patterns(term, forms[term.id], replacements)) for term in varied}
        return cls(enumerated, skeletons)


def _enumerated(plain: str, spellings: Iterable[tuple[Spelling, str]]) -> Iterator[Enumerated]:
    """The spellings of a term, each with its normal form, that are patterns of their own."""
    seen = {plain, ""}
    for spelling, form in spellings:
        if form not in seen:
            seen.add(form)
            yield Enumerated(form, spelling.policy, spelling.needs_context or _is_short(form))


def _is_short(spelling: str) -> bool:
    if len(spelling) >= _LEAST_LATIN:
        return False
    latin = sum(word_class(character) is not None for character in spelling)
    han = len(spelling) - latin
    return han * _LEAST_LATIN + latin * _LEAST_HAN < _LEAST_HAN * _LEAST_LATIN
