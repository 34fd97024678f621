"""A picture of a listing, before anybody has opened it."""

from collections.abc import Callable
from dataclasses import dataclass

from lenswatch.core.picture_note import PictureProblem


class NotHeldError(Exception):
    """A picture's bytes cannot be had; never shown, it becomes a note of the verdict."""

    def __init__(self, problem: PictureProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class HeldPicture:
    """Where the bytes of one picture come from."""

    number: int
    """In the order the listing shows them, from 0."""
    name: str
    """Address or path, as the listing names it."""
    data: Callable[[], bytes]
    """Gives the file's bytes.

    Raises:
        NotHeldError: If they cannot be had.
    """
    known: Callable[[], str | None] = lambda: None
    """Gives the file's digest where it is known without reading the file: then what was seen in it needs no bytes."""
