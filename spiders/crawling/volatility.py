"""Volatile sources first: listings that changed or went at earlier visits have their turn before steady ones."""

from lenswatch.spiders.frontier.frontier_url import LISTING_PRIORITY
from lenswatch.spiders.reading.page_result import Outcome, PageResult

_UP, _DOWN = 3, 1
"""One change is forgotten after three visits that find none."""
_MOST = 9


def priority_after(result: PageResult, *, changed: bool) -> int:
    """The priority of a URL at its next visit.

    It moves within the span of listings' own pages, so that pages of other kinds keep their place.

    Args:
        result: The visit.
        changed: Whether a listing of the page differs from the last revision.
    """
    before = result.source.priority
    if before < LISTING_PRIORITY:
        return before
    if changed or result.outcome is Outcome.GONE:
        return min(before + _UP, LISTING_PRIORITY + _MOST)
    steady = result.outcome in (Outcome.READ, Outcome.UNCHANGED)
    return max(before - _DOWN, LISTING_PRIORITY) if steady else before
