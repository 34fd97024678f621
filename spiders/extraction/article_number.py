"""The article number that a page shows or carries."""

import re
from itertools import islice

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
_WORDS = (
    "sku", "product code", "item (?:no|number|code)", "item ?#", "article (?:no|number|code)", "bestell-?(?:nr|nummer)",
    "art(?:ikel|icle)?[-. ]{0,2}(?:nr|no|nummer|n°|nº)", "r(?:e|é)f(?:(?:e|é)rence)?(?: produit)?", "referencia",
    "nr ref",
    "c(?:o|ó)d(?:igo|ice)?(?: (?:de )?(?:producto|produto|prodotto|articolo))?", "numer (?:referencyjny|katalogowy)",
    "kod (?:produktu|towaru)", "k(?:o|ó)d (?:produktu|zboží|tovaru)", "produkta kods", "tootekood", "prekės kodas",
    "cikkszám", "varenr", "varenummer", "artikelkod", "tuotenumero", "(?:ü|Ü)rün kodu", "(?:А|а)рт(?:икул)?",
    "(?:К|к)од товара", "货号", "商品编号", "商品编码", "品番", "型番", "商品番号", "商品コード",
    "상품번호", "상품코드",
)  # fmt: skip
_IN_TEXT = re.compile(
    (
        rf">\s{{0,40}}+(?:{'|'.join(_WORDS)})\.?\s{{0,3}}(?:[:#-]|№|：|–)?\s{{0,40}}"
        r"(?:<[^<>]{0,200}>\s{0,40}+){0,3}([a-z0-9][a-z0-9._/-]{3,29})\s{0,40}<"
    ).encode()
)
"""A label that is followed by a number, wherever it stands; elements between the two do not matter."""
_MARKED = Places(carrying=(("data-sku", ""),))
_ITEMS = Places(carrying=(("data-pid", ""), ("data-product-sku", "")))
"""What wraps the whole product on some platforms, and each other product too."""
_FIELDS = frozenset({"ASIN", "sku", "productId", "product_id"})
_LONGEST_TEXT = 80
_MOST = 20
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


def number_in_text(markup: bytes) -> Found[str] | None:
    """The article number that follows a label anywhere in the page's text.

    Args:
        markup: The page in UTF-8. In small letters, and in bytes, it is searched ten times as fast as in either case.
    """
    for match in islice(_IN_TEXT.finditer(markup.lower()), _MOST):
        number = markup[match.start(1) : match.end(1)].decode("ascii")
        if any(character.isdigit() for character in number):
            return Found(number, "heuristic:labelled number")
    return None


def marked_number(outline: Outline) -> Found[str] | None:
    """The article number a form or a data attribute carries."""
    fields = [node for node in outline.tagged("input") if node.attributes.get("name") in _FIELDS]
    marked = outline.find(_MARKED)
    for item in outline.find(_ITEMS)[:_MOST]:
        number = item.attributes.get("data-product-sku") or item.attributes.get("data-pid")
        if number and item.css_first("h1") is not None:
            return Found(number, "heuristic:product item")
    for nodes, attribute in ((fields, "value"), (marked, "data-sku")):
        for node in nodes[:3]:
            if value := (node.attributes.get(attribute) or "").strip():
                return Found(value, f"heuristic:{node.attributes.get('name') or attribute}")
    return None
