"""The title of a page, weighed between its headings, its structured data and its title element."""

import re
from collections.abc import Iterable, Iterator

from lenswatch.spiders.extraction.currency import SIGN
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.text import one_line

_SEPARATOR = re.compile(r"\s+[-–—|•·:»/]\s+|\s*[|｜_]\s*|:\s+|(?<=[^\W\d_])[-－](?=[^\W\d_a-zA-Z])")
_WORDS = re.compile(r"\w+")
_PRICE_BEFORE = re.compile(rf"^.{{0,40}}?{SIGN.pattern}\s?[\d.,]+\s*[·|–-]\s+", re.IGNORECASE)
_SHORTEST = 3
_LONGEST = 500
_ALIKE = 0.5


def headline(
    document_title: str | None, headings: Iterable[Found[str]], named: Iterable[Found[str] | None], site_names: Iterable[str]
) -> Found[str] | None:
    """The product's name as the page shows it.

    The longest name that the document's title repeats wins: the title element says what the page is about, and the
    heading carries the fullest form of it. Structured data and OpenGraph often shorten the name or add the shop's.

    Args:
        document_title: The title element.
        headings: The h1 elements in document order.
        named: Names from structured data, then from meta elements, best first.
        site_names: What the site calls itself; cut from both ends of a name.
    """
    site = tuple(fold(name) for name in site_names if name)
    names = [_clean(found, site) for found in named if found is not None]
    shown = [_clean(found, site) for found in headings]
    about = fold(document_title or "")
    repeated = [found for found in (*shown, *names) if _repeats(about, fold(found.value))]
    if repeated:
        longest = max(len(fold(found.value)) for found in repeated)
        best = next(found for found in repeated if len(fold(found.value)) == longest)
        return _fuller(best, shown, names)
    for found in shown:
        if any(alike(found.value, name.value) for name in names):
            return found
    if names:
        return names[0]
    return None


def title_parts(document_title: str | None, site_names: Iterable[str]) -> Iterator[str]:
    """A title element without the site's name: first whole, then without its last part, its last two …."""
    title = one_line(document_title)
    if not title:
        return
    title = without_site(title, tuple(fold(name) for name in site_names if name))
    yield title
    for cut in reversed(list(_SEPARATOR.finditer(title))[:6]):
        if cut.start() >= _SHORTEST:
            yield title[: cut.start()].strip()


def without_site(text: str, site: tuple[str, ...]) -> str:
    """A name without the site's own at its end or beginning."""
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(text))
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


def fold(text: str) -> str:
    """Text for comparing: letters and digits only, case folded, words parted by one space."""
    return " ".join(_WORDS.findall(text.casefold()))


def alike(one: str, other: str) -> bool:
    """Whether two names are about the same thing: one holds the other, or half of the shorter one's words are shared."""
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


def _repeats(about: str, name: str) -> bool:
    """Whether a document's title repeats a name, or gives the beginning of a name too long for it."""
    if len(name) < _SHORTEST:
        return False
    return f" {name} " in f" {about} " or (not name.isascii() and name in about)


def _fuller(best: Found[str], shown: list[Found[str]], names: list[Found[str]]) -> Found[str]:
    """A heading that begins with the best name and is confirmed by another source is the fuller form of it."""
    folded = fold(best.value)
    for found in shown:
        heading = fold(found.value)
        if len(heading) > len(folded) and heading.startswith(folded) and any(fold(n.value) == heading for n in names):
            return found
    return best
