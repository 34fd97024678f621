"""What the commands on sites print."""

from collections.abc import Sequence

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.messages import message
from lenswatch.operations.reach import Reach
from lenswatch.spiders.site.site import Site


def show_sites(session: Session, sites: Sequence[Site], *, as_json: bool) -> None:
    """Name, platform, layout and purpose of each site."""
    if as_json:
        show_json([site.model_dump(mode="json") for site in sites])
        return
    for site in sites:
        session.say_text(f"{site.name}\t{site.platform}\t{site.layout}\t{site.purpose}")


def show_reach(session: Session, reach: Reach) -> None:
    """What one night reaches of a site, against what is known of it."""
    scope = message("unknown") if reach.scope is None else f"{reach.scope:,}"
    if reach.pages is None:
        session.say(
            "no delay, no budget and no max_pages bound what one night reaches of this host; the scope has {scope}",
            scope=scope,
        )
        return
    if not reach.window:
        session.say(
            "no window is set: one day reaches at most {pages} pages of this host; the scope has {scope}",
            pages=f"{reach.pages:,}",
            scope=scope,
        )
        return
    session.say(
        "one night ({window}) reaches at most {pages} pages of this host; the scope has {scope}",
        window=reach.window,
        pages=f"{reach.pages:,}",
        scope=scope,
    )
