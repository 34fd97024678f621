"""Judging one answer: what it is, and what it holds. Nothing here fetches or writes."""

import logging
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message, message
from lenswatch.ledger.listings import listing_key
from lenswatch.spiders.extraction.extract import Extraction, extract_with_notes
from lenswatch.spiders.extraction.page_json import json_of
from lenswatch.spiders.extraction.structured_alone import extract_structured
from lenswatch.spiders.fetching.content import ContentError, decoded
from lenswatch.spiders.frontier.frontier_url import FrontierUrl, Kind, NewUrl
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import PAGE_OBJECTS
from lenswatch.spiders.reading.answer import PAUSING, REDIRECTS, Answer
from lenswatch.spiders.reading.completing import completed
from lenswatch.spiders.reading.feed import read_feed_page
from lenswatch.spiders.reading.links import image_links, links_of, sighting_of
from lenswatch.spiders.reading.page_result import Outcome, PageResult
from lenswatch.spiders.reading.robot_check import blocked_page, blocked_redirect
from lenswatch.spiders.reading.sitemap import GZIP, is_sitemap, sitemap_links
from lenswatch.spiders.reading.suggestions import read_suggestions
from lenswatch.spiders.site.reads import Reads
from lenswatch.spiders.site.site import Role, Site
from lenswatch.spiders.site.suggestion_site import SuggestionSite
from lenswatch.spiders.web_address import canonical, fetchable, parts_of

