"""The scripts of a page, taken out of it before a tree is built: they are half of most pages."""

import re
from typing import NamedTuple

_OPENING = re.compile(rb"<([sS](?:cript|CRIPT|tyle|TYLE))\b([^<>]{0,1000})>")


class Script(NamedTuple):
    """One script element."""

    attributes: str
    """What stands between the element's name and its closing bracket."""
    utf8: bytes
    """What stands in it, in UTF-8."""

    @property
    def content(self) -> str:
        """What stands in it."""
        return self.utf8.decode("utf-8", "replace")


def part_scripts(utf8: bytes) -> tuple[bytes, tuple[Script, ...]]:
    """A page with its script and style elements emptied, and the scripts that held anything, in document order.

    An element that is never closed stays as it is. All in UTF-8: half of the pages need no conversion for it, and bytes
    are searched faster than text.
    """
    parts: list[bytes] = []
    scripts: list[Script] = []
    written = 0
    while opening := _OPENING.search(utf8, written):
        name = opening[1].lower()
        end = _closing(utf8, name, opening.end())
        if end < 0:
            break
        parts.append(utf8[written : opening.end()])
        if name == b"script" and end > opening.end():
            scripts.append(Script(opening[2].decode("utf-8", "replace"), utf8[opening.end() : end]))
        written = end
    return b"".join([*parts, utf8[written:]]), tuple(scripts)


def _closing(utf8: bytes, name: bytes, start: int) -> int:
    """Where the end tag begins, in small letters or capitals; -1 where there is none."""
    small = utf8.find(b"</" + name, start)
    large = utf8.find(b"</" + name.upper(), start, small if small >= 0 else len(utf8))
    return large if large >= 0 else small
