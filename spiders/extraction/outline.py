"""The elements of a page that heuristics ask for, with as few walks through the tree as can be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from lenswatch.spiders.page import Page

_TAGS = frozenset("html title meta link h1 h2 h3 h4 h5 time tr dt li input".split())

_IDLE = frozenset("script style br option path g hr".split())
"""Elements that no one asks for by name."""


@dataclass(frozen=True)
class Places:
    """Where to look: an element that fits any of these."""

    tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    """Parts of a class, in lower case."""
    ids: tuple[str, ...] = ()
    """Parts of an identifier, in lower case."""
    carrying: tuple[tuple[str, str], ...] = ()
    """Attributes with a part of their value; an empty part fits any value."""

    @classmethod
    def called(cls, *hints: str) -> "Places":
        """Elements whose class or identifier holds one of some words."""
        return cls(classes=hints, ids=hints)


class Outline:
    """The elements of a page.

    A selector walks the whole tree, and each of its parts costs again. So one walk notes what elements are called, and
    a part that no element fits is never asked for.
    """

    def __init__(self, page: Page) -> None:
        """Walk through the tree of a page.

        Args:
            page: The page.
        """
        self.tree = page.tree
        self.markup = page.markup
        self.marked: list[LexborNode] = []
        """Elements with itemscope or itemprop, in document order."""
        self._tagged: defaultdict[str | None, list[LexborNode]] = defaultdict(list)
        self._attributes: set[str] = set()
        classes: set[str | None] = set()
        ids: set[str | None] = set()
        tagged, marked, names = self._tagged, self.marked, self._attributes  # a page has thousands of elements
        root = self.tree.root
        for node in root.traverse() if root is not None else ():
            tag = node.tag
            if tag in _IDLE:
                continue
            if tag in _TAGS:
                tagged[tag].append(node)
            attributes = node.attributes
            if attributes:
                names.update(attributes)
                classes.add(attributes.get("class"))
                ids.add(attributes.get("id"))
                if "itemprop" in attributes or "itemscope" in attributes:
                    marked.append(node)
        self._classes = "\n".join([name for name in classes if name]).lower()
        self._ids = "\n".join([name for name in ids if name]).lower()

    def tagged(self, tag: str) -> list[LexborNode]:
        """The elements of one of the kinds that every page is asked for, in document order."""
        return self._tagged.get(tag, [])

    def find(self, places: Places) -> list[LexborNode]:
        """The elements that fit, each once, in document order."""
        selector = ",".join(self._parts(places))
        return list(_once(self.tree.css(selector))) if selector else []

    def drop(self, blocks: Iterable[LexborNode]) -> None:
        """Take elements out of the tree, and all they hold."""
        dropped: set[int] = set()
        taken = list(blocks)
        for block in taken:
            dropped.update(node.mem_id for node in block.traverse())
        if not taken:
            return
        for tag, nodes in self._tagged.items():
            self._tagged[tag] = [node for node in nodes if node.mem_id not in dropped]
        self.marked = [node for node in self.marked if node.mem_id not in dropped]
        for block in taken:
            block.decompose()

    def carries(self, attribute: str) -> bool:
        """Whether any element has an attribute."""
        return attribute in self._attributes

    def _parts(self, places: Places) -> Iterator[str]:
        yield from places.tags
        yield from (f'[class*="{part}" i]' for part in places.classes if part in self._classes)
        yield from (f'[id*="{part}" i]' for part in places.ids if part in self._ids)
        for name, part in places.carrying:
            if self.carries(name):
                yield f'[{name}*="{part}" i]' if part else f"[{name}]"


def _once(nodes: list[LexborNode]) -> Iterator[LexborNode]:
    """Nodes without the repetitions that a list of selectors brings: they follow each other."""
    last = None
    for node in nodes:
        if node.mem_id != last:
            last = node.mem_id
            yield node
