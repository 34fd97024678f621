"""Tables of names and values on a page: specifications, and facts such as seller, sales and place of dispatch."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lenswatch.spiders.extraction.dom import ancestors, labels
from lenswatch.spiders.extraction.text import node_line

_MOST = 300
_LONGEST_NAME = 60
_LONGEST_VALUE = 500
_PARTED = re.compile(r"[:：]| - ")
_COLON = re.compile(r"\s*[:：-]\s*$")
_SPECIFICATION = re.compile(r"spec|attr|propert|param|feature|detail|characteristic|technical|product-info|additional")


def read_facts(tree: LexborHTMLParser) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """All pairs of name and value, and those that stand in a specification table. The first of a name counts."""
    facts: dict[str, str] = {}
    specifications: dict[str, str] = {}
    for count, (name, value, node) in enumerate(_pairs(tree)):
        if count >= _MOST:
            break
        key = _COLON.sub("", name)
        if not key or len(key) > _LONGEST_NAME or len(value) > _LONGEST_VALUE or key == value:
            continue
        facts.setdefault(key, value)
        if node.tag == "tr" or any(_SPECIFICATION.search(labels(around)) for around in ancestors(node, 4)):
            specifications.setdefault(key, value)
    return facts, specifications


def _pairs(tree: LexborHTMLParser) -> Iterator[tuple[str, str, LexborNode]]:
    for row in tree.css("table tr"):
        cells = [child for child in row.iter() if child.tag in {"th", "td"}]
        if len(cells) == 2 and (name := node_line(cells[0])) and (value := node_line(cells[1])):  # noqa: PLR2004 - a pair
            yield name, value, row
    for term in tree.css("dl dt"):
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
    for first in tree.css("li > span,li > b,li > strong,li > em,li > label,li > div"):
        item = first.parent
        if item is None or first.mem_id != _first_element(item) or not _is_short(item):
            continue
        name, text = node_line(first), node_line(item)
        if name and text and text.startswith(name):
            value = text[len(name) :].lstrip(" :：-")
            if value:
                yield name, value, item


def _first_element(node: LexborNode) -> int | None:
    child = node.first_child
    while child is not None and not child.is_element_node:
        child = child.next
    return child.mem_id if child is not None else None


def _is_short(node: LexborNode) -> bool:
    content = node.text(deep=True)
    return len(content) <= _LONGEST_VALUE and bool(_PARTED.search(content))
