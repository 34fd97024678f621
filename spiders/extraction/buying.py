"""Whether a page sells what it shows."""

from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.dom import is_hidden, labels
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line

_NAMES = ("add-to-cart", "addToCart", "AddToCart", "add_to_cart", "addtocart", "buyNow", "buynow", "buy-now", "buy_now")
"""Names that programs give to buying, in the spellings of scripts and forms."""
_CALLED = Places.called("cart", "buy", "basket")
_BUTTONS = Places(tags=("button", "input"), classes=("btn", "button"))
_PRICES = Places(classes=("price",))
_PRESSED = frozenset({"a", "button", "input"})
_SAYING = ("value", "title", "aria-label", "name")
_LONGEST = 300
_MOST = 1000
_ONE = 1
"""A page that shows more prices than this, and names no product otherwise, shows a list."""


def can_be_bought(page_text: str, outline: Outline) -> bool:
    """Whether a control of the page, or its program, buys, bids or puts into a cart."""
    return any(name in page_text for name in _NAMES) or any(True for _ in buying_controls(outline))


def buying_controls(outline: Outline) -> Iterator[LexborNode]:
    """The controls that say that they buy, and that can be seen and pressed."""
    for places in (_CALLED, _BUTTONS):
        controls = (node for node in outline.find(places) if places is _CALLED or node.tag in _PRESSED)
        for node in islice(controls, _MOST):
            if _buys(node):
                yield node


def _buys(node: LexborNode) -> bool:
    attributes = node.attributes
    shown = " ".join([value for name in _SAYING if (value := attributes.get(name))])
    says = f"{labels(node)} {shown} {node_line(node) or ''}"[:_LONGEST]
    return fact_names.BUY.search(says.lower()) is not None and "disabled" not in attributes and not is_hidden(node)


def is_list(outline: Outline) -> bool:
    """Whether a page shows several prices, so that none of them is its own."""
    shown = {node.text(deep=False).strip() for node in outline.find(_PRICES)[:_MOST]}
    return sum(1 for text in shown if any(character.isdigit() for character in text)) > _ONE
