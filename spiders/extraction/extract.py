"""One saved page to one listing. Pure functions: nothing here fetches, and nothing raises on a bad page."""

from collections import Counter
from dataclasses import dataclass, field

from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message
from lenswatch.spiders.extraction.assemble import assemble
from lenswatch.spiders.extraction.buyers_words import drop_buyers_words
from lenswatch.spiders.extraction.findings import Findings
from lenswatch.spiders.extraction.json_ld import json_ld_nodes
from lenswatch.spiders.extraction.outline import Outline
from lenswatch.spiders.extraction.patching import Patching
from lenswatch.spiders.extraction.reading import Reader
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects.page_object import PageObject
from lenswatch.spiders.site.field_patch import FieldPatches


@dataclass(frozen=True)
class Extraction:
    """A listing, and what a change of the page's format would show first."""

    listing: Listing | None
    """None where the page shows no product."""
    unknown_keys: Counter[str] = field(default_factory=Counter)
    """Keys of structured data that were not understood, such as "json-ld:Product.shippingLabel"."""
    problems: tuple[Message, ...] = ()
    """Structured data that was skipped because it is broken."""


def extract_listing(
    page: Page, page_object: PageObject | None = None, patches: FieldPatches | None = None
) -> Listing | None:
    """The product a page shows, or None; each field's origin stands in Listing.read_from."""
    return extract_with_notes(page, page_object, patches).listing


def extract_with_notes(
    page: Page, page_object: PageObject | None = None, patches: FieldPatches | None = None
) -> Extraction:
    """The product a page shows, with what could not be understood on the way.

    Args:
        page: The page; only its bytes, address and content type count.
        page_object: The knowledge of the site's layout, where a site file names one.
        patches: Places the site file names for single fields; a title found there makes a page a product's.
    """
    outline = Outline(page)
    drop_buyers_words(outline)
    nodes, problems = json_ld_nodes(page.scripts)
    unknown: Counter[str] = Counter()
    special = page_object.read_listing(page) if page_object is not None else None
    reader = Reader(page, outline, nodes, unknown)
    found = reader.read(special, guess=page_object is None)
    if patches is not None and patches.by_field:
        found, odd = Patching(page, patches, reader.locality).apply(found or Findings())
        problems.extend(odd)
    return Extraction(assemble(found, page) if found else None, unknown, tuple(problems))
