"""A site: one small file that says where to look, why, and how politely."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from lenswatch.core.config import Crawl, WindowText
from lenswatch.core.errors import SiteError
from lenswatch.core.listing import Listing
from lenswatch.core.record import Record
from lenswatch.core.visiting_hours import VisitingHours
from lenswatch.spiders.site.field_patch import FieldPatch, FieldPatches, PatchedField
from lenswatch.spiders.site.limit import AnyLimit
from lenswatch.spiders.site.meeting import authorities_of, first_met
from lenswatch.spiders.site.monitors import Monitors
from lenswatch.spiders.site.numbered_address import NumberedAddress, Place
from lenswatch.spiders.site.reads import Reads
from lenswatch.spiders.site.starts import LEXICON, Api, StartSearch
from lenswatch.spiders.site.suggest import Suggests
from lenswatch.spiders.web_address import (
    UNTOLD_PARAMETERS,
    authority,
    canonical,
    ignoring,
    parts_of,
    path_below,
)


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return value


def _base(value: str) -> str:
    parts = parts_of(value)
    if parts is None or parts.query or parts.fragment:
        raise ValueError(f"{value!r} is no address such as https://shop.example, without user, query and fragment")
    return value


def _field(value: str) -> str:
    if value not in Listing.model_fields:
        raise ValueError(f"{value!r} is no field of a listing")
    return value


def _host(value: str) -> str:
    if authority(f"http://{value}") != value.lower():
        raise ValueError(f"{value!r} is no host such as img.shop.example or img.shop.example:8443")
    return value


Patterns = Annotated[tuple[Annotated[str, AfterValidator(_pattern)], ...], BeforeValidator(_tuple)]
Texts = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_tuple)]
Parameters = Annotated[tuple[Annotated[str, Field(pattern=r"^[\w.\[\]-]+\*?$")], ...], BeforeValidator(_tuple)]


class Assertions(Record):
    """What a sound crawl of this site looks like. An empty crawl must not pass in silence."""

    minimum_items: AnyLimit | None = None
    """Listings seen, changed or not."""
    minimum_coverage: Mapping[Annotated[str, AfterValidator(_field)], AnyLimit] = Field(default_factory=dict)
    """Field of a listing to the share of listings, 0 to 1, that must have it."""
    maximum_block_rate: AnyLimit | None = None
    """Share of answers, 0 to 1, that may be robot checks or login walls."""


class Links(Record):
    """Which addresses of the site are worth a visit: patterns searched in path and query below base_url."""

    listing: Patterns = ()
    """Pages of one offer."""
    follow: Patterns = ()
    """Lists, searches and shops that lead to offers. What neither pattern meets is never visited."""
    ignore_parameters: Parameters = ()
    """Query parameters that make no other page, such as "sid" or "track_*"; on top of those ignored everywhere."""
    keep_parameters: Parameters = ()
    """Names ignored everywhere that do make another page here."""
    max_depth: Annotated[int, Field(ge=1)] = 100
    """Pages that lie more links than this from a start are not followed; an offer shown on the last one is."""
    max_alike: Annotated[int, Field(ge=1)] = 5000
    """Followed pages whose addresses differ in numbers and in values of parameters only; no more are taken up."""


class Politeness(Record):
    """Bounds on top of those of lenswatch.toml; the more polite of the two counts."""

    delay_seconds: Annotated[float, Field(ge=0)] | None = None
    """Least time between two requests to one host."""
    concurrent_requests_per_host: Annotated[int, Field(ge=1, le=16)] | None = None
    """Requests under way at once to one host."""
    max_pages: Annotated[int, Field(ge=1)] | None = None
    """Pages and pictures visited in one crawl; the rest waits for the next."""
    window: WindowText = ""
    """Hours of the day in which the site is visited, within those of lenswatch.toml and in its zone."""
    daily_requests_per_host: Annotated[int, Field(ge=1)] | None = None
    """Requests to one host in one local day, those of other sites on the host included."""


class Role(StrEnum):
    """What a page is to us."""

    LISTING = "listing"
    FOLLOW = "follow"


class Site(Record):
    """One marketplace, and the part of it that is watched."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
    """Short name in small letters, digits and hyphens."""
    platform: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,31}$")]
    """Code of the marketplace in capitals; becomes Listing.platform."""
    base_url: Annotated[str, AfterValidator(_base)]
    """Where the site begins; everything else in the file is relative to it."""
    purpose: Annotated[str, Field(pattern=r"\S")]
    """Which categories are watched and why. A site without a purpose is refused: no general monitoring."""
    legal_basis: Annotated[str, Field(pattern=r"\S")]
    """On what ground the public pages may be collected."""
    layout: Annotated[
        str, Field(pattern=r"^(verified against real saved pages of \d{4}( and \d{4})?|unverified layout)$")
    ]
    """Whether the reading of this site was ever tried on real pages."""
    start: Annotated[Texts, Field(min_length=1)] = ()
    """Paths or addresses of the site where a crawl begins."""
    start_search: StartSearch | None = None
    """Searches a crawl begins with."""
    sitemap: Annotated[str, Field(min_length=1)] | None = None
    """Path or address of a sitemap or sitemap index; only addresses that a link pattern meets are taken from it."""
    api: Api | None = None
    """Feed of listings as JSON."""
    suggest: Suggests = ()
    """Where the site suggests searches; asked by the surface audit, never by a crawl."""
    hosts: Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], BeforeValidator(_tuple)] = ()
    """Further hosts of the site, such as the one of its pictures, each "host" or "host:port"."""
    links: Links = Links()
    render: bool = False
    """Whether every listing's page is drawn by script, and needs a browser to be read."""
    render_patterns: Patterns = ()
    """Further pages that are drawn by script: patterns searched in path and query below base_url."""
    reads: Annotated[Reads, Field(strict=False)] = Reads.WHOLE
    """How much is read of a listing's page."""
    page_object: str | None = None
    """Name of the page object that reads what structured data lacks."""
    fields: Mapping[PatchedField, FieldPatch] = Field(default_factory=dict)
    """Field of a listing to its place on the page, where the general reading leaves it empty."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    """ISO 4217 code of a price that is shown without one."""
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    """BCP 47 tag of a listing whose page names no language."""
    volatile: bool = False
    """Whether its listings come and go within hours, as second-hand goods do: it is visited before other sites."""
    fetch_images: bool = False
    """Whether pictures of listings are fetched too."""
    politeness: Politeness = Politeness()
    assertions: Assertions = Assertions()
    monitors: Monitors = Monitors()
    closed: ClassVar[bool] = False
    """Whether a crawl visits where it begins and nothing that was found before."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a site file.

        Raises:
            SiteError: If the file is not TOML, or a key is unknown, missing or wrong; names file, line and key.
        """
        from lenswatch.spiders.site.site_file import read_site  # noqa: PLC0415 - the reader needs this class

        return read_site(cls, path)

    @model_validator(mode="after")
    def _starts_on_site(self) -> Self:
        search, feed = self.start_search, self.api
        named = [("start", place) for place in self.start]
        named += [("start_search", search.url)] if search else []
        named += [("sitemap", self.sitemap)] if self.sitemap else []
        named += [("api", feed.url)] if feed else []
        if not named:
            raise ValueError("start: is missing; so are start_search, sitemap and api, any of which would do")
        for key, place in [*named, *(("suggest", one.url) for one in self.suggest)]:
            if "://" in place and not self.owns(place):
                raise ValueError(f"{key}: {place!r} is not an address of {self.base_url}; add its host to hosts")
        if search and search.terms == LEXICON and self.language is None:
            raise ValueError("start_search: terms of the lexicon are chosen by language; give language")
        if self.reads is Reads.STRUCTURED_DATA and (self.page_object or self.fields):
            raise ValueError("reads: structured_data looks at no place of a page; leave out page_object and fields")
        return self

    @property
    def authorities(self) -> frozenset[str]:
        """Every host of the site, with its port where that is not the scheme's own."""
        return authorities_of(self.base_url, self.hosts)

    @property
    def start_urls(self) -> tuple[str, ...]:
        """Where a crawl begins, as addresses; of searches the first page of every term comes first.

        Raises:
            SiteError: If terms of the lexicon are wanted and none were handed in; see `with_terms`.
        """
        feed = (self.feed_address.filled(1),) if self.feed_address else ()
        sitemap = (self.absolute(self.sitemap),) if self.sitemap else ()
        return (*(self.absolute(start) for start in self.start), *sitemap, *feed, *self._searches())

    def _searches(self) -> Iterator[str]:
        search = self.start_search
        if search is None or self.search_address is None:
            return
        if isinstance(search.terms, str):
            raise SiteError("site {name}: start_search wants terms of the lexicon; none were handed in", name=self.name)
        for page in range(1, search.pages + 1):
            for term in search.terms:
                yield self.search_address.filled(page, term)

    def with_terms(self, terms: Sequence[str]) -> Self:
        """The site with terms of the lexicon for its searches, where it asks for them; else the site itself."""
        if self.start_search is None or not isinstance(self.start_search.terms, str):
            return self
        return self.model_copy(
            update={"start_search": self.start_search.model_copy(update={"terms": tuple(dict.fromkeys(terms))})}
        )

    @property
    def search_address(self) -> NumberedAddress | None:
        """How the site's search is addressed, where the file says so."""
        search = self.start_search
        return NumberedAddress(self.absolute(search.url), search.page_size, search.encoding) if search else None

    @property
    def feed_address(self) -> NumberedAddress | None:
        """How the site's JSON feed is addressed, where the file says so."""
        return NumberedAddress(self.absolute(self.api.url), self.api.page_size) if self.api else None

    def searched(self, url: str) -> Place | None:
        """Term and page of a result page of the site's search; None for any other page."""
        return self.search_address.place(url) if self.search_address else None

    @property
    def patches(self) -> FieldPatches:
        """The file's field patches, with the origin they give."""
        return FieldPatches(self.name, self.fields)

    def absolute(self, place: str) -> str:
        """The address of a path below base_url; an address stays as it is."""
        return place if "://" in place else f"{self.base_url.rstrip('/')}/{place.lstrip('/')}"

    def canonical(self, url: str) -> str | None:
        """The one form under which an address is known, this site's idle parameters cut."""
        return canonical(url, self._ignored)

    @cached_property
    def _ignored(self) -> re.Pattern[str]:
        kept = {name.lower() for name in self.links.keep_parameters}
        return ignoring({*UNTOLD_PARAMETERS, *self.links.ignore_parameters} - kept)

    def hours(self, settings: Crawl) -> VisitingHours:
        """When the site may be visited: within the window of the settings and its own."""
        return settings.hours(self.politeness.window)

    def daily_requests(self, settings: Crawl) -> int | None:
        """Requests to one host in one day, the lower of both bounds; None where there is none."""
        bounds = (settings.daily_requests_per_host, self.politeness.daily_requests_per_host)
        return min((bound for bound in bounds if bound is not None), default=None)

    def owns(self, url: str) -> bool:
        """Whether an address lies on one of the site's hosts."""
        return authority(url) in self.authorities

    @property
    def draws(self) -> bool:
        """Whether any page of the site is drawn by a browser."""
        return self.render or bool(self.render_patterns)

    def renders(self, url: str) -> bool:
        """Whether a page is drawn by script, by what the file says."""
        path = path_below(self.base_url, url) if self.owns(url) else None
        if path is not None and any(re.search(pattern, path) for pattern in self.render_patterns):
            return True
        return self.render and self.role_of(url) is Role.LISTING

    def role_of(self, url: str) -> Role | None:
        """What a page is to us; None is "leave it alone"."""
        met = first_met(url, self.base_url, self.authorities, (self.links.listing, self.links.follow))
        return None if met is None else (Role.LISTING, Role.FOLLOW)[met]
