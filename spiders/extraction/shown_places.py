"""Sales and places that a page shows in running text, outside of its tables."""

import re

from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.numbers import read_count
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line

_SOLD = Places.called("sold", "sales", "sell-count", "sellcount")
_COUNTED = re.compile(
    r"(?:已售|月销|总销量|累计销量|近30天售|销量|售出|成交|판매)\s?[:：]?\s?(?P<after>\d[\d,.]*\s?[万萬kKwW]?)"
    r"|(?P<before>\d[\d,.]*\s?[万萬kKmM]?)\+?\s?(?:件?已售|人付款|人已买|人购买|笔成交|sold\b|orders\b|vendidos?\b|verkauft\b"
    r"|vendus?\b|venduti\b|개 판매)",
)
_FROM = Places.called("ship", "deliver", "location", "dispatch")
_LEAVES = re.compile(
    r"(?:发货地|发货地址|ships? from|shipping from|dispatched from|item location|versand aus|expédié de(?:puis)?"
    r"|spedito da|enviado desde)\s?[:：]?\s?(?P<place>[^|;；。\n]{2,40}?)(?=\n|$|[|;；。]|\s至|\sto\b|\s快递|\s运费)",
    re.IGNORECASE,
)
_SELLS = re.compile(r"sold by|verkauf|vendu|venduto|vendido", re.IGNORECASE)
_MOST = 20
_LONGEST = 120
_REACH = 500
"""Characters of a text content, white space among them, beyond which an element is no single statement."""


def shown_sales(outline: Outline) -> Found[int] | None:
    """A sales count such as "已售 1.2万+" or "1,204 sold"."""
    for node in outline.find(_SOLD)[:_MOST]:
        if len(node.text(deep=True)[:_REACH]) == _REACH:
            continue
        text = node_line(node)
        match = _COUNTED.search(text) if text and len(text) <= _LONGEST else None
        if match and (count := read_count((match["after"] or match["before"]).replace("w", "万"))) is not None:
            return Found(count, "heuristic:sales count")
    return None


def shown_ship_from(outline: Outline) -> Found[str] | None:
    """The place a parcel leaves from, named behind words such as "发货地" or "ships from"."""
    for node in outline.find(_FROM)[:_MOST]:
        # The whole text content is had at once: most elements called so hold half a page, or say nothing of it.
        content = node.text(deep=True)[:_REACH]
        if len(content) == _REACH or not _LEAVES.search(content):
            continue
        text = node_line(node) or ""
        match = _LEAVES.search(text)
        # "Dispatched from and sold by" names a company, and no place.
        if match and len(text) <= _LONGEST and not _SELLS.search(text):
            return Found(match["place"].strip(" ."), "heuristic:ship from")
    return None
