"""One saved page to one listing. Pure functions: nothing here fetches, and nothing raises on a bad page."""

from collections import Counter
from dataclasses import dataclass, field

from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message
from lenswatch.spiders.extraction.assemble import assemble
from lenswatch.spiders.extraction.findings import Findings, merge
from lenswatch.spiders.extraction.json_ld import json_ld_nodes
from lenswatch.spiders.extraction.locality import locality_of
from lenswatch.spiders.extraction.schema_product import SchemaSource, main_product, read_product
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects.page_object import PageObject


@dataclass(frozen=True)
class Extraction:
    """A listing, and what a change of the page's format would show first."""

    listing: Listing | None
    """None where the page shows no product."""
    unknown_keys: Counter[str] = field(default_factory=Counter)
    """Keys of structured data that were not understood, such as "json-ld:Product.shippingLabel"."""
    problems: tuple[Message, ...] = ()
    """Structured data that was skipped because it is broken."""


def extract_listing(page: Page, page_object: PageObject | None = None) -> Listing | None:
    """The product a page shows, or None; each field's origin stands in Listing.read_from."""
    return extract_with_notes(page, page_object).listing


def extract_with_notes(page: Page, page_object: PageObject | None = None) -> Extraction:
    """The product a page shows, with what could not be understood on the way.

    Args:
        page: The page; only its bytes, address and content type count.
        page_object: The knowledge of the site's layout, where a site file names one.
    """
    unknown: Counter[str] = Counter()
    nodes, problems = json_ld_nodes(page.text)
    locality = locality_of(page.url, sample=page.text[:3000])
    sources: list[Findings] = []
    product = main_product(nodes, page.url)
    if product is not None:
        sources.append(read_product(product, SchemaSource("json-ld", page.url, locality, unknown)))
    if page_object is not None and (read := page_object.read_listing(page)):
        sources.append(read)
    return Extraction(assemble(merge(sources), page), unknown, tuple(problems))
