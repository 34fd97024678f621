"""Which hits do not count: parts of longer words, and things mentioned, not offered.

1. The longer wins: an allowed word cancels the shorter hits inside it, unless a longer term holds the word itself.
2. A counter term (儿童手表, camera detector) and any other term: the longer cancels the shorter inside it.
3. A word of mention (检测, 防偷拍, detects) cancels hits of its clause, not of the page; a word of mention inside a
   longer word or in a term that is no counter (移动检测, smoke detector) is none.
4. A word that names the product, where it stands in the title and in no longer word, cancels hits of the other fields:
   the description of a detector speaks of the cameras it finds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lenswatch.keywords.exclusion import ExclusionKind
from lenswatch.keywords.found import Found
from lenswatch.keywords.nearby import Ordered, overlapping
from lenswatch.keywords.term import Role

_TITLE = "title"
_COUNTER, _LONGER_WORD = Role.COUNTER, ExclusionKind.LONGER_WORD


def cancel(found: Sequence[Found]) -> None:
    """Mark every hit that does not count with the id of what cancels it.

    Args:
        found: All of one listing, in order of field, then span.
    """
    silenced: set[Found] = set()
    for crowd in overlapping(found):
        silenced.update(_cancel_shorter(crowd))
    mentions = [one for one in found if one.exclusion and one.exclusion.kind is not _LONGER_WORD]
    spoken = [one for one in mentions if one not in silenced]
    if spoken:
        hits = [hit for hit in found if hit.term is not None]
        _cancel_in_clause(hits, [word for word in spoken if _kind(word) is ExclusionKind.CLAUSE])
        _cancel_outside_title(hits, [word for word in spoken if _kind(word) is ExclusionKind.PRODUCT])


def _cancel_shorter(crowd: Sequence[Found]) -> list[Found]:
    """Cancel what is inside something longer, of finds that overlap; returns the words of mention that are none."""
    hits = [one for one in crowd if one.term is not None]
    exclusions = [one for one in crowd if one.term is None]
    words = [one for one in exclusions if _kind(one) is _LONGER_WORD]
    if words:
        terms = Ordered(hits)
        words = [word for word in words if not _inside_any(word, terms)]
        _cancel_inside(hits, Ordered(words))
    _longer_wins(hits)
    if not exclusions:
        return []
    places = Ordered([hit for hit in hits if hit.excluded_by is None and not _is_counter(hit)]), Ordered(words)
    return [word for word in exclusions if any(_inside_any(word, longer) for longer in places)]


def _kind(hit: Found) -> ExclusionKind | None:
    return hit.exclusion.kind if hit.exclusion is not None else None


def _inside_any(hit: Found, others: Ordered) -> bool:
    return any(hit.inside(other) for other in others.covering(hit))


def _cancel_inside(hits: Iterable[Found], words: Ordered) -> None:
    for hit in hits:
        hit.excluded_by = next((word.id for word in words.covering(hit) if _cancels(word, hit)), None)


def _longer_wins(hits: Sequence[Found]) -> None:
    counters = [hit for hit in hits if _is_counter(hit)]
    if not counters or len(counters) == len(hits):
        return
    others = [hit for hit in hits if not _is_counter(hit)]
    for shorter, longer in ((others, Ordered(counters)), (counters, Ordered(others))):
        for hit in shorter:
            if hit.excluded_by is None:
                cover = (other.id for other in longer.covering(hit) if other.excluded_by is None and hit.inside(other))
                hit.excluded_by = next(cover, None)


def _is_counter(hit: Found) -> bool:
    return hit.term is not None and hit.term.role is _COUNTER


def _cancel_in_clause(hits: Iterable[Found], words: Sequence[Found]) -> None:
    fields = {word.field_index for word in words}
    near = [hit for hit in hits if hit.excluded_by is None and hit.field_index in fields]
    if not near:
        return  # finding clauses takes its time
    clauses: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for word in words:
        if all(word.id != other.id for other in clauses[word.clause]):
            clauses[word.clause].append(word)
    for hit in near:
        hit.excluded_by = next((word.id for word in clauses.get(hit.clause, ()) if _cancels(word, hit)), None)


def _cancel_outside_title(hits: Iterable[Found], words: Iterable[Found]) -> None:
    products = [word for word in words if word.field.name == _TITLE]
    for hit in hits:
        if hit.excluded_by is None and hit.field.name != _TITLE:
            hit.excluded_by = next((word.id for word in products if _cancels(word, hit)), None)


def _cancels(word: Found, hit: Found) -> bool:
    return hit.id in word.owner.cancels
