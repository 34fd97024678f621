"""JSON as shops write it: with comments, trailing commas, entities and line breaks inside strings."""

import html
import json
import re

import chompjs

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

LONGEST = 4_000_000
"""Characters of one block that are parsed."""
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*\Z"
)


def parse(text: str) -> Json:
    """Read one JSON value, forgiving what browsers and search engines forgive.

    Raises:
        ValueError: Nothing could be made of it, or it is too long or too deep.
    """
    if len(text) > LONGEST:
        raise ValueError("too long")
    try:
        return _loads(text)
    except ValueError:
        text = _WRAPPING.sub("", text.strip()).rstrip("; \n\t")
    for attempt in (text, html.unescape(text)) if "&" in text else (text,):
        try:
            return _loads(attempt)
        except ValueError:
            continue
    return from_javascript(text)


def from_javascript(text: str) -> Json:
    """The first object or list literal of a piece of script, quotes, comments and commas as JavaScript allows them.

    Raises:
        ValueError: None is there.
    """
    if len(text) > LONGEST:
        raise ValueError("too long")
    try:
        value: Json = chompjs.parse_js_object(text, loader_kwargs={"strict": False})
    except RecursionError as error:
        raise ValueError("too deep") from error
    return value


def _loads(text: str) -> Json:
    try:
        value: Json = json.loads(text, strict=False)
    except RecursionError as error:
        raise ValueError("too deep") from error
    return value