_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_LONGEST_CHAIN = 6
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_HEIF = (b"avif", b"avis", b"heic", b"heix", b"mif1")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reader:
    """Reads the answers of one site."""

    site: Site
    max_page_bytes: int
    """A larger page is refused, its unpacked size included."""

    def read(self, source: FrontierUrl, answer: Answer) -> PageResult:
        """What an answer brought."""
        location = answer.header("location")
        if answer.status in REDIRECTS and location:
            return self._redirected(source, answer, location)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return self._result(source, answer, Outcome.UNCHANGED)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return self._result(source, answer, Outcome.GONE)
        try:
            body = decoded(answer.body, answer.headers_of("content-encoding"), self.max_page_bytes)
            if self.site.sitemap is not None and body.startswith(GZIP):
                body = decoded(body, ("gzip",), self.max_page_bytes)
        except ContentError as error:
            return self._failed(source, answer, error.problem)
        if answer.rendering.problem is not None:
            return self._failed(source, answer, answer.rendering.problem, retry=answer.rendering.retry)
        return self._judged(source, answer, Page(answer.url, body, answer.header("content-type")))

    def _judged(self, source: FrontierUrl, answer: Answer, page: Page) -> PageResult:
        if source.kind is Kind.PAGE and answer.status == HTTPStatus.OK:
            found = self._sitemap(source, answer, page) or self._other(source, answer, page)
            if found is not None:
                return found
        textual = source.kind is Kind.PAGE or "html" in (page.content_type or "").lower()
        blocked = blocked_page(answer.status, page.text) if textual else None
        if blocked:
            return self._result(source, answer, Outcome.BLOCKED, problem=blocked)
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            problem = message("the site answered {status}", status=answer.status)
            return self._failed(source, answer, problem, retry=answer.status in _RETRIED)
        if answer.capture.payload_sha256 == source.payload_sha256:
            return self._result(source, answer, Outcome.UNCHANGED)
        return self._picture(source, answer, page) if source.kind is Kind.IMAGE else self._page(source, answer, page)

    def _sitemap(self, source: FrontierUrl, answer: Answer, page: Page) -> PageResult | None:
        if self.site.sitemap is None or not is_sitemap(page):
            return None
        if answer.capture.payload_sha256 == source.payload_sha256:
            return self._result(source, answer, Outcome.UNCHANGED)
        return self._read(source, answer, links=sitemap_links(self.site, page))

    def _other(self, source: FrontierUrl, answer: Answer, page: Page) -> PageResult | None:
        if isinstance(self.site, SuggestionSite):
            return self._suggestions(self.site, source, answer, page)
        return self._feed(source, answer, page) or self._structured(source, answer, page)

    def _structured(self, source: FrontierUrl, answer: Answer, page: Page) -> PageResult | None:
        """The listing in a page's JSON-LD, where the site file says that it is enough; None where it is not.

        A page that says all this is no robot check, and need not be looked at for being one.
        """
        if self.site.reads is not Reads.STRUCTURED_DATA or not self._is_listing(source, answer):
            return None
        if answer.capture.payload_sha256 == source.payload_sha256:
            return self._result(source, answer, Outcome.UNCHANGED)
        try:
            extraction = extract_structured(page)
        except Exception:  # the whole reading comes next, and counts the page as failed if that fails as well
            logger.exception("reading the structured data of %s failed", answer.url)
            return None
        if extraction is None or extraction.listing is None:
            return None
        return self._with_listing(source, answer, extraction, extraction.listing, ())

    def _is_listing(self, source: FrontierUrl, answer: Answer) -> bool:
        return source.surface is not None or self.site.role_of(answer.url) is Role.LISTING

    def _suggestions(self, site: SuggestionSite, source: FrontierUrl, answer: Answer, page: Page) -> PageResult:
        """What the site suggests for a query. The whole answer is asked for each time: it belongs to its audit."""
        asked = site.asked_by(answer.url)
        blocked = blocked_page(answer.status, page.text)
        if asked is None:
            return self._failed(source, answer, message("it is no address of the site's suggestions"))
        suggest, query = asked
        found = read_suggestions(site.watched, suggest, query, page) if not blocked or suggest.kind == "json" else None
        if found is not None:
            return replace(self._read(source, answer, suggested=found), etag=None, last_modified=None)
        if blocked:
            return self._result(source, answer, Outcome.BLOCKED, problem=blocked)
        return self._failed(source, answer, message("the answer holds no suggestions where the site file says"))

    def _feed(self, source: FrontierUrl, answer: Answer, page: Page) -> PageResult | None:
        """The listings of a page of the site's feed; None where the page is none, such as a robot check."""
        feed = read_feed_page(self.site, page, depth=1 - source.priority)
        if feed is None:
            return None
        listings = tuple(self._completed(listing, source, answer) for listing in feed.listings)
        shown = [image_links(self.site, listing, answer.url) for listing in listings if self.site.fetch_images]
        result = self._read(
            source,
            answer,
            listings=listings,
            links=(*feed.links, *(link for pictures, _ in shown for link in pictures)),
            images_off_site=sum(elsewhere for _, elsewhere in shown),
            notes=feed.problems,
        )
        # An answer "not modified" would not say which listings are still on sale: ask for the whole page each time.
        return replace(result, etag=None, last_modified=None)

    def _redirected(self, source: FrontierUrl, answer: Answer, location: str) -> PageResult:
        try:
            target = fetchable(urljoin(answer.url, location.strip()))
        except ValueError:
            target = ""
        if blocked := blocked_redirect(target):
            return self._result(source, answer, Outcome.BLOCKED, problem=blocked)
        if canonical(target) is None:
            return self._failed(source, answer, message("redirected to something that is no web address"))
        if not self.site.owns(target):
            host = (parts_of(target) or urlsplit(target)).netloc
            return self._failed(source, answer, message("redirected off the site, to {host}", host=host))
        if source.redirects + 1 >= _LONGEST_CHAIN:
            return self._failed(source, answer, message("redirected too often"))
        link = NewUrl(
            target,
            kind=source.kind,
            priority=source.priority,
            found_on=source.found_on,
            surface=source.surface,
            rank=source.rank,
            redirects=source.redirects + 1,
        )
        return self._result(source, answer, Outcome.REDIRECTED, links=(link,), redirected_to=target)

    def _picture(self, source: FrontierUrl, answer: Answer, page: Page) -> PageResult:
        if not is_picture(page.body):
            problem = message("a picture's address answered with {kind}", kind=answer.capture.media_type or "no type")
            return self._failed(source, answer, problem)
        return self._read(source, answer)

    def _page(self, source: FrontierUrl, answer: Answer, page: Page) -> PageResult:
        if self.site.api is not None and json_of(page) is not None:
            problem = message("the feed holds no list at {path}", path=self.site.api.items)
            return self._failed(source, answer, problem)
        page_object = PAGE_OBJECTS[self.site.page_object] if self.site.page_object else None
        is_listing = self._is_listing(source, answer)
        try:
            links = links_of(self.site, page, page_object)
            extraction = extract_with_notes(page, page_object, self.site.patches) if is_listing else None
        except Exception:  # one odd page must not end the night; it is logged whole and counted as failed
            logger.exception("reading %s failed", answer.url)
            problem = message("reading the page failed; this is a fault of lenswatch")
            return self._failed(source, answer, problem, listing_missing=is_listing)
        if extraction is None:
            return self._read(source, answer, links=links)
        if extraction.listing is None:
            problem = message("no listing could be read from the page")
            return self._failed(source, answer, problem, links=links, listing_missing=True)
        return self._with_listing(source, answer, extraction, extraction.listing, links)

    def _with_listing(
        self, source: FrontierUrl, answer: Answer, extraction: Extraction, found: Listing, links: tuple[NewUrl, ...]
    ) -> PageResult:
        listing = self._completed(found, source, answer)
        pictures, elsewhere = image_links(self.site, listing, answer.url) if self.site.fetch_images else ((), 0)
        return self._read(
            source,
            answer,
            listings=(listing,),
            links=(*links, *pictures),
            images_off_site=elsewhere,
            unknown_keys=tuple(extraction.unknown_keys),
            notes=tuple(extraction.problems),
        )

    def _completed(self, listing: Listing, source: FrontierUrl, answer: Answer) -> Listing:
        sighting = sighting_of(self.site, source)
        seen = (*listing.seen, sighting) if sighting else listing.seen
        made = completed(self.site, listing).model_copy(
            update={"url": listing.url or answer.url, "captured_at": answer.capture.captured_at, "seen": seen}
        )
        listing_key(made)  # raises here, where it is counted, and not while the ledger is being written
        return made

    def _read(self, source: FrontierUrl, answer: Answer, **brought: object) -> PageResult:
        return self._result(source, answer, Outcome.READ, **brought)

    def _failed(
        self, source: FrontierUrl, answer: Answer, problem: Message, *, retry: bool = False, **brought: object
    ) -> PageResult:
        return self._result(source, answer, Outcome.FAILED, problem=problem, retry=retry, **brought)

    def _result(self, source: FrontierUrl, answer: Answer, outcome: Outcome, **brought: object) -> PageResult:
        return PageResult(
            source=source,
            outcome=outcome,
            status=answer.status,
            capture=answer.capture,
            etag=answer.header("etag"),
            last_modified=answer.header("last-modified"),
            retry_after=answer.retry_after() if answer.status in PAUSING else None,
            **brought,  # type: ignore[arg-type]  # fields of PageResult, named by the callers above
        )


def is_picture(body: bytes) -> bool:
    """Whether bytes begin like a picture, whatever the server calls them."""
    riff = body[:4] == b"RIFF" and body[8:12] == b"WEBP"
    heif = body[4:8] == b"ftyp" and body[8:12] in _HEIF
    return body.startswith(_PICTURE_STARTS) or riff or heif
