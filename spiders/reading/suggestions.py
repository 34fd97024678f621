"""Reading what a site suggests out of its answer."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import jmespath
from jmespath.exceptions import JMESPathError
from parsel import Selector
from w3lib.html import remove_tags

from lenswatch.ledger.suggestions import SuggestionSurface
from lenswatch.spiders.extraction.page_json import json_of
from lenswatch.spiders.extraction.tolerant_json import Json
from lenswatch.spiders.page import Page
from lenswatch.spiders.site.suggest import Count, Suggest

_CALL = re.compile(r"^\s*(?:/\*.*?\*/)?\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_MOST, _LONGEST = 50, 200


@dataclass(frozen=True)
class Suggested:
    """What a site put forward for one query."""

    site: str
    """Name of the site file."""
    query: str
    surface: SuggestionSurface
    texts: tuple[str, ...]
    """In the order shown, each once; at most 50 of at most 200 characters."""
    results: int | None
    """Offers the answer says were found; None where it does not say."""


def read_suggestions(site: str, suggest: Suggest, query: str, page: Page) -> Suggested | None:
    """What an answer suggests; None where it does not hold what the site file speaks of."""
    found = _in_json(suggest, page) if suggest.kind == "json" else _in_html(suggest, page)
    if found is None:
        return None
    texts, results = found
    kept = dict.fromkeys(text for text in map(_tidy, texts) if text)
    return Suggested(site, query, suggest.shown_as, tuple(kept)[:_MOST], results)


def _in_json(suggest: Suggest, page: Page) -> tuple[Iterable[str], int | None] | None:
    call = _CALL.match(page.text)
    value = json_of(replace(page, body=call[1].encode(), content_type=None) if call else page)
    found = _at(suggest.jmespath, value)
    if isinstance(found, str):
        found = [found]
    if not isinstance(found, list):
        return None
    results = _at(suggest.results.jmespath, value) if suggest.results else None
    return (item for item in found if isinstance(item, str)), _number(results)


def _in_html(suggest: Suggest, page: Page) -> tuple[Iterable[str], int | None]:
    selector = Selector(text=page.text or "<html></html>", type="html")
    if suggest.css is not None:
        texts = [node.text(separator=" ") for node in page.tree.css(suggest.css)]
    else:
        texts = [_text(part) for part in selector.xpath(suggest.xpath or "")]
    return texts, _count(suggest.results, page, selector) if suggest.results else None


def _text(part: Selector) -> str:
    return part.xpath("string()").get() or "" if hasattr(part.root, "tag") else str(part.get())


def _count(place: Count, page: Page, selector: Selector) -> int | None:
    if place.css is not None:
        return len(page.tree.css(place.css))
    found = selector.xpath(place.xpath or "")
    if len(found) == 1 and not hasattr(found[0].root, "tag"):
        return _number(found[0].get())
    return len(found)


def _number(value: Json) -> int | None:
    if isinstance(value, list):
        return len(value)
    if isinstance(value, bool) or value is None:
        return None
    digits = re.fullmatch(r"(\d{1,15})(?:\.0*)?", str(value).replace(",", "").strip())
    return int(digits[1]) if digits else None


def _at(path: str | None, value: Json) -> Json:
    try:
        found: Json = jmespath.search(path, value) if path is not None and value is not None else None
    except JMESPathError:  # a function met a value of another kind: the place is empty
        return None
    return found


def _tidy(text: str) -> str:
    plain = html.unescape(remove_tags(text)) if "<" in text or "&" in text else text
    return _BLANKS.sub(" ", plain).strip()[:_LONGEST]
