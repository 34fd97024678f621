"""Where a site sells: the country and language that settle what "$", "kr" or "¥" means."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lenswatch.spiders.extraction.countries import COUNTRIES, COUNTRY_OF_LANGUAGE

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2}))?(?:$|[-_.])", re.IGNORECASE)
_PAIR = re.compile(r"^(?:([a-z]{2})[-_]([a-z]{2}))$", re.IGNORECASE)
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_TLD_COUNTRY = {"uk": "GB", "eu": None}


@dataclass(frozen=True)
class Locality:
    """What is known of a site's market."""

    country: str | None = None
    """ISO 3166-1 alpha-2, or None."""
    lang: str | None = None
    """ISO 639-1 in lower case, or None."""

    @property
    def market(self) -> str | None:
        """The country, else the one country that a language points to."""
        return self.country or COUNTRY_OF_LANGUAGE.get(self.lang or "")


NOWHERE = Locality()
"""Nothing is known of the market."""


def locality_of(url: str, *tags: str | None, sample: str = "") -> Locality:
    """Country and language of a page.

    Args:
        url: Its address; a country's top-level domain, a host label or a first path part such as /en-ie/ or /ie/en/.
        tags: Language tags the page gives, best first: og:locale, html lang, content-language.
        sample: Some of its words; scripts tell Chinese, Japanese and Korean where no tag does.
    """
    parsed = [found for tag in tags if tag and (found := _TAG.match(tag.strip()))]
    lang = next((found[1].lower() for found in parsed), None) or _lang_of(sample)
    tagged = next((found[2].upper() for found in parsed if found[2] and found[2].upper() in COUNTRIES), None)
    return Locality(_country_of(url) or tagged, lang)


def _lang_of(sample: str) -> str | None:
    for lang, script in (("ja", _KANA), ("ko", _HANGUL), ("zh", _HAN)):
        if script.search(sample):
            return lang
    return None


def _country_of(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return None
    tld = labels[-1]
    country = _TLD_COUNTRY.get(tld, tld.upper())
    if len(labels) > 1 and country in COUNTRIES:
        return country
    steps = [step for step in parts.path.split("/")[1:3] if step]
    for part in (*labels[:-2], *steps):
        pair = _PAIR.match(part)
        if pair:
            return next((code.upper() for code in (pair[2], pair[1]) if code.upper() in COUNTRIES), None)
    if len(steps) == 2 and all(len(step) == 2 for step in steps) and steps[0].upper() in COUNTRIES:  # noqa: PLR2004 - /ie/en/: two letters each
        return steps[0].upper()
    return None
