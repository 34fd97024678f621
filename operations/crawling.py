"""Crawls of a workspace, and reading one saved page."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import urlsplit

from lenswatch.core.clock import Clock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import ConfigError, SiteError, UserError
from lenswatch.core.listing import Listing
from lenswatch.core.messages import message
from lenswatch.keywords.term import Role, Term
from lenswatch.ledger.store import Store
from lenswatch.operations.logfile import logging_to
from lenswatch.operations.releases.choice import choose_lexicon
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.crawling.crawl import CrawlSummary, Progress, crawl_sites
from lenswatch.spiders.crawling.hours import hours_of
from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import PAGE_OBJECTS
from lenswatch.spiders.site.site import Site

_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class WorkspaceCrawl:
    """What came of the crawls of a workspace."""

    summaries: tuple[CrawlSummary, ...]
    bad_sites: tuple[SiteError, ...]
    """Site files that cannot be used; the others were crawled all the same."""


def crawl_workspace(
    workspace: Workspace,
    names: Sequence[str],
    clock: Clock,
    on_progress: Callable[[Progress], None],
    *,
    any_time: bool = False,
) -> WorkspaceCrawl:
    """Crawl the named sites of a workspace, or all of its own whose files are in order.

    Args:
        workspace: Whose sites.
        names: Of sites; all of the workspace's own without.
        clock: Tells the time.
        on_progress: Called after each visit.
        any_time: Whether to visit outside the hours that settings and site files name.

    Raises:
        ConfigError: If the settings name no contact.
        SiteError: If no site file can be used.
        UserError: If a name is not that of a site, or there is no site.
        ClosedError: If no site may be visited now.
        WorkspaceError: If another crawl runs in this workspace.
        KeyboardInterrupt: If the user stopped it; the crawl is taken up again next time.
    """
    require_contact(workspace)
    settings = workspace.config.crawl
    own, bad = readable_sites(workspace)
    chosen = chosen_sites(workspace, own, bad, names)
    sites, never = _with_hours(chosen, settings, clock) if not any_time else (chosen, [])
    bad += never
    if not sites:
        raise bad[0]
    with Store.open(workspace.ledger) as store, logging_to(workspace.log):
        summaries = crawl_sites(
            with_lexicon(sites, workspace),
            store,
            clock,
            settings,
            workspace.warc,
            on_progress=on_progress,
            any_time=any_time,
            operator=workspace.config.reporter.name,
        )
    return WorkspaceCrawl(summaries, tuple(bad))


def require_contact(workspace: Workspace) -> None:
    """Refuse to visit anybody without leaving word who we are.

    Raises:
        ConfigError: If the settings name no contact.
    """
    if not workspace.config.crawl.contact:
        raise ConfigError(
            "{file}: setting {key} {reason}",
            file=workspace.root / "lenswatch.toml",
            key="crawl.contact",
            reason=message("is empty; a site must be able to reach whoever crawls it"),
        )


def readable_sites(workspace: Workspace | None) -> tuple[list[Site], list[SiteError]]:
    """A workspace's own sites by file name, and what is wrong with the files that cannot be read."""
    sites: list[Site] = []
    bad: list[SiteError] = []
    for path in sorted(workspace.sites.glob("*.toml")) if workspace else ():
        try:
            sites.append(Site.read(path))
        except SiteError as error:
            bad.append(error)
    return sites, bad


def chosen_sites(
    workspace: Workspace, own: Sequence[Site], bad: Sequence[SiteError], names: Sequence[str]
) -> list[Site]:
    """Sites by name, a workspace's own before those that ship; without names all of the workspace's own.

    Args:
        workspace: Where the files lie.
        own: The workspace's sites that can be read.
        bad: What is wrong with the others.
        names: Of sites.

    Raises:
        UserError: If a name is not that of a site, or there is no site; the first bad file, if it may be its file.
    """
    if not names and not own and not bad:
        raise UserError("{folder}: no site files; write one, then: lenswatch site check FILE", folder=workspace.sites)
    if not names:
        return list(own)
    known = {site.name: site for site in (*shipped_sites(), *own)}
    for name in names:
        if name not in known and bad:
            raise bad[0]
        if name not in known:
            raise UserError("no site is called {name}; known: {known}", name=name, known=", ".join(sorted(known)))
    return [known[name] for name in names]


def _with_hours(sites: Sequence[Site], settings: Crawl, clock: Clock) -> tuple[list[Site], list[SiteError]]:
    """The sites that may be visited at some hour, and what is wrong with the others."""
    good: list[Site] = []
    bad: list[SiteError] = []
    for site in sites:
        try:
            hours_of(site, settings, clock.now())
        except SiteError as error:
            bad.append(error)
        else:
            good.append(site)
    return good, bad


def with_lexicon(sites: Sequence[Site], workspace: Workspace) -> list[Site]:
    """The sites, those that search for terms of the lexicon with the workspace's own terms in their language.

    Raises:
        LexiconErrors: If a site wants terms and a table is wrong.
    """
    if not any(site.start_search and isinstance(site.start_search.terms, str) for site in sites):
        return list(sites)
    terms = choose_lexicon(workspace).lexicon.terms
    return [site.with_terms(search_terms(terms, site.language or "")) for site in sites]


def search_terms(terms: Iterable[Term], language: str) -> tuple[str, ...]:
    """The active block and alert terms of a language, the block terms first.

    Args:
        terms: Terms of a lexicon.
        language: BCP 47 tag; its first part counts.
    """
    spoken = [term for term in terms if term.active and term.lang == language.partition("-")[0].lower()]
    return tuple(term.text for role in (Role.BLOCK, Role.ALERT) for term in spoken if term.role is role)


def shipped_sites() -> list[Site]:
    """Site files that come with lenswatch, by file name."""
    with as_file(files("lenswatch").joinpath("spiders", "sites")) as folder:
        return [Site.read(path) for path in sorted(folder.glob("*.toml"))]


def read_saved(file: Path) -> bytes:
    """Bytes of a saved page, unpacked if it was saved with gzip.

    Raises:
        UserError: If the packed file is broken.
    """
    data = file.read_bytes()
    if not data.startswith(_GZIP_MAGIC):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise UserError("{file}: the packed page is broken ({reason})", file=file, reason=error) from error


def extract_file(file: Path, url: str, page_object: str | None) -> Listing:
    """Read one saved page.

    Raises:
        UserError: If the file or the page object is not there, or the page shows no listing.
    """
    if not file.is_file():
        raise UserError("{file}: no such file", file=file)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise UserError("--url {url}: give the whole address, such as https://shop.example/item/1", url=url)
    if page_object is not None and page_object not in PAGE_OBJECTS:
        raise UserError(
            "no page object is called {name}; known: {known}", name=page_object, known=", ".join(sorted(PAGE_OBJECTS))
        )
    reader = PAGE_OBJECTS[page_object] if page_object else None
    listing = extract_listing(Page(url, read_saved(file), None), reader)
    if listing is None:
        raise UserError(
            "{file}: no listing found on this page; is it a list, an error page or a robot check?", file=file
        )
    return listing
