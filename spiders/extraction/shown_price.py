"""The price a page shows, found by what its elements are called and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lenswatch.spiders.extraction.dom import ancestors, each, labels
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.price import Price, read_price
from lenswatch.spiders.extraction.text import node_line

_HINTS = ("price", "preis", "prix", "precio", "preco", "prezzo", "cena", "hinta", "money", "amount", "jiage")
_SELECTOR = "h1," + ",".join(f'[class*="{hint}" i],[id*="{hint}" i]' for hint in _HINTS) + ",[data-price]"
_CANDIDATES = 400
_LONGEST = 120
_REACH = 1500
_DIGIT = re.compile(r"\d")
_FORMER = re.compile(
    r"old|was\b|\bwas|regular|list[-_]?price|strike|before|original|rrp|msrp|retail|cross|previous|former|saving|save|"
    r"discount(?!ed)|you-?save|basis|del\b|through|avant|antes|barr|alt(er)?-?preis|uvp|normal",
)
_OTHER = re.compile(
    r"ship|deliver|unit|per-|instal|month|finance|credit|deposit|range|filter|slider-|from-price|history|alert|tax|vat|used|"
    r"swatch|variation|twister|option|warrant|protection|bundle|addon|add-on|total|coupon|rebate|reward|point"
)
_ELSEWHERE = re.compile(
    r"relat|recommend|carousel|similar|upsell|cross-?sell|also|sponsor|recent|viewed|footer|header|\bnav|minicart|mini-cart|"
    r"basket|swiper|slick|suggest|compar|accessor|bought|popular|other-|list-item|product-?list|product-?grid|tile|teaser"
)
_NOW = re.compile(r"current|final|sale|special|\bnow|our|promo|deal|product-?price|main|buybox|offer|actual|selling")


@dataclass(frozen=True)
class _Candidate:
    price: Price
    origin: str
    score: float


def shown_price(
    tree: LexborHTMLParser, heading: LexborNode | None, locality: Locality, currency: str | None
) -> Found[Price] | None:
    """The price shown beside a heading; None where nothing near it looks like one.

    Args:
        tree: The page.
        heading: The element that shows the product's name, if one does.
        locality: Settles signs.
        currency: Code known from elsewhere.
    """
    candidates = list(_candidates(tree, heading, locality, currency))
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate.score)
    return Found(best.price, f"heuristic:{best.origin}") if best.score > 0 else None


def _candidates(
    tree: LexborHTMLParser, heading: LexborNode | None, locality: Locality, currency: str | None
) -> Iterator[_Candidate]:
    after = heading is None
    place = 0
    for node in each(tree.css(_SELECTOR), _CANDIDATES):
        if node.tag == "h1":
            if heading is not None and node.mem_id == heading.mem_id:
                after, place = True, 0
            continue
        # The whole text content is had at once: most elements called "price" hold no digit, or half a page.
        if not _DIGIT.search(content := node.text(deep=True)[:_REACH]) or len(content) == _REACH:
            continue
        text = node_line(node) or ""
        if not text or len(text) > _LONGEST:
            continue
        price = read_price(text, locality, currency)
        if price is None or price.low == 0:
            continue
        place += 1
        score = _score(node, price, text) + (2.0 if after else 0.0) - min(place, 40) * 0.1
        yield _Candidate(price, _name(node), score)


def _score(node: LexborNode, price: Price, text: str) -> float:
    own = labels(node)
    score = 1.0
    if price.currency_raw:
        score += 1.5
    if _NOW.search(own):
        score += 1.0
    if len(text) > 60:  # noqa: PLR2004 - a sentence about prices
        score -= 1.5
    elif len(text) > 25:  # noqa: PLR2004 - a bare price is shorter; longer texts name conditions
        score -= 0.5
    if _FORMER.search(own) or node.tag in {"del", "s", "strike"}:
        score -= 4.0
    if _OTHER.search(own):
        score -= 2.0
    for distance, ancestor in enumerate(ancestors(node)):
        if ancestor.tag in {"del", "s", "strike"}:
            score -= 4.0
        if ancestor.tag in {"nav", "header", "footer", "aside"}:
            score -= 3.0
        around = labels(ancestor)
        if not around or ancestor.tag in {"body", "html"}:
            continue
        if distance < 3:  # noqa: PLR2004 - a wrapper's name speaks for what it wraps closely
            score -= 3.0 * bool(_FORMER.search(around)) + 1.0 * bool(_OTHER.search(around))
        if _ELSEWHERE.search(around):
            score -= 2.5
            break
    return score


def _name(node: LexborNode) -> str:
    identifier = node.attributes.get("id")
    first = (node.attributes.get("class") or "").split()[:1]
    return f"{node.tag}#{identifier}" if identifier else f"{node.tag}.{first[0]}" if first else f"{node.tag}"
