"""Microdata and RDFa Lite: the attributes of elements, as the same nodes that JSON-LD gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line, node_paragraphs
from lenswatch.spiders.extraction.tolerant_json import Json

_MOST = 5000
"""Marked elements of a page that are looked at."""
_DEEPEST = 200
"""Ancestors that are climbed to find the item a property belongs to."""
_LINKS = frozenset({"url", "sameAs", "image", "item"})
_ADDRESS = {
    "a": "href", "link": "href", "area": "href", "img": "src", "source": "src", "iframe": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data",
}  # fmt: skip
# Spellings met on pages, and the words of the vocabulary that came before schema.org.
_KEYS = {
    "pricecurrency": "priceCurrency", "lowprice": "lowPrice", "highprice": "highPrice", "productid": "productID",
    "offerdetails": "offers", "currency": "priceCurrency", "identifier": "identifier",
}  # fmt: skip


@dataclass(frozen=True)
class Syntax:
    """The attribute names of one of the two syntaxes."""

    name: str
    scope: str
    type: str
    prop: str
    places: Places
    """The elements it marks."""


MICRODATA = Syntax(
    "microdata", "itemscope", "itemtype", "itemprop", Places(carrying=(("itemscope", ""), ("itemprop", "")))
)
RDFA = Syntax("rdfa", "typeof", "typeof", "property", Places(carrying=(("typeof", ""), ("property", ""))))


@dataclass
class _Item:
    values: dict[str, Json]
    node: LexborNode
    children: list["_Item"] = field(default_factory=list)


def marked_nodes(outline: Outline, syntax: Syntax) -> list[dict[str, Json]]:
    """The items of a page that are nobody's property, in document order; their properties hold the nested items."""
    items: dict[int, _Item] = {}
    tops: list[dict[str, Json]] = []
    for node in outline.find(syntax.places)[:_MOST]:
        attributes = node.attributes
        names = (attributes.get(syntax.prop) or "").split()
        owner = _owner(node, items) if names or syntax.scope in attributes else None
        value: Json
        if syntax.scope in attributes:
            item = _Item({"@type": [*(attributes.get(syntax.type) or "").split()]}, node)
            if attributes.get("content"):
                item.values["name"] = attributes.get("content")
            items[node.mem_id] = item
            value = item.values
            if not names or owner is None:
                tops.append(item.values)
        else:
            value = _value(node, attributes, names) if owner is not None else None
        if owner is not None and value is not None:
            for name in names:
                key = name.rsplit(":", 1)[-1].rsplit("/", 1)[-1]
                _add(owner.values, _KEYS.get(key.lower(), key), value)
    return tops


def _owner(node: LexborNode, items: Mapping[int, _Item]) -> _Item | None:
    for _, ancestor in zip(range(_DEEPEST), _ancestors(node), strict=False):
        item = items.get(ancestor.mem_id)
        if item is not None:
            return item
    return None


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _value(node: LexborNode, attributes: Mapping[str, str | None], names: list[str]) -> str | None:
    """The value of an element: its content attribute, an address, a machine-readable value, else what it shows."""
    content = attributes.get("content")
    if content is not None:
        return content
    tag = node.tag or ""
    # <a itemprop="name"> names something; only where the property is an address is its target meant.
    linked = tag in _ADDRESS and (tag != "a" or not _LINKS.isdisjoint(names))
    if linked and (address := attributes.get(_ADDRESS[tag]) or attributes.get("data-src")):
        return address
    if tag in {"meter", "data"}:
        return attributes.get("value")
    if tag == "time" and attributes.get("datetime"):
        return attributes.get("datetime")
    return node_paragraphs(node) if "description" in names else node_line(node)


def _add(values: dict[str, Json], name: str, value: Json) -> None:
    known = values.get(name)
    if known is None:
        values[name] = value
    elif isinstance(known, list):
        known.append(value)
    else:
        values[name] = [known, value]
