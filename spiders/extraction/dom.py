"""What heuristics ask of a tree."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_DEEPEST = 40
_HINTS = ("class", "id", "itemprop", "data-testid", "data-test", "data-qa", "data-qa-qualifier")


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
    return " ".join(value for name in _HINTS if (value := attributes.get(name))).lower()


def each(nodes: list[LexborNode], most: int) -> Iterator[LexborNode]:
    """Nodes without the repetitions that a list of selectors brings, up to a number."""
    seen: set[int] = set()
    for node in nodes:
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node
        if len(seen) >= most:
            return
