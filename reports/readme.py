"""README_zh.txt and README_en.txt: what a draft is, for the person who opens the folder."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template
from typing import Self

from lenswatch.core.clock import report_time
from lenswatch.core.config import Jurisdiction
from lenswatch.core.messages import Catalogue
from lenswatch.core.record import Record
from lenswatch.reports.gaps import GapPhrases, gaps_in_words
from lenswatch.reports.occasion import Occasion
from lenswatch.reports.pictures import NO_PICTURES, DraftPictures
from lenswatch.reports.withheld import NO_GAPS, Gaps

LANGUAGES = ("zh", "en")


class Parts(Record):
    """texts/readme.<language>.toml."""

    gaps: GapPhrases
    pictures: Mapping[str, str]
    """What is said of annotated pictures: files, kept_out, too_many."""
    law: Mapping[str, str]
    """Jurisdiction to the law that was looked at, and who determines; `other` names none."""
    where: Mapping[str, str]
    """Jurisdiction to where to report."""

    @classmethod
    def load(cls, language: str) -> Self:
        """Read the parts in a language."""
        return cls.model_validate(tomllib.loads(_text(f"readme.{language}.toml")))


def file_name(language: str) -> str:
    """Name of the file in the draft."""
    return f"README_{language}.txt"


def readme(
    language: str,
    occasion: Occasion,
    counts: Sequence[int],
    jurisdiction: Jurisdiction,
    gaps: Gaps = NO_GAPS,
    *,
    pictures: DraftPictures = NO_PICTURES,
) -> str:
    """The text in one language.

    Args:
        language: Either zh or en.
        occasion: Run, period and time of the draft.
        counts: Rows of the three tables.
        jurisdiction: Whose law was looked at.
        gaps: The sites left out.
        pictures: What lies in the folder `evidence`.
    """
    parts = Parts.load(language)
    reports, items, indicators = counts
    return Template(_text(f"readme.{language}.md")).substitute(
        run=occasion.run_id,
        generated_at=report_time(occasion.generated_at),
        period_start=report_time(occasion.period.start),
        period_end=report_time(occasion.period.end),
        reports=reports,
        items=items,
        indicators=indicators,
        gaps=gaps_in_words(gaps, parts.gaps, Catalogue.load(language)),
        pictures=_pictures(parts.pictures, pictures),
        law=parts.law.get(jurisdiction, parts.law["other"]),
        where=parts.where.get(jurisdiction, parts.where["other"]),
    )


def _pictures(phrases: Mapping[str, str], pictures: DraftPictures) -> str:
    """Lines on the folder of pictures; none where nothing was seen in any."""
    counts = {"files": len(pictures.files), "kept_out": pictures.kept_out, "too_many": pictures.too_many}
    return "".join(f"{phrases[name].format(count=count)}\n" for name, count in counts.items() if count)


def _text(name: str) -> str:
    return files("lenswatch").joinpath("reports", "texts", name).read_text(encoding="utf-8")
