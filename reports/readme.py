"""README_zh.txt and README_en.txt: what a draft is, for the person who opens the folder."""

from collections.abc import Sequence
from importlib.resources import files
from string import Template

from lenswatch.core.clock import report_time
from lenswatch.reports.occasion import Occasion

LANGUAGES = ("zh", "en")


def file_name(language: str) -> str:
    """Name of the file in the draft."""
    return f"README_{language}.txt"


def readme(language: str, occasion: Occasion, counts: Sequence[int]) -> str:
    """The text in one language.

    Args:
        language: Either zh or en.
        occasion: Run, period and time of the draft.
        counts: Rows of the three tables.
    """
    template = files("lenswatch").joinpath("reports", "texts", f"readme.{language}.md").read_text(encoding="utf-8")
    reports, items, indicators = counts
    return Template(template).substitute(
        run=occasion.run_id,
        generated_at=report_time(occasion.generated_at),
        period_start=report_time(occasion.period.start),
        period_end=report_time(occasion.period.end),
        reports=reports,
        items=items,
        indicators=indicators,
    )
