"""What a crawl prints."""

from collections.abc import Sequence

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.spiders.monitoring.summary import CrawlSummary


def show_crawls(session: Session, summaries: Sequence[CrawlSummary], *, as_json: bool) -> None:
    """Counts of each site's crawl, why pages failed, and which assertions did not hold."""
    if as_json:
        show_json([summary.model_dump(mode="json") for summary in summaries])
        return
    for summary in summaries:
        show_crawl(session, summary)


def show_crawl(session: Session, summary: CrawlSummary) -> None:
    """One site's crawl."""
    session.say(
        "{site}: {visits} answers, {unchanged} of them unchanged, {blocked} blocked, {failed} failed; "
        "{new} listings new, {changed} changed, {gone} gone",
        site=summary.site,
        visits=summary.visits,
        unchanged=summary.unchanged,
        blocked=summary.blocked,
        failed=summary.failed,
        new=summary.listings_new,
        changed=summary.listings_changed,
        gone=summary.gone,
    )
    if summary.unreachable:
        session.warn(
            "{site}: the site could not be reached at all; run the same command again later", site=summary.site
        )
    if summary.turned_away:
        session.warn("{site}: it answered with robot checks only, and was left alone", site=summary.site)
    for failure in summary.failures:
        session.warn(
            "{site}: {count} times: {reason} (such as {example})",
            site=summary.site,
            count=failure.count,
            reason=failure.reason,
            example=failure.example,
        )
    for breach in summary.breaches:
        session.warn("{site}: {reason}", site=summary.site, reason=breach.message)
