"""A lexicon that a running process keeps up to date: a new release counts from the next listing on."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from lenswatch.core.clock import Clock
from lenswatch.core.errors import LenswatchError, LexiconError
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.shelf import Shelf

POLL_SECONDS = 0.5
T = TypeVar("T")
_Signature = tuple[int, int, int] | None


@dataclass
class LiveLexicon(Generic[T]):
    """What is built of a lexicon, of its newest release whenever it is asked for.

    The pointer file is looked at twice a second at most, by whoever asks; no thread runs beside the screening, so a
    swap can never happen within a verdict. What is asked for is built whole before it takes the place of the old one.
    A release that cannot be used leaves the old one in place and is told of once.
    """

    lexicon: Lexicon
    """What counts at the start; as it stands in the tables or a release, not cut to what is in force."""
    build: Callable[[Lexicon], T]
    """Makes of a lexicon in force what is asked for, such as a screener."""
    shelf: Shelf | None
    """Where new releases appear; None where none can."""
    clock: Clock
    """Tells which terms are in force."""
    monotonic: Callable[[], float]
    """Seconds that never go back, such as `time.monotonic`."""
    on_refused: Callable[[LenswatchError], None]
    """Told once of each release that cannot be used."""
    swaps: int = 0
    """How many releases were taken up."""
    refused: int = 0
    """How many could not be used."""
    _built: T | None = None
    _seen: _Signature = None
    _polled: float = field(default=float("-inf"))
    _until: datetime | None = None

    def __post_init__(self) -> None:
        self._take(self.lexicon)

    def current(self) -> T:
        """What is built of the newest usable release."""
        now = self.monotonic()
        if now - self._polled >= POLL_SECONDS:
            self._polled = now
            self._look()
        if self._built is None:
            raise AssertionError("unreachable: built at the start")
        return self._built

    def _look(self) -> None:
        seen = self._signature()
        if seen != self._seen:
            self._seen = seen
            self._try_new()
        elif self._until is not None and self.clock.now() >= self._until:
            self._take(self.lexicon)

    def _try_new(self) -> None:
        try:
            name = self.shelf.current_name() if self.shelf else None
            if self.shelf is None or name is None or name == self.lexicon.release:
                return
            with _collector_paused():
                self._take(Release.open(self.shelf.folder / name).lexicon())
        except LenswatchError as error:
            self._refuse(error)
        except OSError as error:
            self._refuse(LexiconError("{file}: cannot be read ({reason}).", file=error.filename, reason=error))
        else:
            self.swaps += 1

    def _refuse(self, error: LenswatchError) -> None:
        self.refused += 1
        self.on_refused(error)

    def _take(self, lexicon: Lexicon) -> None:
        now = self.clock.now()
        built = self.build(lexicon.in_force(now))
        self.lexicon, self._built, self._until = lexicon, built, lexicon.changes_after(now)

    def _signature(self) -> _Signature:
        """What changes whenever the pointer is replaced."""
        if self.shelf is None:
            return None
        try:
            status = self.shelf.pointer.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Without the garbage collector: it would walk the spellings again and again, of which none is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
