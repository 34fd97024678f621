"""What the elements around an amount are called, and what that says of the amount."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.dom import ancestors, labels

CROSSED = frozenset({"del", "s", "strike"})
"""Elements that cross out what they hold."""
FORMER = re.compile(
    r"old|was\b|\bwas|regular|list[-_]?price|strike|line-through|before|original|rrp|msrp|retail|cross|previous|former|saving|save|"
    r"discount(?!ed)|you-?save|basis|del\b|through|avant|antes|barr|alt(er)?-?preis|uvp|normal",
)
"""Names of the price before a sale."""
OTHER = re.compile(
    r"ship|deliver|unit|per-|instal|month|finance|credit|deposit|range|filter|slider-|from-price|history|alert|tax|"
    r"vat|used|swatch|variation|twister|option|warrant|protection|bundle|addon|add-on|total|coupon|rebate|reward|point"
)
"""Names of amounts that are no price, or that of another thing."""
_ELSEWHERE = re.compile(
    r"relat|recommend|carousel|similar|upsell|cross-?sell|also|sponsor|recent|viewed|footer|header|\bnav|minicart|"
    r"mini-cart|basket|swiper|slick|suggest|compar|accessor|bought|popular|other-|list-item|product-?list|"
    r"product-?grid|tile|teaser|tuijian|recos"
)
_MARGINS = frozenset({"nav", "header", "footer", "aside"})
_CLOSE = 3
"""Ancestors whose name speaks for what they wrap."""


def is_former(node: LexborNode) -> bool:
    """Whether an element is crossed out, or called the price before a sale."""
    if node.tag in CROSSED or "line-through" in (node.attributes.get("style") or ""):
        return True
    return FORMER.search(labels(node)) is not None


@dataclass(frozen=True)
class _Wrapper:
    """What one element says of an amount it wraps; 0 and below."""

    anywhere: float
    """Wherever the amount stands in it."""
    close: float
    """Where the amount stands close under it."""
    is_elsewhere: bool
    """Whether it holds other products, or no product."""


class Surroundings:
    """The surroundings of a page's amounts. Amounts share most of theirs, so each element is read once."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: dict[int, _Wrapper] = {}

    def score(self, node: LexborNode) -> float:
        """How much less an element looks like the place of the price asked now for what wraps it; 0 and below."""
        score = 0.0
        for distance, ancestor in enumerate(ancestors(node)):
            wrapper = self._known.get(ancestor.mem_id)
            if wrapper is None:
                wrapper = self._known[ancestor.mem_id] = _wrapper(ancestor)
            score += wrapper.anywhere + (wrapper.close if distance < _CLOSE else 0.0)
            if wrapper.is_elsewhere:
                return score - 2.5
        return score


def _wrapper(node: LexborNode) -> _Wrapper:
    around = labels(node) if node.tag not in {"body", "html"} else ""
    return _Wrapper(
        anywhere=-4.0 * (node.tag in CROSSED) - 3.0 * (node.tag in _MARGINS),
        close=-3.0 * bool(FORMER.search(around)) - 1.0 * bool(OTHER.search(around)),
        is_elsewhere=bool(_ELSEWHERE.search(around)),
    )
