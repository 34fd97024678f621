"""The JSON a page carries, as documents a path can be looked for in."""

import json
from collections.abc import Iterator

from lenswatch.spiders.extraction.inline_state import literals
from lenswatch.spiders.extraction.json_ld import json_ld_nodes
from lenswatch.spiders.extraction.tolerant_json import LONGEST, Json
from lenswatch.spiders.page import Page


def json_of(page: Page) -> Json:
    """The page's value where the page itself is a JSON object or list; None where it is not."""
    if not page.text[:200].lstrip().startswith(("{", "[")) or len(page.text) > LONGEST:
        return None
    try:
        value: Json = json.loads(page.text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, (dict, list)) else None


def documents(page: Page) -> Iterator[Json]:
    """The page itself where it is JSON; else each JSON-LD node, then what inline script assigns."""
    whole = json_of(page)
    if whole is not None:
        yield whole
        return
    yield from json_ld_nodes(page.scripts)[0]
    for _, value in literals(page.scripts, lambda _: True):
        if isinstance(value, (dict, list)):
            yield value
