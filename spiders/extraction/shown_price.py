"""The price a page shows, found by what its elements are called and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lenswatch.spiders.extraction.dom import ancestors, each, labels
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.price import Price, read_price
from lenswatch.spiders.extraction.text import node_line

_SELECTORS = tuple(
    ",".join(("h1", *places))
    for places in (
        ('[class*="price" i]', '[id*="price" i]', "[data-price]"),
        tuple(f'[class*="{hint}" i]' for hint in ("prec", "prix", "preis", "prezzo", "cena", "hinta")),
    )
)
"""Most shops write their classes in English; the other languages are tried where that finds nothing."""
_CANDIDATES = 600
_CROSSED = frozenset({"del", "s", "strike"})
_MARGINS = frozenset({"nav", "header", "footer", "aside"})
_CLOSE = 3
"""Ancestors whose name speaks for what they wrap."""
_BARE = 25
"""Characters of a price alone; longer texts name conditions."""
_SENTENCE = 60
_PLACES = 25
"""Amounts that are weighed before the heading, and as many after it: the price stands close to the name."""
_LONGEST = 120
_REACH = 1500
_DIGIT = re.compile(r"\d")
_FORMER = re.compile(
    r"old|was\b|\bwas|regular|list[-_]?price|strike|before|original|rrp|msrp|retail|cross|previous|former|saving|save|"
    r"discount(?!ed)|you-?save|basis|del\b|through|avant|antes|barr|alt(er)?-?preis|uvp|normal",
)
_OTHER = re.compile(
    r"ship|deliver|unit|per-|instal|month|finance|credit|deposit|range|filter|slider-|from-price|history|alert|tax|"
    r"vat|used|swatch|variation|twister|option|warrant|protection|bundle|addon|add-on|total|coupon|rebate|reward|point"
)
_ELSEWHERE = re.compile(
    r"relat|recommend|carousel|similar|upsell|cross-?sell|also|sponsor|recent|viewed|footer|header|\bnav|minicart|"
    r"mini-cart|basket|swiper|slick|suggest|compar|accessor|bought|popular|other-|list-item|product-?list|"
    r"product-?grid|tile|teaser"
)
_NOW = re.compile(r"current|final|sale|special|\bnow|our|promo|deal|product-?price|main|buybox|offer|actual|selling")


@dataclass(frozen=True)
class _Candidate:
    price: Price
    origin: str
    score: float
    former: bool


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
    for selector in _SELECTORS:
        candidates = list(_candidates(tree.css(selector), heading, locality, currency))
        best = max(candidates, key=lambda candidate: candidate.score, default=None)
        if best is not None and best.score > 0:
            return Found(_with_regular(best.price, candidates), f"heuristic:{best.origin}")
    return None


def _with_regular(price: Price, candidates: list[_Candidate]) -> Price:
    """The price with the first crossed-out one above it."""
    former = next((one.price.low for one in candidates if one.former and one.price.low > price.low), None)
    return price if former is None or price.regular is not None else replace(price, regular=former)


def _candidates(
    nodes: list[LexborNode], heading: LexborNode | None, locality: Locality, currency: str | None
) -> Iterator[_Candidate]:
    after = heading is None
    place = 0
    for node in each(nodes, _CANDIDATES):
        if node.tag == "h1":
            if heading is not None and node.mem_id == heading.mem_id:
                after, place = True, 0
            continue
        if place >= _PLACES:
            if after:
                return
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
        score = _score(node, price, text) + (2.0 if after else 0.0) - place * 0.1
        former = node.tag in _CROSSED or bool(_FORMER.search(labels(node)))
        yield _Candidate(price, _name(node), score, former)


def _score(node: LexborNode, price: Price, text: str) -> float:
    """How much an element looks like the place of the price asked now: what it is called, then what surrounds it."""
    own = labels(node)
    score = 1.0 + 1.5 * bool(price.currency_raw) + 1.0 * bool(_NOW.search(own))
    score -= 1.5 if len(text) > _SENTENCE else 0.5 if len(text) > _BARE else 0.0
    score -= 4.0 * (bool(_FORMER.search(own)) or node.tag in _CROSSED) + 2.0 * bool(_OTHER.search(own))
    return score + _surroundings(node)


def _surroundings(node: LexborNode) -> float:
    score = 0.0
    for distance, ancestor in enumerate(ancestors(node)):
        score -= 4.0 * (ancestor.tag in _CROSSED) + 3.0 * (ancestor.tag in _MARGINS)
        around = labels(ancestor) if ancestor.tag not in {"body", "html"} else ""
        if around and distance < _CLOSE:
            score -= 3.0 * bool(_FORMER.search(around)) + 1.0 * bool(_OTHER.search(around))
        if around and _ELSEWHERE.search(around):
            return score - 2.5
    return score


def _name(node: LexborNode) -> str:
    identifier = node.attributes.get("id")
    first = (node.attributes.get("class") or "").split()[:1]
    return f"{node.tag}#{identifier}" if identifier else f"{node.tag}.{first[0]}" if first else f"{node.tag}"
