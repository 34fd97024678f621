"""What a night means, in sentences: consequences, not codes."""

from collections.abc import Iterator
from dataclasses import dataclass

from lenswatch.core.clock import report_time
from lenswatch.core.messages import Message, message
from lenswatch.ledger.leases import Lease
from lenswatch.ledger.nights import Night
from lenswatch.operations.nightly.happened import Happened, HappenedFeed, HappenedSite
from lenswatch.operations.nightly.lease import holder_in_words
from lenswatch.operations.nightly.summary import Status
from lenswatch.operations.nightly.told import joined


@dataclass(frozen=True)
class Around:
    """What else a night's sentences speak of."""

    night: Night
    base: Night | None
    """The night compared with."""
    interrupted: tuple[Night, ...]
    taken_over: Lease | None


def consequences(told: Happened, around: Around) -> Iterator[Message]:
    """Sentences on everything that is not as it should be, the gravest first; then what was left for later."""
    yield from _screening(told)
    yield from _drafting(told)
    for site in told.sites:
        yield from _site(site, around)
    for feed in told.feeds:
        yield from _feed(feed)
    yield from _feeds_left(told, around.night)
    yield from _history(around)


def _screening(told: Happened) -> Iterator[Message]:
    if told.screen is not None:
        yield message(
            "Nothing was screened tonight ({reason}). What came in is recorded and waits for the next screening; the "
            "earlier verdicts stand. The figures of tonight are unavailable, which is not 0.",
            reason=told.screen.told.message,
        )
    for wrong in told.judgement.sellers_wrong if told.judgement else ():
        yield message("{problem} This row of sellers.csv did not count tonight.", problem=wrong.message)


def _drafting(told: Happened) -> Iterator[Message]:
    if told.draft_trouble is not None:
        yield message(
            "No draft was drawn up tonight: {reason}. Earlier drafts, if any, stand.",
            reason=told.draft_trouble.told.message,
        )
    elif told.draft is not None and told.draft.stands_since:
        yield message(
            "Nothing was judged anew, so no new draft was drawn up; the one of {date} stands.",
            date=told.draft.stands_since,
        )
    tonight = {site.name for site in told.sites if site.status is not Status.DONE}
    for name in sorted(set(told.draft.withheld if told.draft else ()) - tonight):
        yield message(
            "{site}: left out of the draft, because its last crawl was not sound; this does not mean nothing is there",
            site=name,
        )


def _site(site: HappenedSite, around: Around) -> Iterator[Message]:
    crawl = site.outcome
    reasons = crawl.reasons if crawl and crawl.reasons else (site.trouble.told,) if site.trouble else ()
    if site.status is not Status.DONE:
        why = joined(reason.message for reason in reasons) if reasons else _no_time(crawl.waiting if crawl else 0)
        yield _not_reported(site, why, around)
    elif crawl and crawl.out_of_time:
        yield message(
            "{site}: stopped in time for screening and draft; {waiting} pages wait for the next night. What was read "
            "is in; what waits was not looked at.",
            site=site.name,
            waiting=crawl.waiting,
        )
    elif crawl and crawl.resting:
        yield message("{site}: {reason}", site=site.name, reason=crawl.resting.message)
    elif crawl and crawl.waiting:
        yield message(
            "{site}: {waiting} pages wait for the next night, because max_pages of its site file was reached.",
            site=site.name,
            waiting=crawl.waiting,
        )
    for note in crawl.notes if crawl else ():
        yield message("{site}: {reason}; its listings are in all the same", site=site.name, reason=note.message)
    if crawl and crawl.failed and site.status is Status.DONE:
        yield message(
            "{site}: {count} addresses could not be read tonight; what is known of them stands.",
            site=site.name,
            count=crawl.failed,
        )


def _no_time(waiting: int) -> Message:
    return message("there was no time left for it; {waiting} known pages wait for the next night", waiting=waiting)


def _not_reported(site: HappenedSite, why: Message, around: Around) -> Message:
    if site.reported_before is None:
        return message(
            "{site}: not reported tonight ({reason}); no earlier night reported it either, so nothing is known of it; "
            "this does not mean nothing is there",
            site=site.name,
            reason=why,
        )
    if around.base is not None and site.reported_before == around.base.date:
        return message(
            "{site}: not reported tonight ({reason}); last night's list stands; this does not mean nothing is there",
            site=site.name,
            reason=why,
        )
    return message(
        "{site}: not reported tonight ({reason}); the list of {date} stands; this does not mean nothing is there",
        site=site.name,
        reason=why,
        date=site.reported_before,
    )


def _feed(feed: HappenedFeed) -> Iterator[Message]:
    if feed.trouble is not None:
        yield message(
            "{file}: not imported ({reason}); what earlier feeds said stands; this does not mean nothing is there",
            file=feed.name,
            reason=feed.trouble.told.message,
        )
    elif feed.outcome is not None and not (feed.outcome.good or feed.outcome.refused):
        yield message(
            "{file}: holds not a single listing; what earlier feeds said stands. Was it to be empty?", file=feed.name
        )
    elif feed.outcome is not None and feed.outcome.refused:
        yield message(
            "{file}: {refused} rows were refused, so these listings are not watched; `lenswatch import` names them "
            "all. The other {good} rows are in.",
            file=feed.name,
            refused=feed.outcome.refused,
            good=feed.outcome.good,
        )


def _feeds_left(told: Happened, night: Night) -> Iterator[Message]:
    plan = night.plan
    for name in plan.get("being_written", ()):
        yield message("{file}: still being written; left for the next night", file=name)
    if plan.get("feeds") and not told.feeds and not plan.get("being_written"):
        yield message(
            "{folder}: no new feed file tonight; what earlier feeds said stands. Was one to come?",
            folder=plan["feeds"],
        )
    if plan.get("other"):
        yield message(
            "{folder}: not read, because no feed has such an ending: {names}",
            folder=plan["feeds"],
            names=", ".join(plan["other"]),
        )


def _history(around: Around) -> Iterator[Message]:
    for night in around.interrupted:
        yield message(
            "The night of {date} ({night}) was never finished: it has no summary. What it recorded is kept.",
            date=night.date,
            night=night.id,
        )
    if around.night.starts > 1:
        yield message(
            "This night was interrupted and taken up again {count} times; nothing was done twice.",
            count=around.night.starts - 1,
        )
    if around.taken_over is not None:
        yield message(
            "The run that held this night since {since} is dead ({holder}); its work was taken over.",
            since=report_time(around.taken_over.since),
            holder=holder_in_words(around.taken_over),
        )
    if around.base is None:
        yield message(
            "No earlier night to compare with: what is new since then is unavailable. The draft holds all suspects."
        )
