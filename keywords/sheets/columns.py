"""Which columns each table has, and rows read by them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lenswatch.keywords import exclusion, rule, term, variants, weights
from lenswatch.keywords.row import Column
from lenswatch.keywords.sheets.sheet import CHANGELOG, PROBLEM_COLUMN, TERMS, Sheet, SheetRow, english, record

CHANGES = (
    Column("time", "时间", required=True),
    Column("actor", "执行人", required=True),
    Column("action", "动作", required=True),
    Column("object", "对象", required=True),
    Column("reason", "理由", required=True),
    Column("version", "版本"),
)
"""Of CHANGELOG.csv; others may stand behind them."""
_COLUMNS: Mapping[str, Sequence[Column]] = {
    "context.csv": rule.COLUMNS,
    "exclusions.csv": exclusion.COLUMNS,
    "variants.csv": variants.COLUMNS,
    "weights.csv": weights.COLUMNS,
    CHANGELOG: CHANGES,
}
_KEYS = {"weights.csv": ("role", "severity"), "variants.csv": ("policy", "original")}
Key = tuple[str, ...]


def columns_of(table: str) -> Sequence[Column]:
    """The columns of a table by its name."""
    return term.COLUMNS if table.startswith(TERMS) else _COLUMNS[table]


def names_of(sheet: Sheet) -> tuple[str, ...]:
    """English name of each column, also where the header has its Chinese half only; others stay as they are."""
    by_half = {half: one.name for one in columns_of(sheet.table) for half in (one.name, one.name_zh, one.header)}
    problem = PROBLEM_COLUMN.split("|")
    names = (by_half.get(cell.strip(), english(cell)) for cell in sheet.header)
    return tuple("" if name in problem else name for name in names)


def keyed(sheet: Sheet) -> Iterator[tuple[Key, SheetRow, Mapping[str, str]]]:
    """Each row that is not empty with what makes it the same row in another version of the table, and its cells.

    The key is the id; in weights role and severity, in variants policy and original, in the CHANGELOG the whole row.
    Where a key stands again, which only variants and the CHANGELOG allow, its number is added; so keys are unique.
    """
    seen: Counter[Key] = Counter()
    names = names_of(sheet)
    columns = _KEYS.get(sheet.table, names if sheet.table == CHANGELOG else ("id",))
    for row in sheet.rows:
        if not row.empty:
            cells = record(names, row.cells)
            key = tuple(cells.get(name, "") for name in columns)
            seen[key] += 1
            yield (key if seen[key] == 1 else (*key, f"#{seen[key]}")), row, cells
