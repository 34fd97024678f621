"""JSON-LD blocks, found in the text: no tree is built for them."""

import re
from collections.abc import Iterator

from lenswatch.core.messages import Message, message
from lenswatch.spiders.extraction.tolerant_json import Json, parse

_TYPE = re.compile(r"ld(?:\+|&#43;|&#x2[bB];)json")
_TAG_REACH = 500
_BLOCKS = 200
_DEPTH = 6
_GROUPS = ("@graph", "mainEntity", "mainEntityOfPage", "itemOffered", "item")


def json_ld_blocks(text: str) -> Iterator[str]:
    """Content of each script element of type application/ld+json."""
    if "ld+json" not in text and "ld&#" not in text:
        return
    end = found = 0
    for match in _TYPE.finditer(text):
        if match.start() < end or found >= _BLOCKS:
            continue
        start = text.rfind("<", max(0, match.start() - _TAG_REACH), match.start())
        opened = text.find(">", match.end(), match.end() + _TAG_REACH)
        if start < 0 or opened < 0 or text[start : start + 7].lower() != "<script":
            continue
        end = text.find("</script", opened)
        if end < 0:
            return
        found += 1
        yield text[opened + 1 : end]


def json_ld_nodes(text: str) -> tuple[list[dict[str, Json]], list[Message]]:
    """Every top node of every block, those of @graph and mainEntity among them, and what could not be read."""
    nodes: list[dict[str, Json]] = []
    problems: list[Message] = []
    for number, block in enumerate(json_ld_blocks(text), start=1):
        try:
            nodes.extend(_flatten(parse(block)))
        except ValueError as error:
            problems.append(
                message("JSON-LD block {number} cannot be read: {reason}", number=number, reason=str(error)[:80])
            )
    return nodes, problems


def _flatten(value: Json, depth: int = 0) -> Iterator[dict[str, Json]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _GROUPS:
            if isinstance(value.get(key), (dict, list)):
                yield from _flatten(value[key], depth + 1)
