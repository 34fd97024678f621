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
_IN_TEXT = re.compile(
    r">\s{0,40}(?:SKU|Product code|Item (?:no|number|code)|Item ?#|Article (?:no|number|code)"
    r"|Art(?:ikel|icle)?[-. ]{0,2}(?:nr|no|nummer|n[°º])|Bestell-?(?:nr|nummer)|R[ée]f(?:[ée]rence)?(?: produit)?"
    r"|Referencia|C[oó]d(?:igo|ice)?(?: (?:de )?(?:producto|produto|prodotto|articolo))?|Nr ref|Numer (?:referencyjny"
    r"|katalogowy)|Kod (?:produktu|towaru)|K[óo]d (?:produktu|zboží|tovaru)|Produkta kods|Tootekood|Prekės kodas"
    r"|Cikkszám|Varenr|Varenummer|Artikelkod|Tuotenumero|Ürün kodu|Артикул|Код товара|Арт|货号|商品编号|商品编码"
    r"|品番|型番|商品番号|商品コード|상품번호|상품코드)\.?\s{0,3}[:#№：–-]?\s{0,40}(?:<[^<>]{0,200}>\s{0,40}){0,3}"
    r"([A-Za-z0-9][A-Za-z0-9._/-]{3,29})\s{0,40}<",
    re.IGNORECASE,
)
"""A label that is followed by a number, wherever it stands; elements between the two do not matter."""
_MARKED = Places(carrying=(("data-sku", ""),))
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


def number_in_text(markup: str) -> Found[str] | None:
    """The article number that follows a label anywhere in the page's text."""
    for match in islice(_IN_TEXT.finditer(markup), _MOST):
        if any(character.isdigit() for character in match[1]):
            return Found(match[1], "heuristic:labelled number")
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
