"""The article number that a page shows or carries."""

import re

from lenswatch.spiders.extraction.dom import labels
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line

_PLACES = Places(classes=("code", "reference", "sku", "article-n"), carrying=(("data-qa-qualifier", "reference"),))
_NAMED = re.compile(r"(?:product|item|article)[-_]?(?:code|ref|number|no\b)|\bsku\b")
_LABEL = re.compile(
    r"^(?:product code|item code|item (?:no|number)|article (?:no|number)|sku|ref(?:erence|erencia|érence)?"
    r"|art(?:ikel)?[-. ]?(?:nr|nummer)|art\b|cod(?:ice|igo)?|kód|артикул|код товара|货号|商品编号)\.?\s?[:#№.–-]?\s?",
    re.IGNORECASE,
)
_MARKED = Places(carrying=(("data-sku", ""),))
_FIELDS = frozenset({"ASIN", "sku", "productId", "product_id"})
_LONGEST_TEXT = 80
_SHORTEST, _LONGEST = 4, 30


def labelled_number(outline: Outline) -> Found[str] | None:
    """The article number a page shows beside the words "product code" or the like."""
    for node in outline.find(_PLACES)[:20]:
        shown = node_line(node) or ""
        match = _LABEL.match(shown) if len(shown) <= _LONGEST_TEXT else None
        if match is None and not _NAMED.search(labels(node)):
            continue
        number = shown[match.end() :] if match else shown
        if _SHORTEST <= len(number) <= _LONGEST and " " not in number and any(c.isdigit() for c in number):
            return Found(number, "heuristic:product code")
    return None


def marked_number(outline: Outline) -> Found[str] | None:
    """The article number a form or a data attribute carries."""
    fields = [node for node in outline.tagged("input") if node.attributes.get("name") in _FIELDS]
    marked = outline.find(_MARKED)
    for nodes, attribute in ((fields, "value"), (marked, "data-sku")):
        for node in nodes[:3]:
            if value := (node.attributes.get(attribute) or "").strip():
                return Found(value, f"heuristic:{node.tag}[{attribute}]")
    return None
