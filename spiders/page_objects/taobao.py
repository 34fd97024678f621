"""Taobao and shops of its layout: inline script and DOM ids, no structured data (layouts of 2018–2020)."""

from lenswatch.spiders.extraction.findings import Findings
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects.page_object import FoundLink
from lenswatch.spiders.page_objects.taobao_item import read_item
from lenswatch.spiders.page_objects.taobao_search import read_search


class Taobao:
    """Reads item pages and search pages."""

    name = "taobao"

    def read_listing(self, page: Page) -> Findings | None:
        """An item page's product; None on any other page."""
        return read_item(page)

    def read_links(self, page: Page) -> tuple[FoundLink, ...]:
        """A search page's listings and its next page; on other pages the item links there are."""
        return read_search(page)
