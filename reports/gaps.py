"""The sites a draft leaves out, in the words of its README and its schema."""

from collections.abc import Iterator, Sequence

from lenswatch.core.clock import report_time
from lenswatch.core.messages import Catalogue
from lenswatch.core.record import Record
from lenswatch.reports.withheld import Gaps, WithheldSite


class Bilingual(Record):
    """A text in both languages."""

    zh: str
    en: str


class SiteGap(Record):
    """A site that is left out, or included against the monitors' advice, as schema.json tells it."""

    site: str
    platform: str
    since: str
    """When the first crawl ended that was not sound."""
    reasons: tuple[Bilingual, ...]
    listings: int
    """Listings left out."""
    last_reported: str | None
    """Folder of the last draft that holds this site; it still stands."""


class GapPhrases(Record):
    """Sentences of `[gaps]` in texts/readme.<language>.toml, with named fields in braces."""

    none: str
    withheld: str
    anyway: str
    site: str
    left_out: str
    reason: str
    last: str
    never: str
    note: str


def site_gaps(sites: Sequence[WithheldSite]) -> tuple[SiteGap, ...]:
    """Sites for schema.json."""
    zh, en = Catalogue.load("zh"), Catalogue.load("en")
    return tuple(
        SiteGap(
            site=one.site,
            platform=one.platform,
            since=report_time(one.since),
            reasons=tuple(Bilingual(zh=zh.show(reason), en=en.show(reason)) for reason in one.reasons),
            listings=one.listings,
            last_reported=one.last_reported,
        )
        for one in sites
    )


def gaps_in_words(gaps: Gaps, phrases: GapPhrases, catalogue: Catalogue) -> str:
    """What a README says of the sites left out; that there is none is said too."""
    lines: list[str] = []
    if gaps.withheld:
        lines += [phrases.withheld, *_told(gaps.withheld, phrases, catalogue, left_out=True), phrases.note]
    else:
        lines.append(phrases.none)
    if gaps.included_anyway:
        lines += [phrases.anyway, *_told(gaps.included_anyway, phrases, catalogue, left_out=False)]
    return "\n".join(lines)


def _told(sites: Sequence[WithheldSite], phrases: GapPhrases, catalogue: Catalogue, *, left_out: bool) -> Iterator[str]:
    for one in sites:
        yield phrases.site.format(platform=one.platform or "–", site=one.site, since=report_time(one.since))
        for reason in one.reasons:
            yield phrases.reason.format(reason=catalogue.show(reason))
        if left_out:
            yield phrases.left_out.format(listings=one.listings)
            yield phrases.last.format(draft=one.last_reported) if one.last_reported else phrases.never
