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
from lenswatch.reports.withheld import NO_GAPS, Gaps

LANGUAGES = ("zh", "en")


class Parts(Record):
    """texts/readme.<language>.toml."""

    gaps: GapPhrases
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
    language: str, occasion: Occasion, counts: Sequence[int], jurisdiction: Jurisdiction, gaps: Gaps = NO_GAPS
) -> str:
    """The text in one language.

    Args:
        language: Either zh or en.
        occasion: Run, period and time of the draft.
        counts: Rows of the three tables.
        jurisdiction: Whose law was looked at.
        gaps: The sites left out.
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
        law=parts.law.get(jurisdiction, parts.law["other"]),
        where=parts.where.get(jurisdiction, parts.where["other"]),
    )


def _text(name: str) -> str:
    return files("lenswatch").joinpath("reports", "texts", name).read_text(encoding="utf-8")
