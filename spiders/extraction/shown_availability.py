"""Whether a page says, or shows, that its product can be had."""

from itertools import islice

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.buying import buying_controls
from lenswatch.spiders.extraction.dom import ancestors, is_hidden
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line
from lenswatch.spiders.extraction.tiles import stands_in_tile

_PLACES = (
    Places(carrying=(("itemprop", "availability"),)),
    Places(classes=("availab", "stock"), ids=("availab",)),
)
_MOST = 20
_LONGEST = 80
_AROUND = 4


def shown_availability(outline: Outline, url: str) -> Found[str] | None:
    """The state a page shows beside the words for it; else in stock, where a control that buys can be pressed."""
    for places in _PLACES:
        for node in outline.find(places)[:_MOST]:
            if (state := _state(node_line(node))) and not _is_silent(node):
                return Found(state, "heuristic:availability")
    own = (node for node in islice(buying_controls(outline), _MOST) if not stands_in_tile(node, url))
    return Found("InStock", "heuristic:buying control") if next(own, None) is not None else None


def _state(shown: str | None) -> str | None:
    if not shown:
        return None
    said = shown[:_LONGEST].lower()
    return next((name for name, words in fact_names.AVAILABILITY if words.search(said)), None)


def _is_silent(node: LexborNode) -> bool:
    """Whether a text waits unseen for its moment: hidden, or one of two labels of a button."""
    around = (node, *ancestors(node, _AROUND))
    return any(one.tag in {"a", "button"} for one in around) or is_hidden(node)
