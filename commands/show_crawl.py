"""What a crawl prints."""

from collections.abc import Sequence

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.commands.show_impact import show_impact, show_rest
from lenswatch.spiders.monitoring.summary import CrawlSummary
from lenswatch.spiders.monitoring.watch import MONITORS, title_of


def show_crawls(session: Session, summaries: Sequence[CrawlSummary], *, as_json: bool) -> None:
    """Counts of each site's crawl, why pages failed, and which assertions did not hold."""
    if as_json:
        show_json([crawl_as_json(session, summary) for summary in summaries])
        return
    for summary in summaries:
        show_crawl(session, summary)


def crawl_as_json(session: Session, summary: CrawlSummary) -> dict[str, object]:
    """Counts, alarms and breaches, and whether a report may be made from the crawl."""
    reasons = [session.catalogue.show(reason) for reason in summary.withheld_because]
    return {**summary.model_dump(mode="json"), "sound": summary.sound, "withheld_because": reasons}


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
    if summary.rendered:
        session.say("{site}: {count} pages were drawn by a browser", site=summary.site, count=summary.rendered)
    if summary.unreachable:
        session.warn(
            "{site}: the site could not be reached at all; run the same command again later", site=summary.site
        )
    if summary.turned_away:
        session.warn("{site}: it answered with robot checks only, and was left alone", site=summary.site)
    show_rest(session, summary)
    for impact in summary.impact:
        show_impact(session, summary.site, impact)
    for left_out in summary.left_out:
        session.warn(
            "{site}: {count} addresses not taken up: {reason} (such as {example})",
            site=summary.site,
            count=left_out.count,
            reason=left_out.reason,
            example=left_out.example,
        )
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
    _show_monitors(session, summary)


def _show_monitors(session: Session, summary: CrawlSummary) -> None:
    """What is unlike earlier crawls, what could not be compared, and what follows for the report."""
    for alarm in summary.alarms:
        session.warn("{site}: unusual: {reason}", site=summary.site, reason=alarm.message)
    told: dict[str, list[str]] = {}
    for one in summary.unjudged:
        told.setdefault(session.catalogue.show(one.message), []).append(session.catalogue.show(title_of(one.monitor)))
    for reason, monitors in told.items():
        if len(monitors) == len(MONITORS):
            session.say("{site}: no monitor could compare this crawl ({reason})", site=summary.site, reason=reason)
            continue
        session.say(
            "{site}: not compared ({reason}): {monitors}",
            site=summary.site,
            reason=reason,
            monitors=", ".join(monitors),
        )
    if not summary.sound:
        session.warn(
            "{site}: THIS CRAWL IS NOT SOUND. The next draft leaves this site out, and its last draft stands. Look at "
            "the pages, mend the site file or wait, then run: lenswatch crawl {site}",
            site=summary.site,
        )
    elif summary.breaches or summary.alarms:
        session.warn("{site}: somebody should look; the report is made all the same", site=summary.site)
