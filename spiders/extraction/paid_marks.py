"""Marks of paid placement: 广告, 推广, Sponsored and the like."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lenswatch.spiders.extraction.dom import ancestors, is_hidden
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.text import node_line
from lenswatch.spiders.extraction.tolerant_json import Json

_WORDS = (
    "广告", "推广", "廣告", "推廣", "赞助", "広告", "광고", "Ad", "Ads", "AD", "Sponsored", "SPONSORED", "Promoted",
    "Advertisement", "Gesponsert", "Sponsorisé", "Patrocinado", "Sponsorizzato", "Sponsorowane", "Реклама",
    "Gesponsord", "Sponsrad", "Sponsoreret",
)  # fmt: skip
"""Not among them: Anzeige and annonce, which is also what classified sites call each offer."""
_MARK = re.compile(rf"[\[(【（]?(?:{'|'.join(_WORDS)})[\])】）:：]?")
_BEGINNINGS = b"".join(sorted({re.escape(mark.encode()[:1]) for mark in (*_WORDS, *"&[(【（\u00a0\u3000")}))
_IN_MARKUP = re.compile(
    b">(?=[\\s%s])" % _BEGINNINGS  # asked first: few elements begin with one of these bytes
    + f"[\\s\\[(]*+(?:(?:&nbsp;|\u00a0|\u3000|【|（)[\\s\\[(]*+)*+(?:&#|{'|'.join(_WORDS)})".encode()
)
"""An element that begins with one of the words, or with a character written as a number, which may be one."""
_LABELS = frozenset("span i em b label small sup p div a".split())
_KEYS = (
    "isAd", "is_ad", "isP4p", "isP4P", "is_p4p", "p4p", "sponsored", "isSponsored", "is_sponsored", "isPromoted",
    "is_promoted", "promoted", "isAdvert", "isAdvertisement",
)  # fmt: skip
_TRUE = frozenset({"1", "true", "yes", "y"})
_NEAR = 2
_AROUND = 6
_MOST = 60


def marked_near(heading: LexborNode | None, markup: bytes) -> Found[bool] | None:
    """Whether a product's heading stands beside a mark; None where it does not, as then nothing is said."""
    if heading is None or not _may_hold_marks(markup):
        return None
    for around in ancestors(heading, _NEAR):
        if around.tag in {"body", "html"}:
            break
        labels = (node for node in around.traverse() if node.tag in _LABELS)
        if any(_is_mark(node) for node in islice(labels, _MOST)):
            return Found(value=True, origin="heuristic:mark beside the heading")
    return None


def marked_in_state(node: Mapping[str, Json]) -> str | None:
    """The key by which inline state says that a product is advertised; None where none does."""
    return next((key for key in _KEYS if _is_true(node.get(key))), None)


def advertised(tree: LexborHTMLParser, markup: bytes) -> Iterator[LexborNode]:
    """The marks on a page that lists products; each stands in, or beside, the card it speaks of."""
    if _may_hold_marks(markup):
        yield from (node for node in tree.css(",".join(_LABELS)) if _is_mark(node))


def card_of(mark: LexborNode) -> Iterator[LexborNode]:
    """What surrounds a mark, innermost first, as far as a card may reach."""
    return ancestors(mark, _AROUND)


@lru_cache(maxsize=1)
def _may_hold_marks(markup: bytes) -> bool:
    """Whether any element begins with one of the words; asked twice of a page, for its listing and for its links."""
    return _IN_MARKUP.search(markup) is not None


def _is_mark(node: LexborNode) -> bool:
    own = node.text(deep=False).strip()
    return bool(own) and _MARK.fullmatch(own) is not None and node_line(node) == own and not is_hidden(node)


def _is_true(value: Json) -> bool:
    return value is True or (isinstance(value, (int, str)) and str(value).lower() in _TRUE)
