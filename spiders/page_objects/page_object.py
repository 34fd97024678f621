"""What a page object is: the knowledge of one site's layout."""

from dataclasses import dataclass
from typing import Protocol

from lenswatch.core.sighting import Surface
from lenswatch.spiders.extraction.findings import Findings
from lenswatch.spiders.page import Page


@dataclass(frozen=True)
class FoundLink:
    """An address found on a page, with the place it was shown at."""

    url: str
    """Absolute http(s) address."""
    rank: int | None
    """Place among the listings of the page, from 1; None for a link that is no listing."""
    surface: Surface
    """The part of the platform that showed it."""
    is_listing: bool
    """True for an item page, False for another list page or a shop."""


class PageObject(Protocol):
    """Reads one site's pages. It gets a page and returns values; it never fetches."""

    @property
    def name(self) -> str:
        """Name in a site file and in Listing.read_from."""

    def read_listing(self, page: Page) -> Findings | None:
        """What the page says of its product, each value with its origin; None where the page shows no product."""

    def read_links(self, page: Page) -> tuple[FoundLink, ...]:
        """Listings and further list pages, in the order shown, each address once."""
