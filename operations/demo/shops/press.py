"""Pages as they go over the wire, and the printing of templates. Templates escape everything."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from string import printable, whitespace

from jinja2 import DictLoader, Environment, StrictUndefined

from lenswatch.operations.demo.catalogue import DemoListing

__all__ = ["HTML", "Page", "Press"]

HTML = "text/html; charset=utf-8"
_JSON = "application/json; charset=utf-8"
_OPENED = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One resource as it goes over the wire."""

    body: bytes
    content_type: str
    last_modified: datetime = _OPENED

    @cached_property
    def etag(self) -> str:
        """Strong validator: equal for equal bytes, whatever the port or the day."""
        return f'"{sha256(self.body).hexdigest()[:32]}"'


class Press:
    """Prints pages. Nothing is ever marked safe."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        """Use templates by file name."""
        self._templates = Environment(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined)
        self._templates.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        self._templates.filters["js_ascii"] = _js_ascii

    def html(self, template: str, shown: Sequence[DemoListing], **values: object) -> Page:
        """A page from a template, as old as the newest revision of the listings that it shows."""
        body = self._templates.get_template(template).render(values).encode()
        return Page(body=body, content_type=HTML, last_modified=_newest(shown))

    def json(self, value: object, shown: Sequence[DemoListing]) -> Page:
        """An answer of a programming interface."""
        body = json.dumps(value, ensure_ascii=False).encode()
        return Page(body=body, content_type=_JSON, last_modified=_newest(shown))


def _newest(shown: Sequence[DemoListing]) -> datetime:
    return max([_OPENED, *(listing.revised for listing in shown if listing.revised is not None)])


def _js_ascii(text: str) -> str:
    r"""The inside of a JavaScript string in ASCII: 小 becomes \u5c0f, and so does whatever could end the string."""
    units = text.encode("utf-16-be")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    plain = set(printable) - set(whitespace) - set("'\"\\<>&/") | {" "}
    return "".join(chr(code) if chr(code) in plain else f"\\u{code:04x}" for code in codes)
