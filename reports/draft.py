"""Drafts of suspicious-transaction reports: a folder of tables that nobody has reviewed yet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lenswatch.core.config import Config, Jurisdiction, Reporter
from lenswatch.core.errors import LenswatchError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.ledger.captures import Capture
from lenswatch.ledger.sellers import SellerRollup
from lenswatch.reports import readme, schema
from lenswatch.reports.column import Header, Table
from lenswatch.reports.folder import publish, with_sums
from lenswatch.reports.indicator_columns import INDICATORS
from lenswatch.reports.item_columns import ITEMS
from lenswatch.reports.language import Words
from lenswatch.reports.occasion import Occasion
from lenswatch.reports.pictures import NO_PICTURES, DraftPictures
from lenswatch.reports.report_columns import REPORTS
from lenswatch.reports.report_id import platform_code, report_id
from lenswatch.reports.rows import ItemRow, ReportRow
from lenswatch.reports.sheet import Sheet, filled, to_csv
from lenswatch.reports.verify_draft import read_draft
from lenswatch.reports.withheld import NO_GAPS, Gaps, WithheldSite
from lenswatch.reports.wording import official_names, refuse_findings

TABLES: tuple[Table[Any], ...] = (REPORTS, ITEMS, INDICATORS)


@dataclass(frozen=True)
class DraftReport:
    """A draft as it lies on the disk."""

    folder: Path
    files: tuple[Path, ...]
    """By name."""
    report_ids: tuple[str, ...]
    """In the order of str_reports.csv."""
    item_count: int
    """Flagged listings."""
    indicator_count: int
    """Signals of those listings."""
    withheld: tuple[WithheldSite, ...] = ()
    """Sites left out, because their last crawl was not sound."""
    included_anyway: tuple[WithheldSite, ...] = ()
    """Sites whose last crawl was not sound, and which a person included all the same."""

    @property
    def report_count(self) -> int:
        """Sellers with at least one flagged listing."""
        return len(self.report_ids)


def draft_report(
    rollups: Iterable[SellerRollup],
    occasion: Occasion,
    config: Config,
    taxonomy: Taxonomy,
    out: Path,
    *,
    captures: Mapping[int, Capture] | None = None,
    header: Header = "both",
    gaps: Gaps = NO_GAPS,
    pictures: DraftPictures = NO_PICTURES,
) -> DraftReport:
    """Write `<out>/drafts/<run id>/` with the tables, their schema, a README in two languages and SHA256SUMS.

    Args:
        rollups: Sellers as `roll_up` gives them; one enters if at least one of its listings is in band flag.
        occasion: Run, period and time of the draft.
        config: Who reports, and under whose law.
        taxonomy: Codes and names.
        out: Where the folder `drafts` lies or is made.
        captures: The response behind each `capture_id` of the flagged listings, where there is one.
        header: Heads of the columns: 中文|english, or one of the two.
        gaps: The sites left out.
        pictures: Annotated copies of pictures, for the folder `evidence`.

    Raises:
        WordingError: If a text of ours would state a finding; nothing is written.
        StorageError: If the disk is full or refuses.
    """
    words = Words.of(config, taxonomy)
    flagged = [rollup for rollup in rollups if rollup.flagged]
    reports = _report_rows(flagged, occasion, config.reporter, words, captures or {})
    items = [item for report in reports for item in report.items]
    indicators = [indicator for item in items for indicator in item.indicators]
    sheets = (filled(REPORTS, reports), filled(ITEMS, items), filled(INDICATORS, indicators))
    paper = _Paper(occasion, config.profile.jurisdiction, taxonomy, header, gaps, pictures)
    files = _files(sheets, paper)
    folder = publish(out / "drafts" / occasion.run_id, files, lambda aside: _check(aside, sheets))
    return DraftReport(
        folder=folder,
        files=tuple(folder / name for name in sorted(files)),
        report_ids=tuple(report.report_id for report in reports),
        item_count=len(items),
        indicator_count=len(indicators),
        withheld=gaps.withheld,
        included_anyway=gaps.included_anyway,
    )


@dataclass(frozen=True)
class _Paper:
    """What goes around the tables."""

    occasion: Occasion
    jurisdiction: Jurisdiction
    taxonomy: Taxonomy
    header: Header
    gaps: Gaps
    pictures: DraftPictures


def _report_rows(
    rollups: Sequence[SellerRollup],
    occasion: Occasion,
    reporter: Reporter,
    words: Words,
    captures: Mapping[int, Capture],
) -> list[ReportRow]:
    """One row for each seller; numbers count up within a platform, in the order given."""
    numbers: Counter[str] = Counter()
    rows = []
    for rollup in rollups:
        platform = platform_code(rollup.key.platform)
        numbers[platform] += 1
        identifier = report_id(platform, occasion.generated_at, numbers[platform])
        items = tuple(
            ItemRow(identifier, number, judged, captures.get(judged.stored.capture_id or 0), words)
            for number, judged in enumerate(rollup.flagged, start=1)
        )
        rows.append(ReportRow(identifier, rollup, items, occasion, reporter, words))
    return rows


def _files(sheets: Sequence[Sheet], paper: _Paper) -> dict[str, bytes]:
    allowed = official_names(paper.taxonomy)
    files = {schema.FILE: schema.schema_of(TABLES, paper.taxonomy, paper.header, paper.gaps).to_json()}
    for table, sheet in zip(TABLES, sheets, strict=True):
        _lint(table, sheet, allowed)
        files[table.file] = to_csv(table, sheet, paper.header)
    for language in readme.LANGUAGES:
        counts = [len(sheet.rows) for sheet in sheets]
        text = readme.readme(language, paper.occasion, counts, paper.jurisdiction, paper.gaps, pictures=paper.pictures)
        refuse_findings(text, readme.file_name(language), allowed)
        files[readme.file_name(language)] = text.encode()
    refuse_findings(files[schema.FILE].decode(), schema.FILE, allowed)
    return with_sums({**files, **paper.pictures.files})


def _lint(table: Table[Any], sheet: Sheet, allowed: Sequence[str]) -> None:
    for place, column in enumerate(table.columns):
        refuse_findings(column.title("both"), f"{table.file}: {column.en}", allowed)
        if not column.theirs:
            for number, row in enumerate(sheet.rows, start=2):
                refuse_findings(row[place], f"{table.file}: row {number}, {column.en}", allowed)


def _check(aside: Path, sheets: Sequence[Sheet]) -> None:
    """Read the draft back as a stranger would, before anybody can see it."""
    draft = read_draft(aside)
    if draft.problems:
        raise LenswatchError("the draft breaks its own form and was not written: {problem}", problem=draft.problems[0])
    if tuple(draft.sheets.values()) != tuple(sheets):
        raise LenswatchError("the draft does not read back as it was written; it was not kept.")
