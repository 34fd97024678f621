"""Trying a site file on one page, fetched or saved; nothing of it is kept."""

from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import FetchError, LenswatchError, UserError
from lenswatch.core.listing import Listing
from lenswatch.core.messages import message
from lenswatch.ledger.listings import listing_from_json
from lenswatch.ledger.store import Store
from lenswatch.operations.crawling import read_saved
from lenswatch.operations.logfile import logging_to
from lenswatch.spiders.crawling.crawl import CrawlSummary, Patience, crawl
from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.extraction.structured_alone import extract_structured
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import PAGE_OBJECTS
from lenswatch.spiders.reading.completing import completed
from lenswatch.spiders.reading.feed import read_feed_page
from lenswatch.spiders.site.reads import Reads
from lenswatch.spiders.site.site import Role, Site
from lenswatch.spiders.site.site_trial import trial_of
from lenswatch.spiders.web_address import authority

_ONCE = Patience(attempts=1, longest_wait_seconds=0)


def meets_listing_pattern(site: Site, url: str) -> bool:
    """Whether a crawl would take an address for a listing's page."""
    return site.role_of(url) is Role.LISTING


def try_saved(site: Site, url: str, file: Path) -> tuple[Listing, ...]:
    """The listings a saved page shows by a site file.

    Raises:
        UserError: If the file is not there or broken, or shows no listing.
    """
    if not file.is_file():
        raise UserError("{file}: no such file", file=file)
    page = Page(url, read_saved(file), None)
    feed = read_feed_page(site, page, depth=1)
    single = _single(site, page) if feed is None else None
    found = feed.listings if feed else (single,) if single else ()
    if not found:
        raise UserError(
            "{file}: no listing found on this page; is it a list, an error page or a robot check?", file=file
        )
    return tuple(completed(site, listing) for listing in found)


def _single(site: Site, page: Page) -> Listing | None:
    structured = extract_structured(page) if site.reads is Reads.STRUCTURED_DATA else None
    if structured is not None:
        return structured.listing
    return extract_listing(page, PAGE_OBJECTS[site.page_object] if site.page_object else None, site.patches)


def try_page(site: Site, url: str, clock: Clock, settings: Crawl, *, loopback: bool) -> tuple[Listing, ...]:
    """The listings of one page, fetched once as a crawl would: robots.txt, User-Agent, address and size are checked.

    Args:
        site: The site file.
        url: The page; on one of the site's hosts.
        clock: Tells the time.
        settings: The crawl settings.
        loopback: Whether an address of this machine may be visited, for a shop under test.

    Raises:
        ConfigError: If no contact is configured.
        UserError: If the address is not the site's, or loopback was allowed for another machine.
        FetchError: If the page could not be had or shows no listing; says why.
    """
    if not site.owns(url):
        raise UserError("{url} is not an address of site {name}", url=url, name=site.name)
    if loopback and not is_loopback(url):
        raise UserError("--loopback: {url} is not an address of this machine, such as http://127.0.0.1:8000/", url=url)
    allowed = frozenset({authority(url) or ""}) if loopback else frozenset()
    with TemporaryDirectory(prefix="lenswatch-try-") as folder, Store.open(Path(folder) / "ledger.sqlite") as store:
        with logging_to(Path(folder) / "lenswatch.log"):
            summary = crawl(
                trial_of(site, url),
                store,
                clock,
                settings,
                Path(folder),
                allowed_loopback=allowed,
                patience=_ONCE,
                any_time=True,
            )
        rows = store.connection.execute("SELECT listing FROM revision ORDER BY id").fetchall()
    if not rows:
        raise _reason(url, summary)
    return tuple(listing_from_json(row[0]) for row in rows)


def is_loopback(url: str) -> bool:
    """Whether an address is one of this machine, by number."""
    try:
        return ip_address(urlsplit(url).hostname or "").is_loopback
    except ValueError:
        return False


def _reason(url: str, summary: CrawlSummary) -> LenswatchError:
    reason = message("no listing was found on it")
    if summary.forbidden:
        reason = message("robots.txt forbids it")
    elif summary.redirected:
        reason = message("it redirects to another page; try that one")
    elif summary.gone:
        reason = message("it is not there")
    elif summary.failures:
        reason = summary.failures[0].reason
    return FetchError("{url}: {reason}", url=url, reason=reason)
