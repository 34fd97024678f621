"""Whether a page sells what it shows."""

from selectolax.lexbor import LexborHTMLParser

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.dom import each, labels
from lenswatch.spiders.extraction.text import node_line

_NAMES = ("add-to-cart", "addToCart", "AddToCart", "add_to_cart", "addtocart", "buyNow", "buynow", "buy-now", "buy_now")
"""Names that programs give to buying, in the spellings of scripts and forms."""
_CONTROLS = (
    'button,input[type="submit"],input[type="button"],[id*="cart" i],[class*="cart" i],a[class*="btn" i],'
    'a[class*="button" i],[id*="buy" i],[class*="buy" i]'
)
_MOST = 1000
_ONE = 1
"""A page that shows more prices than this, and names no product otherwise, shows a list."""


def can_be_bought(page_text: str, tree: LexborHTMLParser) -> bool:
    """Whether a control of the page says that it buys, bids or puts into a cart."""
    if any(name in page_text for name in _NAMES):
        return True
    for node in each(tree.css(_CONTROLS), _MOST):
        attributes = node.attributes
        shown = " ".join(value for name in ("value", "title", "aria-label", "name") if (value := attributes.get(name)))
        if fact_names.BUY.search(f"{labels(node)} {shown} {node_line(node) or ''}"[:300]):
            return True
    return False


def is_list(tree: LexborHTMLParser) -> bool:
    """Whether a page shows several prices, so that none of them is its own."""
    shown = {node.text(deep=False).strip() for node in each(tree.css('[class*="price" i]'), _MOST)}
    return sum(1 for text in shown if any(character.isdigit() for character in text)) > _ONE
