"""What a page shows without structured data: guarded guesses from its elements."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.article_number import marked_number
from lenswatch.spiders.extraction.dom import each
from lenswatch.spiders.extraction.fact_times import shown_instant
from lenswatch.spiders.extraction.facts import read_facts
from lenswatch.spiders.extraction.findings import Findings, Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.numbers import read_count
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.schema_values import absolute
from lenswatch.spiders.extraction.shown_availability import shown_availability
from lenswatch.spiders.extraction.shown_brand import brand_link, byline
from lenswatch.spiders.extraction.shown_licence import printed_code, shown_licence
from lenswatch.spiders.extraction.shown_places import shown_sales, shown_ship_from
from lenswatch.spiders.extraction.shown_seller import shown_seller
from lenswatch.spiders.extraction.text import node_line, node_paragraphs, one_line_of

_HEADINGS = 30
_TITLES = Places.called(
    "product-title", "producttitle", "product-name", "sku-name", "goods-name", "item-name", "item-title"
)
_BETWEEN_STEPS = " />»›‹«·|→:-"
_LONGEST_NAME = 80
_DESCRIPTION = (
    '[itemprop="description"],#description,#feature-bullets',
    '[class*="description" i],[id*="description" i]',
)
_BREADCRUMBS = Places.called("breadcrumb")
_PICTURE = (
    "#landingImage", '[itemprop="image"]', '[class*="product" i] [class*="gallery" i] img', '[class*="gallery" i] img',
    '[class*="product-image" i] img', '[class*="main-image" i] img', '[id*="main-image" i]', '[id*="imgTag" i] img',
)  # fmt: skip
_PICTURE_ADDRESS = (
    "data-old-hires", "data-zoom-image", "data-large", "data-src", "data-original", "src", "content", "href",
)  # fmt: skip
_NOT_PICTURES = ("sprite", "blank.gif", "spacer", "placeholder", "loading", "logo", "pixel", "transparent")


def headings(outline: Outline) -> Iterator[tuple[LexborNode, Found[str]]]:
    """The h1 elements that show a text, in document order."""
    for node in outline.tagged("h1")[:_HEADINGS]:
        if text := node_line(node):
            yield node, Found(text, "heuristic:h1")


def bare_headings(outline: Outline) -> Iterator[tuple[LexborNode, Found[str]]]:
    """The h1 elements by their own words alone, where elements in them add others: buttons, colours, dialogues."""
    for node in outline.tagged("h1")[:_HEADINGS]:
        own = one_line_of(node.text(deep=False))
        if own and own != node_line(node):
            yield node, Found(own, "heuristic:h1")


def named_titles(outline: Outline) -> Iterator[tuple[LexborNode, Found[str]]]:
    """Elements that are called a product's title or name, for pages that do not mark it as their heading."""
    for node in outline.find(_TITLES)[:_HEADINGS]:
        if text := node_line(node):
            yield node, Found(text, "heuristic:product title")


def shown_findings(outline: Outline, url: str, locality: Locality, known: Findings) -> Findings:
    """What the other sources do not say, but for title and price, which need the other sources beside them.

    Args:
        outline: The page.
        url: Its address.
        locality: Settles times.
        known: What the other sources say; nothing is looked for twice.
    """
    chinese = locality.lang == "zh"
    facts, specifications = read_facts(outline)
    seller, seller_url = (known.seller_name, None) if known.seller_name else shown_seller(outline, url)
    return Findings(
        brand=known.brand or _fact(facts, fact_names.BRAND) or byline(outline) or brand_link(outline, url),
        sku=known.sku or marked_number(outline) or _fact(facts, fact_names.SKU),
        attributes=Found(dict(specifications), "heuristic:specification table") if specifications else None,
        description=known.description or _description(outline),
        images=known.images or _pictures(outline, url),
        category=known.category or _breadcrumb(outline),
        availability=known.availability or shown_availability(outline, url),
        ship_from=_fact(facts, fact_names.SHIP_FROM) or shown_ship_from(outline),
        public_sales=_sales(facts) or shown_sales(outline),
        published_at=known.published_at or shown_instant(facts, outline, locality),
        seller_name=known.seller_name or _fact(facts, fact_names.SELLER) or seller,
        seller_url=seller_url,
        licence_url=shown_licence(outline, url) if chinese else None,
        seller_region=_fact(facts, fact_names.REGION),
        licence_code=_fact(facts, fact_names.LICENCE) or (printed_code(outline.markup) if chinese else None),
    )


def _fact(facts: Mapping[str, str], name: re.Pattern[str]) -> Found[str] | None:
    for key, value in facts.items():
        if len(value) <= _LONGEST_NAME and name.match(key):
            return Found(value, f"heuristic:{key}")
    return None


def _description(outline: Outline) -> Found[str] | None:
    for selector in _DESCRIPTION:
        for node in each(outline.tree.css(selector), 5):
            text = node_paragraphs(node)
            if text and len(text) > 40:  # noqa: PLR2004 - shorter ones are headings of descriptions
                return Found(text, "heuristic:description")
    return None


def _pictures(outline: Outline, url: str) -> Found[tuple[str, ...]] | None:
    for selector in _PICTURE:
        found = [address for node in each(outline.tree.css(selector), 20) if (address := _address(node, url))]
        if found:
            return Found(tuple(dict.fromkeys(found)), f"heuristic:{selector}")
    return None


def _address(node: LexborNode, url: str) -> str | None:
    for name in _PICTURE_ADDRESS:
        value = node.attributes.get(name)
        if value and not any(word in value.lower() for word in _NOT_PICTURES) and (address := absolute(value, url)):
            return address
    return None


def _breadcrumb(outline: Outline) -> Found[str] | None:
    trail = next(iter(outline.find(_BREADCRUMBS)), None)
    if trail is None:
        return None
    steps = trail.css("li") or trail.css("a") or trail.css("span")
    parts = [text for node in steps[:20] if (text := (node_line(node) or "").strip(_BETWEEN_STEPS))]
    return Found(" > ".join(dict.fromkeys(parts)), "heuristic:breadcrumb") if 0 < len(parts) <= 12 else None  # noqa: PLR2004 - longer ones are menus


def _sales(facts: Mapping[str, str]) -> Found[int] | None:
    shown = _fact(facts, fact_names.SALES)
    count = read_count(shown.value) if shown else None
    return Found(count, shown.origin) if shown and count is not None else None
