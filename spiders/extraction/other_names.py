"""What a page calls its product beside the title: a covert word can stand in one name and be missing in another."""

from collections.abc import Iterable

from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.headline import SEPARATOR, fold, without_site

_MOST = 5
_LONGEST = 300


def other_names(
    title: Found[str], names: Iterable[Found[str] | None], site_names: Iterable[str]
) -> Found[tuple[str, ...]] | None:
    """Names with words that neither the title nor the site's name holds, in the order given; None where there is none.

    Args:
        title: The product's name.
        names: Other names of the same product, the most trusted first.
        site_names: What the site calls itself.
    """
    site = tuple(fold(name) for name in site_names if name)
    about = fold(title.value)
    known = f"{about} {' '.join(site)}"
    kept: list[Found[str]] = []
    for name in names:
        if name is None or len(kept) >= _MOST:
            continue
        value = without_site(name.value[:_LONGEST], site)
        if not _says_nothing_new(_own_part(value, about), known):
            kept.append(Found(value, name.origin))
            known += f" {fold(value)}"
    origins = dict.fromkeys(name.origin for name in kept)
    return Found(tuple(name.value for name in kept), " ".join(origins)) if kept else None


def _own_part(name: str, about: str) -> str:
    """The part of a name that holds the title, where one does: sites put their own words behind a dash or a bar."""
    parts = [fold(part) for part in SEPARATOR.split(name)]
    return next((part for part in parts if about in part), fold(name) if about not in fold(name) else "")


def _says_nothing_new(name: str, known: str) -> bool:
    if name in known:
        return True
    words = set(known.split())
    # Words of Chinese, Japanese and Thai are not parted: a piece that stands in a known name is no new one.
    return all(word in words or (not word.isascii() and word in known) for word in name.split())
