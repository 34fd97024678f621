"""What a draft report prints."""

from collections.abc import Sequence

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.clock import report_time
from lenswatch.reports.draft import DraftReport
from lenswatch.reports.withheld import WithheldSite


def show_draft(session: Session, draft: DraftReport, *, as_json: bool) -> None:
    """Where a draft lies, that it is one, and which sites it leaves out."""
    if as_json:
        counts = {"reports": draft.report_count, "items": draft.item_count, "indicators": draft.indicator_count}
        gaps = {
            "withheld": _as_json(session, draft.withheld),
            "included_anyway": _as_json(session, draft.included_anyway),
        }
        files = [file.relative_to(draft.folder).as_posix() for file in draft.files]
        show_json({"status": "DRAFT", "folder": str(draft.folder), **counts, **gaps, "files": files})
        return
    session.say(
        "DRAFT, reviewed by nobody: {sellers} sellers, {items} listings, {indicators} indicators",
        sellers=draft.report_count,
        items=draft.item_count,
        indicators=draft.indicator_count,
    )
    pictures = [file for file in draft.files if file.parent != draft.folder]
    for file in draft.files:
        if file not in pictures:
            session.say_text(f"  {file}")
    if pictures:
        session.say(
            "  {folder}: {count} pictures with what was seen in them", folder=pictures[0].parent, count=len(pictures)
        )
    _show_withheld(session, draft.withheld)
    for one in draft.included_anyway:
        session.warn("{site}: INCLUDED THOUGH ITS LAST CRAWL WAS NOT SOUND; the draft says so", site=one.site)
        _show_reasons(session, one)


def show_nothing_drafted(session: Session, withheld: Sequence[WithheldSite], *, as_json: bool) -> None:
    """Which sites were left out where nothing else is left; that no draft was written is told by the error."""
    if as_json:
        show_json({"status": "WITHHELD", "folder": None, "withheld": _as_json(session, withheld)})
        return
    _show_withheld(session, withheld)


def _show_withheld(session: Session, sites: Sequence[WithheldSite]) -> None:
    for one in sites:
        session.warn(
            "{site}: LEFT OUT: not sound since {since}; listings left out: {listings}",
            site=one.site,
            since=report_time(one.since),
            listings=one.listings,
        )
        _show_reasons(session, one)
        if one.last_reported:
            session.warn("{site}: its last draft still stands: {draft}", site=one.site, draft=one.last_reported)
        else:
            session.warn("{site}: no earlier draft holds it", site=one.site)
    if sites:
        session.warn(
            "Look at the pages (lenswatch site try), then crawl again. To include a site all the same: "
            "lenswatch report draft --include-withheld SITE"
        )


def _show_reasons(session: Session, site: WithheldSite) -> None:
    for reason in site.reasons:
        session.warn("{site}: why: {reason}", site=site.site, reason=reason)


def _as_json(session: Session, sites: Sequence[WithheldSite]) -> list[dict[str, object]]:
    return [
        {
            "site": one.site,
            "platform": one.platform,
            "since": report_time(one.since),
            "reasons": [session.catalogue.show(reason) for reason in one.reasons],
            "listings": one.listings,
            "last_reported": one.last_reported,
        }
        for one in sites
    ]
