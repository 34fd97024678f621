"""JSON-LD blocks, found in the scripts of a page: no tree is built for them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lenswatch.core.messages import Message, message
from lenswatch.spiders.extraction.tolerant_json import Json, parse
from lenswatch.spiders.page_scripts import Script

_TYPE = re.compile(r"ld(?:\+|&#43;|&#x2[bB];)json")
_BLOCKS = 200
_DEPTH = 6
_GROUPS = ("@graph", "mainEntity", "mainEntityOfPage", "itemOffered", "item")


def json_ld_blocks(scripts: Iterable[Script]) -> Iterator[str]:
    """Content of each script element of type application/ld+json."""
    blocks = (script.content for script in scripts if _TYPE.search(script.attributes))
    return islice(blocks, _BLOCKS)


def json_ld_nodes(scripts: Iterable[Script]) -> tuple[list[dict[str, Json]], list[Message]]:
    """Every top node of every block, those of @graph and mainEntity among them, and what could not be read."""
    nodes: list[dict[str, Json]] = []
    problems: list[Message] = []
    for number, block in enumerate(json_ld_blocks(scripts), start=1):
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
