"""What heuristics ask of a tree."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_DEEPEST = 40
_CLOSE = 6
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_HIDING = frozenset("hidden hide d-none none is-hidden invisible visually-hidden ng-hide sr-only display-none".split())
_HINTS = frozenset({"class", "id", "itemprop", "data-testid", "data-test", "data-qa", "data-qa-qualifier"})


def ancestors(node: LexborNode, most: int = _DEEPEST) -> Iterator[LexborNode]:
    """The elements around a node, innermost first."""
    parent = node.parent
    while parent is not None and most > 0:
        yield parent
        parent = parent.parent
        most -= 1


def labels(node: LexborNode) -> str:
    """Class, id and the like of an element in lower case, as hints to what it holds."""
    attributes = node.attributes
    if _HINTS.isdisjoint(attributes):
        return ""
    return " ".join([value for name, value in attributes.items() if name in _HINTS and value]).lower()


def is_hidden(node: LexborNode) -> bool:
    """Whether an element, or one close around it, is marked as not shown."""
    return any(_hides(one) for one in (node, *ancestors(node, _CLOSE)))


def _hides(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or _UNSEEN.search(attributes.get("style") or ""):
        return True
    return not _HIDING.isdisjoint((attributes.get("class") or "").lower().split())


def each(nodes: list[LexborNode], most: int) -> Iterator[LexborNode]:
    """Nodes without the repetitions that a list of selectors brings, up to a number."""
    seen: set[int] = set()
    for node in nodes:
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node
        if len(seen) >= most:
            return
