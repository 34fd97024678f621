"""Addresses with places for a search term and a page number, filled in and recognised again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from urllib.parse import parse_qsl, quote_plus, unquote_plus, urlsplit

_PLACES = {"term", "page", "offset"}


@dataclass(frozen=True)
class Place:
    """What an address made from a template says."""

    term: str | None
    """Words searched for."""
    page: int
    """From 1."""


def places_of(template: str) -> frozenset[str]:
    """Names in braces.

    Raises:
        ValueError: If the braces do not close, or a name is none of term, page and offset.
    """
    found = frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)
    if wrong := sorted(found - _PLACES):
        raise ValueError(f"{{{wrong[0]}}} is not known in {template!r}; known are {{term}}, {{page}} and {{offset}}")
    return found


@dataclass(frozen=True)
class NumberedAddress:
    """A template such as /search?q={term}&page={page}."""

    template: str
    """Absolute address with its places."""
    page_size: int = 1
    """Entries on a page; {offset} is that many times the pages before."""
    encoding: str = "utf-8"
    """How the term's characters are written into the address."""

    def filled(self, page: int, term: str | None = None) -> str:
        """The address of one page, from 1."""
        written = quote_plus(term or "", encoding=self.encoding, errors="replace")
        return self.template.format(term=written, page=page, offset=(page - 1) * self.page_size)

    def place(self, url: str) -> Place | None:
        """What an address says, further parameters and their order left aside; None if it is not of this template."""
        parts = urlsplit(url)
        path = self._path.fullmatch(parts.path)
        if path is None or parts.netloc.lower() != urlsplit(self.template).netloc.lower():
            return None
        said = {
            name: unquote_plus(value, encoding=self.encoding, errors="replace")
            for name, value in path.groupdict().items()
        }
        given = dict(parse_qsl(parts.query, encoding=self.encoding, errors="replace"))
        for name, key in self._parameters:
            if key in given:
                said[name] = given[key]
        if "term" in places_of(self.template) and "term" not in said:
            return None
        return Place(said.get("term"), self._number(said))

    def _number(self, said: dict[str, str]) -> int:
        if (page := said.get("page", "")).isdecimal():
            return max(1, int(page[:9]))
        if (offset := said.get("offset", "")).isdecimal():
            return int(offset[:9]) // self.page_size + 1
        return 1

    @cached_property
    def _path(self) -> re.Pattern[str]:
        pieces = re.split(r"\{(term|page|offset)\}", urlsplit(self.template).path)
        pattern = "".join(
            f"(?P<{piece}>[^/]+)" if number % 2 else re.escape(piece) for number, piece in enumerate(pieces)
        )
        return re.compile(pattern)

    @property
    def _parameters(self) -> Iterator[tuple[str, str]]:
        """Place and the query parameter that holds it."""
        for key, value in parse_qsl(urlsplit(self.template).query):
            if (name := value.strip("{}")) in _PLACES and value == f"{{{name}}}":
                yield name, key
