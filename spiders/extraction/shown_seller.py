"""Who sells, as a page shows it without structured data."""

import re

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.dom import labels
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.schema_values import absolute
from lenswatch.spiders.extraction.text import node_line, node_paragraphs

_PLACES = Places(classes=("merchant", "seller", "sold", "shop-name"), ids=("merchant", "seller"))
_LINK = re.compile(r"seller[-_]?(?:profile|name|link)|shop-name|\bseller\b")
_MOST = 60
_LONGEST_NAME = 80
_LONGEST_SENTENCE = 300
"""Characters of a sentence that names a seller; longer ones are terms and conditions."""


def shown_seller(outline: Outline, url: str) -> tuple[Found[str] | None, Found[str] | None]:
    """Name and address of a seller: of a link that is called one, else the name in a sentence such as "sold by"."""
    nodes = outline.find(_PLACES)[:_MOST]
    for node in nodes:
        called = labels(node)
        link = node if node.tag == "a" else node.css_first("a") if "shop-name" in called else None
        if link is None or not _LINK.search(called):
            continue
        if (text := node_line(link)) and len(text) <= _LONGEST_NAME:
            address = absolute(link.attributes.get("href"), url)
            origin = "heuristic:seller link"
            return Found(text, origin), Found(address, origin) if address else None
    for node in nodes:
        text = node_paragraphs(node)
        if text and len(text) <= _LONGEST_SENTENCE and (match := fact_names.SOLD_BY.search(text)):
            return Found(match[1].strip(), "heuristic:sold by"), None
    return None, None
