"""Python's search for circles of objects that nothing else refers to."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 50_000
"""Objects made between two searches; Python's own 700 took some 4 % of a crawl's time."""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Search for such circles seldom, and not among what is there already, as long as this lasts."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
