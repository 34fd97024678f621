"""The title of a page, weighed between its headings, its structured data and its title element."""

import re
from collections.abc import Iterable
from functools import lru_cache

from lenswatch.spiders.extraction.currency import SIGN
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.text import one_line

SEPARATOR = re.compile(r"\s+[-–—|•·:»/]\s+|\s*[|｜_]\s*|:\s+|(?<=[^\W\d_])[-－](?=[^\W\d_a-zA-Z])")
"""What stands between a name and what sites put before and behind it."""
_WORDS = re.compile(r"\w+")
_PRICE_BEFORE = re.compile(rf"^.{{0,40}}?{SIGN.pattern}\s?[\d.,]+\s*[·|–-]\s+", re.IGNORECASE)
_SHORTEST = 3
_LONGEST = 500
_ALIKE = 0.5
_FEW = 3
_CUTS = 6
_KIND = 40
"""Characters that brand and kind may take before a name."""


def headline(
    document_title: str | None,
    headings: Iterable[Found[str]],
    structured: Iterable[Found[str] | None],
    meta: Found[str] | None,
    site_names: Iterable[str],
) -> Found[str] | None:
    """The product's name as the page shows it.

    The longest heading or structured name that the document's title repeats wins: the title element says what the page
    is about, and the heading carries the fullest form of the name. Meta elements are written for search engines and add
    the shop's name, its town or "buy": they only confirm a heading.

    Args:
        document_title: The title element.
        headings: The h1 elements in document order, then others that are called a product's title.
        structured: Names from structured data, best first.
        meta: The name in the meta elements, which only confirms others.
        site_names: What the site calls itself; cut from both ends of a name.
    """
    site = tuple(fold(name) for name in site_names if name)
    shown = [_clean(found, site) for found in headings]
    named = [_clean(found, site) for found in structured if found is not None]
    about = fold(document_title or "")
    repeated = [found for found in (*shown, *named) if _repeats(about, fold(found.value))]
    if repeated:
        best = max(repeated, key=lambda found: len(fold(found.value)))
        return _with_its_kind(best, shown)
    told = [found.value for found in (*named, *([meta] if meta else []))] + [document_title or ""]
    if len(shown) <= _FEW:  # a page with more of them uses h1 for the tiles of a list
        for found in shown:
            if any(alike(found.value, name) for name in told):
                return found
    return named[0] if named else None


def repeated_part(document_title: str, page_text: str, site_names: Iterable[str]) -> str | None:
    """The longest beginning of a title element that the page repeats: the name without the shop's.

    Args:
        document_title: The title element as it stands in the page.
        page_text: The page.
        site_names: What the site calls itself; cut from both ends.
    """
    site = tuple(fold(name) for name in site_names if name)
    title = without_site(document_title.strip()[:_LONGEST], site)
    cuts = [cut.start() for cut in SEPARATOR.finditer(title)][-_CUTS:]
    for end in (len(title), *reversed(cuts)):
        part = title[:end].strip()
        if len(part) >= _SHORTEST and page_text.count(part) > 1:
            return one_line(part)
    return None


def without_site(text: str, site: tuple[str, ...]) -> str:
    """A name without the site's own at its end or beginning."""
    for _ in range(3):
        cuts = list(SEPARATOR.finditer(text))
        if not cuts:
            break
        first, last = text[: cuts[0].start()], text[cuts[-1].end() :]
        if _is_site(last, site) and len(text[: cuts[-1].start()].strip()) >= _SHORTEST:
            text = text[: cuts[-1].start()].strip()
        elif _is_site(first, site) and len(text[cuts[0].end() :].strip()) >= _SHORTEST:
            text = text[cuts[0].end() :].strip()
        else:
            break
    return text


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Text for comparing: letters and digits only, case folded, words parted by one space."""
    return " ".join(_WORDS.findall(text.casefold()))


def alike(one: str, other: str) -> bool:
    """Whether two names mean one thing: one holds the other, or they share half of the shorter one's words."""
    first, second = fold(one), fold(other)
    if not first or not second:
        return False
    if first in second or second in first:
        return True
    words, others = set(first.split()), set(second.split())
    return len(words & others) > _ALIKE * min(len(words), len(others))


def _clean(found: Found[str], site: tuple[str, ...]) -> Found[str]:
    value = _PRICE_BEFORE.sub("", found.value[:_LONGEST]) or found.value
    return Found(without_site(value, site), found.origin)


def _is_site(part: str, site: tuple[str, ...]) -> bool:
    folded = fold(part)
    return bool(folded) and any(folded == name or folded.replace(" ", "") == name.replace(" ", "") for name in site)


def _with_its_kind(best: Found[str], shown: list[Found[str]]) -> Found[str]:
    """The heading that ends with the best name, if there is one: it puts brand or kind of article before it."""
    ending = f" {fold(best.value)}"
    longest = len(ending) + _KIND
    headings = (found for found in shown if found.origin == "heuristic:h1" and len(fold(found.value)) <= longest)
    return next((found for found in headings if fold(found.value).endswith(ending)), best)


def _repeats(about: str, name: str) -> bool:
    """Whether a document's title repeats a name, or gives the beginning of a name too long for it."""
    if len(name) < _SHORTEST:
        return False
    return f" {name} " in f" {about} " or (not name.isascii() and name in about)
