"""What changed between two lexicons, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lenswatch.keywords import emergencies, exclusion, rule, switched_off, term, variants, weights
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.releases.tables import Tables
from lenswatch.keywords.row import Column
from lenswatch.keywords.sheets.csv_file import read_csv
from lenswatch.keywords.table import header_of, read_table
from lenswatch.keywords.term import State

_Cells = Mapping[str, str]
_KEYS = ("id",)
_TABLES: Mapping[str, tuple[Sequence[Column], Sequence[str]]] = {
    "context.csv": (rule.COLUMNS, _KEYS),
    "exclusions.csv": (exclusion.COLUMNS, _KEYS),
    "weights.csv": (weights.COLUMNS, ("role", "severity")),
    "variants.csv": (variants.COLUMNS, ("policy", "original", "becomes")),
    "switched_off.csv": (switched_off.COLUMNS, ("id", "policy", "spelling")),
    "emergencies.csv": (emergencies.COLUMNS, _KEYS),
}
"""Columns of each table, and which of them name a row."""
TERMS = "terms"


@dataclass(frozen=True)
class CellChange:
    """One cell."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row that is new, gone or different."""

    table: str
    """Name of the file; "terms" for all tables of terms."""
    key: str
    """What names the row: an id, or cells joined by a blank."""
    kind: str
    """One of added, removed, retired, changed."""
    label: str
    """What it is about, for people: the term's word."""
    cells: tuple[CellChange, ...]
    """Cells that differ; none for a row that is new or gone."""


def compare(old: Tables, new: Tables) -> tuple[RowChange, ...]:
    """Each row that differs, terms first.

    Raises:
        LexiconErrors: If a table cannot be read.
    """
    problems = Problems()
    before, after = _rows(old, problems), _rows(new, problems)
    problems.raise_if_any()
    changes = []
    for table in before:
        keys = dict.fromkeys([*before[table], *after[table]])
        found = (_change(table, key, before[table].get(key), after[table].get(key)) for key in keys)
        changes += [change for change in found if change is not None]
    return tuple(changes)


def _change(table: str, key: tuple[str, ...], before: _Cells | None, after: _Cells | None) -> RowChange | None:
    label = (after or before or {}).get("term", "")
    name = " ".join(part for part in key if part)
    if before is None:
        return RowChange(table, name, "added", label, ())
    if after is None:
        return RowChange(table, name, "removed", label, ())
    differ = (column for column in before if before[column] != after[column])
    cells = tuple(CellChange(column, before[column], after[column]) for column in differ)
    if not cells:
        return None
    retired = table == TERMS and after["state"] == State.RETIRED and before["state"] != State.RETIRED
    return RowChange(table, name, "retired" if retired else "changed", label, cells)


def _rows(tables: Tables, problems: Problems) -> Mapping[str, Mapping[tuple[str, ...], _Cells]]:
    """Table to key to cells."""
    found: dict[str, Mapping[tuple[str, ...], _Cells]] = {TERMS: {}}
    for name in sorted(name for name in tables.files if name.startswith("terms/")):
        found[TERMS] = {**found[TERMS], **_read(name, tables.files[name], term.COLUMNS, _KEYS, problems)}
    for name, (columns, keys) in _TABLES.items():
        found[name] = _read(name, tables.files.get(name, header_of(columns)), columns, keys, problems)
    return found


def _read(
    file: str, data: bytes, columns: Sequence[Column], keys: Sequence[str], problems: Problems
) -> Mapping[tuple[str, ...], _Cells]:
    rows = list(read_table(read_csv(file, data, problems), columns, problems))
    return {
        tuple(row.text(key) for key in keys): {column.name: row.text(column.name) for column in columns} for row in rows
    }
