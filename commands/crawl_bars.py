"""Progress of a crawl on a terminal: a line for each site."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.progress import Progress as Lines
from rich.text import Text

from lenswatch.core.messages import Catalogue
from lenswatch.spiders.crawling.crawl import Progress

_WINDOW_SECONDS = 60
"""The speed shown is that of so long, or of the last two visits where they lie further apart."""


@contextmanager
def crawl_bars(
    catalogue: Catalogue, console: Console | None = None, get_time: Callable[[], float] = time.monotonic
) -> Iterator["CrawlBars"]:
    """Show how far each site has come, on a terminal; nothing in a pipe.

    Args:
        catalogue: Texts in the reader's language.
        console: Where it is shown; standard error by default.
        get_time: Seconds of a clock that only moves forward.
    """
    console = console or Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(20), _Told(catalogue))
    hidden = not console.is_terminal
    with Lines(*columns, console=console, get_time=get_time, transient=True, disable=hidden) as lines:
        yield CrawlBars(lines)


@dataclass(frozen=True)
class CrawlBars:
    """The lines of one crawl."""

    lines: Lines
    _tasks: dict[str, TaskID] = field(default_factory=dict)
    _visits: dict[str, deque[tuple[float, int]]] = field(default_factory=dict)

    def show(self, told: Progress) -> None:
        """Move a site's line on."""
        visits, now = told.pages + told.images, self.lines.get_time()
        if told.site not in self._tasks:
            self._tasks[told.site] = self.lines.add_task(told.site, total=None)
        known = self._visits.setdefault(told.site, deque())
        known.append((now, visits))
        while len(known) > 2 and known[1][0] < now - _WINDOW_SECONDS:  # noqa: PLR2004 - two visits make a speed
            known.popleft()
        self.lines.update(
            self._tasks[told.site], completed=visits, total=visits + told.left, told=told, speed=_speed(known)
        )


def _speed(visits: deque[tuple[float, int]]) -> float | None:
    """Visits a second; None before there are two."""
    (begun, before), (now, after) = visits[0], visits[-1]
    return (after - before) / (now - begun) if now > begun and after > before else None


class _Told(ProgressColumn):
    """The counts of a site, how fast it goes, and when it will be done as far as is known."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        super().__init__()

    def render(self, task: Task) -> Text:
        """One line."""
        told: Progress | None = task.fields.get("told")
        speed: float | None = task.fields.get("speed")
        if told is None:
            return Text()
        return Text(
            self._catalogue.show(
                "{done} done, {left} to come, {failed} failed, {blocked} blocked; {speed} pages/s, {time} left",
                done=int(task.completed),
                left=told.left,
                failed=told.failed,
                blocked=told.blocked,
                speed=f"{speed:.2g}" if speed and speed < 1 else f"{speed:.1f}" if speed else "?",
                time=timedelta(seconds=round(told.left / speed)) if speed else "?",
            )
        )
