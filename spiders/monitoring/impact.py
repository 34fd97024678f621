"""What a crawl asked of a host, for whoever runs that host and wants to know."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lenswatch.core.record import Instant, Record
from lenswatch.ledger.host_loads import HostLoad
from lenswatch.spiders.monitoring.durations import DurationCount, Durations

_TOO_MANY, _UNAVAILABLE = 429, 503


class RobotsState(StrEnum):
    """What became of robots.txt."""

    NOT_ASKED = "not asked"
    READ = "read"
    """It was there, and its rules were kept."""
    NONE = "none"
    """The host has none (RFC 9309, 2.3.1.3): everything is allowed."""
    UNAVAILABLE = "unavailable"
    """It could not be had, so nothing was visited (RFC 9309, 2.3.1.4)."""


class Observed(Record):
    """What one run saw of one host so far, in the form the ledger keeps."""

    answer_times: Durations = Durations()
    """From asking to the last byte."""
    gaps: Durations = Durations()
    """From one request to the next."""
    answers_429: int = 0
    answers_503: int = 0
    longest_pause_seconds: float | None = None
    """The longest rest the host asked for by Retry-After."""
    robots: Annotated[RobotsState, Field(strict=False)] = RobotsState.NOT_ASKED
    crawl_delay_seconds: float | None = None
    """What robots.txt asks for."""


class HostImpact(Record):
    """What one run asked of one host, and how the host fared. Times are in seconds, quantiles right to 5 %."""

    host: str
    requests: int
    """All of them: robots.txt, retries and pictures too."""
    bytes: int
    """Payload received."""
    first_request: Instant
    last_request: Instant
    answers: int
    """Requests that were answered, whatever the answer."""
    mean_answer_seconds: float | None
    answer_seconds_95: float | None
    """95 of 100 answers took no longer, the last byte included."""
    median_gap_seconds: float | None
    """The delay really kept: half of the requests came no sooner after the one before."""
    shortest_gap_seconds: float | None
    longest_pause_seconds: float | None
    """The longest rest the host asked for by Retry-After."""
    answers_429: int
    answers_503: int
    robots: Annotated[RobotsState, Field(strict=False)]
    crawl_delay_seconds: float | None
    """What robots.txt asks for."""

    @classmethod
    def of(cls, host: str, load: HostLoad, seen: Observed) -> "HostImpact":
        """Put together what the ledger keeps of a host."""
        return cls(
            host=host,
            requests=load.requests,
            bytes=load.bytes,
            first_request=load.first_at,
            last_request=load.last_at,
            answers=seen.answer_times.count,
            mean_answer_seconds=seen.answer_times.mean,
            answer_seconds_95=seen.answer_times.quantile(0.95),
            median_gap_seconds=seen.gaps.quantile(0.5),
            shortest_gap_seconds=None if seen.gaps.shortest is None else round(seen.gaps.shortest, 4),
            longest_pause_seconds=seen.longest_pause_seconds,
            answers_429=seen.answers_429,
            answers_503=seen.answers_503,
            robots=seen.robots,
            crawl_delay_seconds=seen.crawl_delay_seconds,
        )


class Observing:
    """Counts what is seen of one host. Its memory does not grow with the crawl."""

    def __init__(self, before: Mapping[str, object]) -> None:
        seen = Observed.model_validate(before)
        self._answer_times, self._gaps = DurationCount(seen.answer_times), DurationCount(seen.gaps)
        self._statuses = {_TOO_MANY: seen.answers_429, _UNAVAILABLE: seen.answers_503}
        self._pause, self._robots, self._crawl_delay = (
            seen.longest_pause_seconds,
            seen.robots,
            seen.crawl_delay_seconds,
        )
        self._asked_at: float | None = None

    def asked(self, at: float) -> None:
        """A request goes out, at an instant of the machine's monotonic clock."""
        if self._asked_at is not None:
            self._gaps.add(at - self._asked_at)
        self._asked_at = at

    def answered(self, seconds: float, status: int, pause: float | None) -> None:
        """An answer is complete; `pause` is the rest it asks for, in seconds."""
        self._answer_times.add(seconds)
        if status in self._statuses:
            self._statuses[status] += 1
        if pause is not None:
            self._pause = max(pause, self._pause or 0.0)

    def robots(self, state: RobotsState, crawl_delay: float | None) -> None:
        """What became of robots.txt."""
        self._robots, self._crawl_delay = state, crawl_delay

    def so_far(self) -> Observed:
        """What was seen."""
        return Observed(
            answer_times=self._answer_times.so_far(),
            gaps=self._gaps.so_far(),
            answers_429=self._statuses[_TOO_MANY],
            answers_503=self._statuses[_UNAVAILABLE],
            longest_pause_seconds=self._pause,
            robots=self._robots,
            crawl_delay_seconds=self._crawl_delay,
        )
