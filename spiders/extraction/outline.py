"""The elements of a page that heuristics ask for, found on one walk through its tree."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.dom import each
from lenswatch.spiders.page import Page

_TAGS = frozenset("html title meta link h1 h2 h3 h4 h5 time tr dt li input button".split())
_MOST = 1000
"""Elements that the walk does not note, of those that are looked at."""
_IDLE = frozenset({None, *"script style br option path g hr".split()})
"""Elements that no one asks for by name, and what has none."""
_HINTS = tuple(
    "article-n availab basket brand breadcrumb btn button buy byline cart code comment deliver dispatch evaluat"
    " feedback location manufacturer merchant opinion pingjia pinglun price reference review sales sell-count sellcount"
    " seller shaidan ship shop-name sku sold stock".split()
)
"""Parts of classes and identifiers that most pages are asked for; others cost a walk of their own."""
_ANY_HINT = re.compile("|".join(_HINTS))
_CARRIED = frozenset(
    "itemprop itemscope itemtype typeof property data-sku data-price data-pid data-product-sku"
    " data-qa-qualifier".split()
)
"""Attributes that elements are looked up by."""


@dataclass(frozen=True)
class Places:
    """Where to look: an element that fits any of these."""

    tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    """Parts of a class, in lower case."""
    ids: tuple[str, ...] = ()
    """Parts of an identifier, in lower case."""
    carrying: tuple[tuple[str, str], ...] = ()
    """Attributes, of those noted on the walk, with a part of their value in lower case; an empty part fits any."""

    @cached_property
    def is_noted(self) -> bool:
        """Whether the walk notes all of them."""
        return not ({*self.tags} - _TAGS or {*self.classes, *self.ids} - {*_HINTS})

    @cached_property
    def selector(self) -> str:
        """The same as a selector."""
        return ",".join(
            [
                *self.tags,
                *(f'[class*="{part}" i]' for part in self.classes),
                *(f'[id*="{part}" i]' for part in self.ids),
                *(f'[{name}*="{part}" i]' if part else f"[{name}]" for name, part in self.carrying),
            ]
        )

    @classmethod
    def called(cls, *hints: str) -> "Places":
        """Elements whose class or identifier holds one of some words."""
        return cls(classes=hints, ids=hints)


_Numbered = list[tuple[int, LexborNode]]
"""Elements with their place in the document."""


class Outline:
    """The elements of a page, noted by kind, by what they are called and by the data they carry.

    A selector walks the whole tree each time it is asked; this walks it once.
    """

    def __init__(self, page: Page) -> None:
        """Walk through the tree of a page.

        Args:
            page: The page.
        """
        self.tree = page.tree
        self.markup = page.markup
        self._dropped: set[int] = set()
        self._tagged: defaultdict[str, _Numbered] = defaultdict(list)
        self._by_class: defaultdict[str, _Numbered] = defaultdict(list)
        self._by_id: defaultdict[str, _Numbered] = defaultdict(list)
        self._carrying: defaultdict[str, _Numbered] = defaultdict(list)
        root = self.tree.root
        if root is not None:
            self._walk(root)

    def _walk(self, root: LexborNode) -> None:
        """Note what is looked for later; each step is taken for thousands of elements, so it is kept short."""
        tagged, by_class = self._tagged, self._by_class
        for number, node in enumerate(root.traverse()):
            tag = node.tag
            if tag in _TAGS:
                tagged[tag].append((number, node))
            elif tag in _IDLE:
                continue
            attributes = node.attributes  # made anew for each asking
            if not attributes:
                continue
            if name := attributes.pop("class", None):
                for hint in _hints_in(name):
                    by_class[hint].append((number, node))
            if attributes:  # most elements have a class and nothing else
                self._note_more(attributes, number, node)

    def _note_more(self, attributes: dict[str, str | None], number: int, node: LexborNode) -> None:
        for hint in _hints_in(attributes.get("id") or ""):
            self._by_id[hint].append((number, node))
        if not _CARRIED.isdisjoint(attributes):
            for name in _CARRIED & attributes.keys():
                self._carrying[name].append((number, node))

    def tagged(self, tag: str) -> list[LexborNode]:
        """The elements of one of the kinds that are noted, in document order."""
        return self._left(self._tagged.get(tag, ()))

    def find(self, places: Places) -> list[LexborNode]:
        """The elements that fit, each once, in document order."""
        if not places.is_noted:
            return list(each(self.tree.css(places.selector), _MOST))
        found: dict[int, LexborNode] = {}
        for tag in places.tags:
            found.update(self._tagged.get(tag, ()))
        for part in places.classes:
            found.update(self._by_class.get(part, ()))
        for part in places.ids:
            found.update(self._by_id.get(part, ()))
        for name, part in places.carrying:
            carriers = self._carrying.get(name, ())
            if part:
                carriers = [one for one in self._still(carriers) if part in (one[1].attributes.get(name) or "").lower()]
            found.update(carriers)
        return self._left([(number, found[number]) for number in sorted(found)])

    def drop(self, blocks: Iterable[LexborNode]) -> None:
        """Take elements out of the tree, and all they hold."""
        taken = list(blocks)
        for block in taken:
            self._dropped.update(node.mem_id for node in block.traverse())
        for block in taken:
            block.decompose()

    def carries(self, attribute: str) -> bool:
        """Whether any element has an attribute."""
        return bool(self._carrying.get(attribute))

    def _still(self, elements: Iterable[tuple[int, LexborNode]]) -> Iterable[tuple[int, LexborNode]]:
        # An element that was dropped is freed: nothing but its number may be asked of it.
        return [one for one in elements if one[1].mem_id not in self._dropped] if self._dropped else elements

    def _left(self, elements: Iterable[tuple[int, LexborNode]]) -> list[LexborNode]:
        return [node for _, node in self._still(elements)]


@lru_cache(maxsize=20_000)
def _hints_in(name: str) -> tuple[str, ...]:
    """The hints that a class or identifier holds. Pages of one site share most of their names, so they are kept."""
    folded = name.lower()
    return tuple([hint for hint in _HINTS if hint in folded]) if _ANY_HINT.search(folded) else ()
