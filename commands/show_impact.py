"""What a crawl prints of its manners: why pages are left, and what each host was asked for."""

from lenswatch.commands.session import Session
from lenswatch.core.messages import message
from lenswatch.spiders.monitoring.impact import HostImpact, RobotsState
from lenswatch.spiders.monitoring.summary import CrawlSummary

_ROBOTS = {
    RobotsState.NOT_ASKED: message("not asked for"),
    RobotsState.READ: message("obeyed"),
    RobotsState.NONE: message("none there"),
    RobotsState.UNAVAILABLE: message("could not be had, so nothing was visited"),
}


def show_rest(session: Session, summary: CrawlSummary) -> None:
    """Why pages were left, how many, and when the site may be visited again."""
    if summary.resting is not None:
        session.say("{site}: {reason}", site=summary.site, reason=summary.resting)
    if summary.opens_at is not None:
        opens = f"{summary.opens_at.astimezone(session.zone):%Y-%m-%d %H:%M}"
        session.say("{site}: may be visited again from {opens}", site=summary.site, opens=opens)


def show_impact(session: Session, site: str, impact: HostImpact) -> None:
    """What one host was asked for, and how it fared."""
    session.say(
        "{site}: {host} was asked {requests} times from {first} to {last} ({bytes} bytes), mostly {gap} s apart; "
        "answers took {mean} s on average, 95 % at most {most} s; answered 429: {n429}, 503: {n503}; "
        "longest rest asked for: {pause} s; robots.txt: {robots}, Crawl-delay {delay}",
        site=site,
        host=impact.host,
        requests=impact.requests,
        first=f"{impact.first_request.astimezone(session.zone):%Y-%m-%d %H:%M:%S}",
        last=f"{impact.last_request.astimezone(session.zone):%H:%M:%S}",
        bytes=f"{impact.bytes:,}",
        gap=_seconds(impact.median_gap_seconds),
        mean=_seconds(impact.mean_answer_seconds),
        most=_seconds(impact.answer_seconds_95),
        n429=impact.answers_429,
        n503=impact.answers_503,
        pause=_seconds(impact.longest_pause_seconds),
        robots=_ROBOTS[impact.robots],
        delay=_seconds(impact.crawl_delay_seconds),
    )


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"
