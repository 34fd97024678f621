"""A terminal shows how far each site has come; a pipe shows nothing."""

from io import StringIO

import pytest
from rich.console import Console

from lenswatch.commands.crawl_bars import crawl_bars
from lenswatch.core.messages import Catalogue
from lenswatch.spiders.crawling.crawl import Progress


class Seconds:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def told(site: str, pages: int, left: int, failed: int = 0, blocked: int = 0) -> Progress:
    return Progress(site, pages=pages, images=0, listings=0, failed=failed, blocked=blocked, left=left)


def shown(*steps: tuple[float, Progress], terminal: bool = True) -> list[str]:
    """The lines as they stand after the last step, blanks folded; seconds pass before each step."""
    console, clock = Console(file=StringIO(), force_terminal=terminal, width=160), Seconds()
    with crawl_bars(Catalogue.load("en"), console, clock) as bars:
        for seconds, progress in steps:
            clock.now += seconds
            bars.show(progress)
        if not terminal:
            return [console.file.getvalue()]  # type: ignore[attr-defined]  # the StringIO above
        recorder = Console(file=StringIO(), force_terminal=False, width=160, record=True)
        recorder.print(bars.lines.get_renderable())
    return [" ".join(line.split()) for line in recorder.export_text().splitlines() if line.strip()]


def test_each_site_has_a_line_with_its_counts_speed_and_time_left() -> None:
    lines = shown(
        (0, told("shop-a", 1, 600)), (0, told("shop-b", 5, 10)), (10, told("shop-a", 21, 580, failed=2, blocked=1))
    )

    assert len(lines) == 2
    assert " shop-a " in lines[0]
    assert lines[0].endswith(" 21 done, 580 to come, 2 failed, 1 blocked; 2.0 pages/s, 0:04:50 left")
    assert " shop-b " in lines[1]
    assert lines[1].endswith(" 5 done, 10 to come, 0 failed, 0 blocked; ? pages/s, ? left")


def test_the_speed_is_that_of_the_last_minute() -> None:
    lines = shown(*[(10, told("shop", page, 100)) for page in (1, 11, 12, 13, 14, 15, 16, 17, 18)])

    assert "0.1 pages/s, 0:16:40 left" in lines[0]


def test_a_slow_site_has_a_speed_too() -> None:
    assert "0.005 pages/s" in shown(*[(200, told("shop", page, 9)) for page in (1, 2, 3)])[0]


def test_what_an_earlier_call_visited_does_not_count_as_speed() -> None:
    lines = shown((0, told("shop", 5000, 10)), (1, told("shop", 5001, 9)))

    assert "1.0 pages/s, 0:00:09 left" in lines[0]


def test_a_site_s_name_is_no_markup() -> None:
    assert "[red]" in shown((0, told("[red]", 1, 1)))[0]


@pytest.mark.parametrize("pages", [1, 2])
def test_a_pipe_shows_nothing(pages: int) -> None:
    assert shown(*[(1, told("shop", page, 9)) for page in range(pages)], terminal=False) == [""]
