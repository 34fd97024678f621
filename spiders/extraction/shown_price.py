"""The price a page shows, found by what its elements are called and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile, islice

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.currency import SIGN
from lenswatch.spiders.extraction.dom import ancestors, labels
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.price import Price, read_price
from lenswatch.spiders.extraction.price_places import OTHER, Surroundings, is_former
from lenswatch.spiders.extraction.text import node_line, node_line_without
from lenswatch.spiders.extraction.tiles import stands_in_tile

_PRICED = (
    Places(tags=("h1",), classes=("price",), ids=("price",), carrying=(("data-price", ""),)),
    Places(tags=("h1",), classes=("prec", "prix", "preis", "prezzo", "cena", "hinta")),
)
"""Most shops write their classes in English; the other languages are tried where that finds nothing."""
_CANDIDATES = 600
_BELOW = 600
"""Elements after the heading among which an amount of money is its price, whatever it is called."""
_BARE = 25
"""Characters of a price alone; longer texts name conditions."""
_SENTENCE = 60
_PLACES = 25
"""Amounts that are weighed before the heading, and as many after it: the price stands close to the name."""
_LONGEST = 120
_REACH = 1500
_CROSSING = 2
"""Ancestors that may cross out what they wrap."""
_NUMBERS = re.compile(r"\d[\d.,'’]*")
_DIGIT = re.compile(r"\d")
_NOW = re.compile(r"current|final|sale|special|\bnow|our|promo|deal|product-?price|main|buybox|offer|actual|selling")


@dataclass(frozen=True)
class _Candidate:
    price: Price
    origin: str
    score: float
    former: bool
    node: LexborNode


@dataclass(frozen=True)
class ShownPrice:
    """A price and the element that shows it."""

    found: Found[Price]
    node: LexborNode


def shown_price(
    outline: Outline, heading: LexborNode | None, url: str, locality: Locality, currency: str | None
) -> ShownPrice | None:
    """The price shown beside a heading; None where nothing near it looks like one.

    Args:
        outline: The page.
        heading: The element that shows the product's name, if one does.
        url: The page's address: an amount in a tile that links elsewhere is another product's.
        locality: Settles signs.
        currency: Code known from elsewhere.
    """
    for nodes in _where(outline, heading):
        candidates = list(_candidates(nodes, heading, locality, currency))
        likely = sorted((one for one in candidates if one.score > 0), key=lambda one: one.score, reverse=True)
        best = next((one for one in likely if not stands_in_tile(one.node, url)), None)
        if best is not None:
            return ShownPrice(Found(_with_regular(best.price, candidates), f"heuristic:{best.origin}"), best.node)
    return None


def _where(outline: Outline, heading: LexborNode | None) -> Iterator[list[LexborNode]]:
    """Where prices stand: in what is called a price, else in what shows an amount of money below the heading."""
    for places in _PRICED:
        yield outline.find(places)
    root = outline.tree.root
    if heading is not None and root is not None:
        nodes = dropwhile(lambda node: node.mem_id != heading.mem_id, root.traverse())
        yield [node for node in islice(nodes, _BELOW) if node.tag == "h1" or _shows_money(node)]


def _shows_money(node: LexborNode) -> bool:
    own = node.text(deep=False).strip()
    return 1 < len(own) <= _BARE and _DIGIT.search(own) is not None and SIGN.search(own) is not None


def _with_regular(price: Price, candidates: list[_Candidate]) -> Price:
    """The price with the first crossed-out one above it."""
    former = next((one.price.low for one in candidates if one.former and one.price.low > price.low), None)
    return price if former is None or price.regular is not None else replace(price, regular=former)


def _candidates(
    nodes: list[LexborNode], heading: LexborNode | None, locality: Locality, currency: str | None
) -> Iterator[_Candidate]:
    after = heading is None
    place = 0
    surroundings = Surroundings()
    for node in nodes[:_CANDIDATES]:
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
        if len(_NUMBERS.findall(text)) > 1:  # a price before the sale may stand in the same element
            text = node_line_without(node, is_former) or text
        price = read_price(text, locality, currency)
        if price is None or price.low == 0:
            continue
        place += 1
        score = _score(node, price, text, surroundings) + (2.0 if after else 0.0) - place * 0.1
        former = is_former(node) or any(is_former(around) for around in ancestors(node, _CROSSING))
        yield _Candidate(price, _name(node), score, former, node)


def _score(node: LexborNode, price: Price, text: str, surroundings: Surroundings) -> float:
    """How much an element looks like the place of the price asked now: what it is called, then what surrounds it."""
    own = labels(node)
    score = 1.0 + 1.5 * bool(price.currency_raw) + 1.0 * bool(_NOW.search(own))
    score -= 1.5 if len(text) > _SENTENCE else 0.5 if len(text) > _BARE else 0.0
    score -= 4.0 * is_former(node) + 2.0 * bool(OTHER.search(own))
    return score + surroundings.score(node)


def _name(node: LexborNode) -> str:
    identifier = node.attributes.get("id")
    first = (node.attributes.get("class") or "").split()[:1]
    return f"{node.tag}#{identifier}" if identifier else f"{node.tag}.{first[0]}" if first else f"{node.tag}"
