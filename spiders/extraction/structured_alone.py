"""A listing from the JSON-LD of its page alone: no tree is built, and nothing that is only shown is read."""

from collections import Counter

from lenswatch.spiders.extraction.assemble import assemble
from lenswatch.spiders.extraction.extract import Extraction
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.json_ld import json_ld_nodes
from lenswatch.spiders.extraction.locality import locality_of
from lenswatch.spiders.extraction.schema_product import SchemaSource, main_product, read_product
from lenswatch.spiders.extraction.schema_values import text
from lenswatch.spiders.page import Page


def extract_structured(page: Page) -> Extraction | None:
    """The product that a page's JSON-LD describes; None unless it names title, price and currency.

    Args:
        page: The page; what it does not say in JSON-LD stays unknown, but for its language.
    """
    nodes, problems = json_ld_nodes(page.scripts)
    product = main_product(nodes, page.url)
    if product is None:
        return None
    unknown: Counter[str] = Counter()
    locality = locality_of(page.url, page.lang, sample=text(product.get("name")) or "")
    found = read_product(product, SchemaSource("json-ld", page.url, locality, unknown))
    if found.title is None or found.price is None or found.currency is None:
        return None
    found = found.but(lang=Found(page.lang, "html:lang") if page.lang else None)
    return Extraction(assemble(found, page), unknown, tuple(problems))
