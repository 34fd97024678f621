"""Tables of names and values on a page: specifications, and facts such as seller, sales and place of dispatch."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.dom import ancestors, labels
from lenswatch.spiders.extraction.outline import Outline
from lenswatch.spiders.extraction.text import node_line

_MOST = 300
_LONGEST_NAME = 60
_LONGEST_VALUE = 500
_NAMING = frozenset({"span", "b", "strong", "em", "label", "div"})
_PARTED = re.compile(r"[:：]| - ")
_NAMED = re.compile(r"([^:：]{1,30}?)\s?[:：]\s?(\S.*)")
_COLON = re.compile(r"\s*[:：-]\s*$")
_SPECIFICATION = re.compile(r"spec|attr|propert|param|feature|detail|characteristic|technical|product-info|additional")


def read_facts(outline: Outline) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """All pairs of name and value, and those that stand in a specification table. The first of a name counts."""
    facts: dict[str, str] = {}
    specifications: dict[str, str] = {}
    for count, (name, value, node) in enumerate(_pairs(outline)):
        if count >= _MOST:
            break
        key = _COLON.sub("", name)
        if not key or len(key) > _LONGEST_NAME or len(value) > _LONGEST_VALUE or key == value:
            continue
        facts.setdefault(key, value)
        if node.tag == "tr" or any(_SPECIFICATION.search(labels(around)) for around in ancestors(node, 4)):
            specifications.setdefault(key, value)
    return facts, specifications


def _pairs(outline: Outline) -> Iterator[tuple[str, str, LexborNode]]:
    for row in outline.tagged("tr"):
        cells = [child for child in row.iter() if child.tag in {"th", "td"}]
        if len(cells) == 2 and (name := node_line(cells[0])) and (value := node_line(cells[1])):  # noqa: PLR2004 - a pair
            yield name, value, row
    for term in outline.tagged("dt"):
        definition = term.next
        while definition is not None and definition.tag not in {"dd", "dt"}:
            definition = definition.next
        if (
            definition is not None
            and definition.tag == "dd"
            and (name := node_line(term))
            and (value := node_line(definition))
        ):
            yield name, value, term
    for item in outline.tagged("li"):
        if _may_be_pair(item) and _is_short(item) and (pair := _listed(item)):
            yield (*pair, item)


def _may_be_pair(item: LexborNode) -> bool:
    """Whether a list item is more than a link of a menu, which most are."""
    first = item.first_child
    if first is not None and first.is_text_node and (":" in (said := first.text_content or "") or "：" in said):
        return True
    element = _first_element(item)
    return element is None or element.tag != "a"


def _listed(item: LexborNode) -> tuple[str, str] | None:
    """Name and value of a list item: its first element and the rest, or what a colon parts."""
    text = node_line(item) or ""
    first = _first_element(item)
    if first is None or first.tag not in _NAMING:
        match = _NAMED.match(text)
        return (match[1], match[2]) if match else None
    name = node_line(first)
    if not name or not text.startswith(name):
        return None
    value = text[len(name) :].lstrip(" :：-")
    return (name, value) if value else None


def _first_element(node: LexborNode) -> LexborNode | None:
    child = node.first_child
    while child is not None and not child.is_element_node:
        child = child.next
    return child


def _is_short(node: LexborNode) -> bool:
    content = node.text(deep=True)
    return len(content) <= _LONGEST_VALUE and bool(_PARTED.search(content))
