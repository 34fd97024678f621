"""Which hits do not count: parts of longer words, and things mentioned, not offered.

1. The longer wins: an allowed word cancels the shorter hits inside it, unless a longer term holds the word itself.
2. A counter term (儿童手表, camera detector) and any other term: the longer cancels the shorter inside it.
3. A word of mention (检测, 防偷拍, detects) cancels hits of its clause, not of the page; a word of mention inside a
   longer word or in a term that is no counter (移动检测, smoke detector) is none.
"""

from collections.abc import Iterable, Sequence

from lenswatch.keywords.exclusion import ExclusionKind
from lenswatch.keywords.found import Found
from lenswatch.keywords.term import Role


def cancel(found: Sequence[Found]) -> None:
    """Mark every hit that does not count with the id of what cancels it."""
    hits = [hit for hit in found if hit.term is not None]
    words = _words(found, ExclusionKind.LONGER_WORD)
    words = [word for word in words if not _inside_any(word, hits)]
    _cancel_inside(hits, words)
    _longer_wins(hits)
    mentions = _words(found, ExclusionKind.CLAUSE)
    if mentions:
        longer = [*words, *(hit for hit in hits if hit.excluded_by is None and not _is_counter(hit))]
        _cancel_in_clause(hits, [word for word in mentions if not _inside_any(word, longer)])


def _words(found: Iterable[Found], kind: ExclusionKind) -> list[Found]:
    return [hit for hit in found if hit.exclusion is not None and hit.exclusion.kind is kind]


def _inside_any(hit: Found, others: Iterable[Found]) -> bool:
    return any(hit.inside(other) for other in others)


def _cancel_inside(hits: Iterable[Found], words: Sequence[Found]) -> None:
    for hit in hits:
        for word in words:
            if (hit.inside(word) or hit.span == word.span) and _cancels(word, hit):
                hit.excluded_by = word.id
                break


def _longer_wins(hits: Sequence[Found]) -> None:
    counters = [hit for hit in hits if _is_counter(hit)]
    if not counters:
        return
    others = [hit for hit in hits if not _is_counter(hit)]
    for shorter, longer in ((others, counters), (counters, others)):
        for hit in shorter:
            if hit.excluded_by is None:
                hit.excluded_by = next((o.id for o in longer if o.excluded_by is None and hit.inside(o)), None)


def _is_counter(hit: Found) -> bool:
    return hit.term is not None and hit.term.role is Role.COUNTER


def _cancel_in_clause(hits: Iterable[Found], words: Sequence[Found]) -> None:
    clauses = {word.clause: word for word in reversed(words)}
    for hit in hits:
        word = clauses.get(hit.clause)
        if word is not None and hit.excluded_by is None and _cancels(word, hit):
            hit.excluded_by = word.id


def _cancels(word: Found, hit: Found) -> bool:
    return word.exclusion is not None and hit.term is not None and word.exclusion.cancels.selects(hit.term)
