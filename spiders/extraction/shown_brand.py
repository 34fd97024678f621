"""The brand a page shows or names without structured data."""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.dom import ancestors
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.headline import fold
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line, one_line
from lenswatch.spiders.extraction.tiles import stands_in_tile
from lenswatch.spiders.page_scripts import Script

_BYLINES = Places(classes=("byline", "brand"), ids=("byline", "brand"), carrying=(("itemprop", "brand"),))
_NAMED_BRAND = Places.called("brand", "manufacturer")
_LEADS_TO_BRAND = re.compile(
    r"brand|manufactur|marque|marca|marke|merk|vendor|znack|producent|herstell|search|/[mb]/", re.IGNORECASE
)
_GENERIC = re.compile(r"(?:all |our |shop )?(?:brands?|manufacturers?|marken|marques?|marcas?|see all|more)")
_MARGINS = frozenset({"nav", "header", "footer", "aside"})
_LINKS = ",".join(
    f'a[href*="{word}" i]'
    for word in ("brand", "/marque", "/marca", "/marke", "/merk", "manufacturer", "/znack", "/producent", "/hersteller")
)
_NAMED = re.compile(
    rb"""[bB]rand(?:Name|_name)?["']?\s{0,3}[:=]\s{0,3}(?:\{\s{0,9}["']?name["']?\s{0,3}:\s{0,3})?"""
    rb"""(?:"([^"\\<>{}]{1,240})"|'([^'\\<>{}]{1,240})')"""
)
_LONGEST_NAME = 60
_MOST = 20
_MOST_LINKS = 200


def byline(outline: Outline) -> Found[str] | None:
    """The name in a line such as "by Hartwood" or "visit the Hartwood store"."""
    for node in outline.find(_BYLINES)[:_MOST]:
        text = node_line(node)
        if text and len(text) <= _LONGEST_NAME and (match := fact_names.BYLINE.match(text)):
            return Found(match[1].strip(), "heuristic:byline")
    return None


def brand_link(outline: Outline, url: str) -> Found[str] | None:
    """The one link in an element that is called brand or manufacturer."""
    for node in outline.find(_NAMED_BRAND)[:_MOST]:
        links = [node] if node.tag == "a" else node.css("a[href]")
        if len(links) != 1 or not _LEADS_TO_BRAND.search(links[0].attributes.get("href") or ""):
            continue
        name = node_line(links[0]) or one_line(_picture_text(links[0]))
        if not name or len(name) > _LONGEST_NAME or _GENERIC.fullmatch(name.casefold()):
            continue
        if any(around.tag in _MARGINS for around in ancestors(node)) or stands_in_tile(node, url):
            continue
        return Found(name, "heuristic:brand link")
    return None


def brand_in_title(title: str, outline: Outline, scripts: Sequence[Script]) -> Found[str] | None:
    """A name that the page calls a brand somewhere and that its title holds: related products have other ones.

    Args:
        title: The product's name.
        outline: The page.
        scripts: Its scripts.
    """
    words = f" {fold(title)} "
    for origin, names in (("script:brand", _scripted(scripts)), ("heuristic:brand", _shown(outline))):
        held = [name for name in names if (folded := fold(name)) and f" {folded} " in words]
        if held:
            return Found(max(held, key=len), origin)
    return None


def _scripted(scripts: Sequence[Script]) -> Iterator[str]:
    for script in scripts:
        if b"rand" in script.utf8:
            for match in _NAMED.finditer(script.utf8):
                yield from _name((match[1] or match[2]).decode("utf-8", "replace"))


def _shown(outline: Outline) -> Iterator[str]:
    for node in outline.find(_BYLINES)[:_MOST]:
        yield from _name(node_line(node) or _picture_text(node))
    for node in outline.tree.css(_LINKS)[:_MOST_LINKS]:
        yield from _name(node_line(node) or _picture_text(node))


def _picture_text(node: LexborNode) -> str | None:
    picture = node if node.tag == "img" else node.css_first("img[alt]")
    return picture.attributes.get("alt") if picture is not None else None


def _name(text: str | None) -> Iterator[str]:
    name = one_line(text)
    if name and 1 < len(name) <= _LONGEST_NAME:
        yield name
