"""Whether a page sells what it shows."""

from itertools import islice

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.dom import is_hidden, labels
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line

_NAMES = ("add-to-cart", "addToCart", "AddToCart", "add_to_cart", "addtocart", "buyNow", "buynow", "buy-now", "buy_now")
"""Names that programs give to buying, in the spellings of scripts and forms."""
_CONTROLS = Places(tags=("button", "input"), classes=("cart", "buy", "btn", "button"), ids=("cart", "buy"))
_CALLED = ("cart", "buy")
_MOST = 1000
_ONE = 1
"""A page that shows more prices than this, and names no product otherwise, shows a list."""


def can_be_bought(page_text: str, outline: Outline) -> bool:
    """Whether a control of the page, or its program, buys, bids or puts into a cart."""
    return any(name in page_text for name in _NAMES) or buying_control(outline) is not None


def buying_control(outline: Outline) -> LexborNode | None:
    """The first control that says that it buys, and that can be seen and pressed."""
    controls = (node for node in outline.find(_CONTROLS) if _is_control(node))
    for node in islice(controls, _MOST):
        attributes = node.attributes
        shown = " ".join(value for name in ("value", "title", "aria-label", "name") if (value := attributes.get(name)))
        says = f"{labels(node)} {shown} {node_line(node) or ''}"[:300]
        if fact_names.BUY.search(says) and "disabled" not in attributes and not is_hidden(node):
            return node
    return None


def is_list(outline: Outline) -> bool:
    """Whether a page shows several prices, so that none of them is its own."""
    shown = {node.text(deep=False).strip() for node in outline.find(Places(classes=("price",)))[:_MOST]}
    return sum(1 for text in shown if any(character.isdigit() for character in text)) > _ONE


def _is_control(node: LexborNode) -> bool:
    """A button of any kind: of a form, a link that is called one, or anything that is called cart or buy."""
    if node.tag == "input":
        kind = (node.attributes.get("type") or "").lower()
        return kind in {"submit", "button"} or any(word in labels(node) for word in _CALLED)
    return node.tag in {"a", "button"} or any(word in labels(node) for word in _CALLED)
