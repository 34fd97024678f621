"""Candidates as a table for a spreadsheet, and the decisions a curator wrote into it."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from lenswatch.core.errors import UserError
from lenswatch.core.messages import message
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.row import Column, Row
from lenswatch.keywords.sheets.csv_file import CsvStyle, read_csv, write_csv
from lenswatch.keywords.sheets.sheet import Sheet, SheetRow
from lenswatch.keywords.table import read_table
from lenswatch.keywords.term import MOST_SEVERE, Role
from lenswatch.keywords.variants import Policy
from lenswatch.ledger.candidates import Decision
from lenswatch.operations.mining.card import Card
from lenswatch.operations.mining.deciding import DEFAULT_SEVERITY, Choice
from lenswatch.reports.formula_guard import guard

TABLE = "candidates.csv"
COLUMNS = (
    Column("id", "编号", required=True),
    Column("expression", "词语"),
    Column("sellers", "卖家数"),
    Column("listings", "商品数"),
    Column("clean_listings", "正常商品数"),
    Column("first_seen", "首次发现"),
    Column("evidence", "依据"),
    Column("nearest", "最近词语"),
    Column("contexts", "语境"),
    Column("decision", "决定"),
    Column("role", "角色"),
    Column("severity", "严重度"),
    Column("signals", "信号"),
    Column("disguise", "伪装类别"),
    Column("variants", "变体"),
    Column("term", "并入词语编号"),
    Column("reason", "理由"),
)
_FILLED_IN = "decision"
"""From this column on the curator writes; the role is filled in as proposed."""
_XLSX = ".xlsx"


def candidate_table(cards: Sequence[Card], *, workbook: bool) -> bytes:
    """The cards as a file, a row each: CSV in UTF-8 with byte order mark, or a workbook."""
    header = tuple(column.header for column in COLUMNS)
    rows = tuple(SheetRow(number, number, _cells(card)) for number, card in enumerate(cards, start=2))
    sheet = Sheet(TABLE, TABLE, header, rows)
    return _workbook(sheet) if workbook else write_csv(sheet, CsvStyle(newline="\r\n", bom=True))


def read_choices(path: Path) -> tuple[Choice, ...]:
    """The decisions in a file that `candidate_table` made; rows without a decision are left for another day.

    Raises:
        UserError: If it cannot be read, or a row is wrong; every problem is named with its cell.
    """
    problems = Problems()
    choices = [choice for sheet in _read(path, problems) for choice in _choices(sheet, path, problems)]
    if problems.errors:
        raise UserError(
            "{file}: {count} problem(s); nothing was decided.\n{problems}",
            file=path,
            count=len(problems.errors),
            problems=tuple(finding.message for finding in problems.errors),
        )
    return tuple(choices)


def _cells(card: Card) -> tuple[str, ...]:
    near = card.nearest
    cells = {
        "id": card.id,
        "expression": card.expression,
        "sellers": str(card.sellers),
        "listings": str(card.listings),
        "clean_listings": str(card.clean_listings),
        "first_seen": card.first_seen.isoformat(timespec="seconds"),
        "evidence": "; ".join(f"{one.kind} {one.score:g}" for one in card.evidence),
        "nearest": f"{near.term_id} {near.text} ({near.how} {near.nearness:g})" if near else "",
        "contexts": " / ".join(f"{one.before}[{one.matched}]{one.after}" for one in card.contexts),
        "role": card.proposed_role.value,
    }
    return tuple(guard(cells.get(column.name, "")) for column in COLUMNS)


def _workbook(sheet: Sheet) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - 0.2 s to load, and few ask for a workbook
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - same

    from lenswatch.keywords.sheets.cells import cell_at, fill  # noqa: PLC0415 - same

    book = Workbook()
    page = book.worksheets[0]
    page.title = "candidates"
    for number, cells in enumerate((sheet.header, *(row.cells for row in sheet.rows)), start=1):
        for column, text in enumerate(cells, start=1):
            fill(cell_at(page, number, column), "", text)
    page.freeze_panes = "C2"
    letters = {column.name: cell_at(page, 1, place).column_letter for place, column in enumerate(COLUMNS, start=1)}
    for name, values in ((_FILLED_IN, list(Decision)), ("role", list(Role))):
        rule = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
        page.add_data_validation(rule)
        rule.add(f"{letters[name]}2:{letters[name]}{max(2, len(sheet.rows) + 1)}")
    page.column_dimensions[letters["contexts"]].width = 60
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _read(path: Path, problems: Problems) -> Iterator[Sheet]:
    if not path.is_file():
        raise UserError("{file}: there is no such file.", file=path)
    if path.suffix == _XLSX:
        from lenswatch.keywords.sheets.xlsx_file import read_workbook  # noqa: PLC0415 - 0.2 s, for workbooks only

        yield from read_workbook(path.name, path.read_bytes(), problems, TABLE)
    else:
        yield read_csv(TABLE, path.read_bytes(), problems, path.name)


def _choices(sheet: Sheet, path: Path, problems: Problems) -> Iterator[Choice]:
    taxonomy = Taxonomy.load()
    for row in read_table(sheet, COLUMNS, problems):
        if row.text(_FILLED_IN):
            yield _choice(row, f"{path.name}:{row.place('id').line}: ", taxonomy)


def _choice(row: Row, where: str, taxonomy: Taxonomy) -> Choice:
    if not row.text("reason"):
        row.wrong("reason", message("is empty; fill it in."))
    return Choice(
        wanted=row.text("id"),
        decision=Decision(row.choice(_FILLED_IN, list(Decision))),
        reason=row.text("reason"),
        role=Role(row.choice("role", list(Role))) if row.text("role") else None,
        severity=row.whole("severity", 1, MOST_SEVERE) if row.text("severity") else DEFAULT_SEVERITY,
        signals=row.choices("signals", taxonomy.known_signals, message("a signal of taxonomy.json")),
        disguise=row.text("disguise"),
        variants=row.choices("variants", tuple(Policy), message("a policy of variants.csv")),
        term_id=row.text("term"),
        where=where,
    )
