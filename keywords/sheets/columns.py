"""Which columns each table has, and rows read by them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lenswatch.keywords import emergencies, exclusion, rule, switched_off, term, variants, weights
from lenswatch.keywords.releases import changelog
from lenswatch.keywords.row import Column
from lenswatch.keywords.sheets.sheet import (
    CHANGELOG,
    EMERGENCIES,
    PROBLEM_COLUMN,
    SWITCHED_OFF,
    TERMS,
    Sheet,
    SheetRow,
    english,
    record,
)

_COLUMNS: Mapping[str, Sequence[Column]] = {
    "context.csv": rule.COLUMNS,
    "exclusions.csv": exclusion.COLUMNS,
    "variants.csv": variants.COLUMNS,
    "weights.csv": weights.COLUMNS,
    CHANGELOG: changelog.COLUMNS,
    SWITCHED_OFF: switched_off.COLUMNS,
    EMERGENCIES: emergencies.COLUMNS,
}
_KEYS = {
    "weights.csv": ("role", "severity"),
    "variants.csv": ("policy", "original"),
    SWITCHED_OFF: ("id", "policy", "spelling"),
}
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

    The key is the id; in weights role and severity, in variants policy and original, in switched_off id, policy and
    spelling, in the CHANGELOG the whole row. Where a key stands again, its number is added; so keys are unique.
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
