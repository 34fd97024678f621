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
        self._keys = [(hit.field_index, hit.span[0]) for hit in hits]
        self._longest = max((hit.span[1] - hit.span[0] for hit in hits), default=0)

    def around(self, hit: Found) -> Sequence[Found]:
        """Hits that begin next to a hit, itself among them if it belongs here; those of other fields too."""
        middle = bisect_left(self._keys, (hit.field_index, hit.span[0]))
        return self._hits[max(middle - NEIGHBOURS, 0) : middle + NEIGHBOURS]

    def covering(self, hit: Found) -> Iterator[Found]:
        """Hits whose span holds that of a hit, itself and equal ones among them."""
        start = bisect_left(self._keys, (hit.field_index, hit.span[1] - self._longest))
        end = bisect_left(self._keys, (hit.field_index, hit.span[0] + 1))
        for other in self._hits[start:end]:
            if other.span[1] >= hit.span[1]:
                yield other
