"""Tiles: elements that repeat beside each other, each a product with a link and a price."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.dom import ancestors

_AROUND = 6
_FEW, _MANY = 2, 3
"""Twins that make a list where the elements are those of lists, and elsewhere."""
_MOST = 200
_ITEMS = frozenset({"li", "article", "tr", "td", "a"})


def stands_in_tile(node: LexborNode, url: str) -> bool:
    """Whether an amount is that of one of several products shown alike, each linked to a page of its own.

    Args:
        node: The element that shows the amount.
        url: The page's address; links to it, or to a place on it, do not count.
    """
    here = urlsplit(url).path
    for around in (node, *ancestors(node, _AROUND)):
        if around.css_first("h1") is not None:
            return False
        if not (around.attributes.get("class") or around.tag in _ITEMS):
            continue
        twins = (twin for twin in _siblings(around) if _is_alike(twin, around) and _leads_away(twin, here))
        many = _FEW if around.tag in {"li", "article"} else _MANY
        if sum(1 for _ in islice(twins, many)) >= many:
            return _leads_away(around, here)
    return False


def _siblings(node: LexborNode) -> Iterator[LexborNode]:
    child = node.parent.first_child if node.parent is not None else None
    for _ in range(_MOST):
        if child is None:
            return
        if child.is_element_node:
            yield child
        child = child.next


def _is_alike(one: LexborNode, other: LexborNode) -> bool:
    return (
        one.tag == other.tag
        and _first_class(one) == _first_class(other)
        and any(character.isdigit() for character in one.text(deep=True))
    )


def _first_class(node: LexborNode) -> str | None:
    return next(iter((node.attributes.get("class") or "").split()), None)


def _leads_away(node: LexborNode, here: str) -> bool:
    links = node.css("a[href]") if node.tag != "a" else [node]
    return any(path not in {"", here} for link in links if (path := _path(link.attributes.get("href"))) is not None)


def _path(href: str | None) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return None
    try:
        return urlsplit(href).path
    except ValueError:
        return None
