"""Plain text out of markup."""

import html
import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>|\r\n?", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]*</\1>", re.IGNORECASE)
_ICONS = re.compile("[\ue000-\uf8ff]")  # private use: icon fonts
_LONGEST = 200_000
_BLOCKS = frozenset(
    "p div li tr h1 h2 h3 h4 h5 h6 br dt dd section article table ul ol dl header footer blockquote pre".split()
)
_SILENT = frozenset("script style noscript template svg".split())


def one_line(text: str | None) -> str | None:
    """Text without markup and entities, white space folded; None where nothing is left."""
    if not text:
        return None
    text = text[:_LONGEST]
    if "&" in text:
        # Twice: structured data is often escaped once by the shop and once by its template.
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    return one_line_of(text)


def paragraphs(text: str | None) -> str | None:
    """Text without markup and entities; paragraphs and line breaks become newlines."""
    if not text:
        return None
    text = text[:_LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    # Some templates escape a line break twice, so that a backslash and an n arrive.
    text = text.replace("\\r", "").replace("\\n", "\n")
    if "<" not in text:
        return _lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _lines(_TAG.sub(" ", _BREAK.sub("\n", _HIDDEN.sub(" ", text))))


def node_line(node: LexborNode | None) -> str | None:
    """What a node shows, on one line."""
    if node is None:
        return None
    child = node.first_child
    if child is not None and child.next is None and child.is_text_node:
        return one_line_of(child.text_content or "") if node.tag not in _SILENT else None
    return one_line_of("".join(_visible(node)))


def node_line_without(node: LexborNode, unwanted: Callable[[LexborNode], bool]) -> str | None:
    """What a node shows, on one line, but for the elements in it that are unwanted; the node itself is wanted."""
    return one_line_of("".join(_visible(node, lambda inner: inner.mem_id != node.mem_id and unwanted(inner))))


def one_line_of(shown: str) -> str | None:
    """Text as shown, white space folded and the characters of icon fonts dropped; None where nothing is left."""
    return " ".join((shown if shown.isascii() else _ICONS.sub(" ", shown)).split()) or None


def node_paragraphs(node: LexborNode | None) -> str | None:
    """What a node shows; blocks and line breaks become newlines."""
    return _lines("".join(_visible(node))) if node is not None else None


def _lines(text: str) -> str | None:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join([line for line in lines if line]) or None


def _visible(node: LexborNode, unwanted: Callable[[LexborNode], bool] | None = None) -> Iterator[str]:
    """Texts of a subtree in document order, newlines at the edges of blocks; iterative, as pages nest without limit."""
    left = _LONGEST
    stack: list[LexborNode | str] = [node]
    while stack and left > 0:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif item.is_text_node:
            text = item.text_content or ""
            left -= len(text)
            yield text.replace("\n", " ")
        elif item.is_element_node and item.tag not in _SILENT and not (unwanted and unwanted(item)):
            edge = "\n" if item.tag in _BLOCKS else ""
            stack.append(edge)
            child = item.last_child
            while child is not None:
                stack.append(child)
                child = child.prev
            stack.append(edge)
