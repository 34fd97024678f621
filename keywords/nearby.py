"""Looking up hits by place, so that a text crowded with terms is read in reasonable time."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lenswatch.keywords.found import Found

NEIGHBOURS = 12
"""So many hits on either side are looked at for the nearest; more than ever overlap each other."""


class Ordered:
    """Hits by field and place.

    Args:
        hits: Hits in order of field, then span.
    """

    def __init__(self, hits: Sequence[Found]) -> None:
        self._hits = hits
        self._few = len(hits) <= NEIGHBOURS
        self._keys = [] if self._few else [(hit.field_index, hit.start) for hit in hits]
        self._longest = 0 if self._few else max(hit.end - hit.start for hit in hits)

    def around(self, hit: Found) -> Sequence[Found]:
        """Hits that begin next to a hit, itself among them if it belongs here; those of other fields too."""
        if self._few:
            return self._hits
        middle = bisect_left(self._keys, (hit.field_index, hit.start))
        return self._hits[max(middle - NEIGHBOURS, 0) : middle + NEIGHBOURS]

    def covering(self, hit: Found) -> Sequence[Found]:
        """Hits whose span holds that of a hit, itself and equal ones among them."""
        near, start, end, field_index = self._hits, hit.start, hit.end, hit.field_index
        if not self._few:
            first = bisect_left(self._keys, (field_index, start - self._longest))
            near = near[first : bisect_left(self._keys, (field_index, start + 1))]
        return [one for one in near if one.start <= start and one.end >= end and one.field_index == field_index]


def overlapping(found: Sequence[Found]) -> Iterator[Sequence[Found]]:
    """Crowds of finds that share characters, each as long as it goes, in order; one that stands alone is in none.

    Args:
        found: All of one listing, in order of field, then span.
    """
    first, field_index, end = 0, -1, 0
    for index, one in enumerate(found):
        if one.start >= end or one.field_index != field_index:
            if index - first > 1:
                yield found[first:index]
            first, field_index, end = index, one.field_index, one.end
        elif one.end > end:
            end = one.end
    if len(found) - first > 1:
        yield found[first:]
