"""Three-way merge of whole lexicons, written as CSV files."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import ClassVar

from lenswatch.core.errors import LexiconError, UserError
from lenswatch.core.files import storage_error, written_aside
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.csv_file import CsvStyle, write_csv
from lenswatch.keywords.sheets.merging import Conflict, TableMerge
from lenswatch.keywords.sheets.sheet import CONFLICTS, Sheet
from lenswatch.keywords.sheets.source import Tables, read_given

_FORMULA = tuple("=+-@")


@dataclass(frozen=True)
class Merged:
    """What a merge did."""

    HEADS: ClassVar = ("table", "key", "column", "base", "mine", "theirs")
    folder: Path
    """Where the result was to go."""
    written: bool
    """Whether it went there; False where conflicts kept mine as it was."""
    taken: int
    """Cells and rows taken from theirs."""
    conflicts: tuple[Conflict, ...]
    conflicts_file: Path | None


def merge_lexicons(base: Path, mine: Path, theirs: Path, out: Path | None) -> Merged:
    """Merge three versions of a lexicon, each a folder or a workbook.

    Args:
        base: What both began with.
        mine: Its layout and, in a conflict, its cells are kept. Receives the result if `out` is None and there is no
            conflict.
        theirs: The other side.
        out: New or empty folder for the result, with mine's cells in conflicts.

    Raises:
        LexiconErrors: If a table of the three cannot be read.
        LexiconError: If mine is the lexicon that ships, or holds workbooks, and `out` is None.
        UserError: If a path is not there, or `out` holds something.
    """
    problems = Problems()
    before, own, other = (_read(path, problems) for path in (base, mine, theirs))
    problems.raise_if_any()
    _refuse(mine, own, out)
    tables = sorted(table for table in {**own, **other} if not _left_out(table, before, own, other))
    merges = [_merge(table, before, own, other) for table in tables]
    results = {merge.mine.table: _bytes(merge, mine) for merge in merges}
    conflicts = tuple(conflict for merge in merges for conflict in merge.conflicts)
    written = out is not None or not conflicts
    folder = out or mine
    if written:
        _write(folder, results)
    if conflicts:
        _write(folder, {CONFLICTS: _listed(conflicts)})
    return Merged(
        folder, written, sum(merge.taken for merge in merges), conflicts, folder / CONFLICTS if conflicts else None
    )


def _read(path: Path, problems: Problems) -> Tables:
    if not path.exists():
        raise UserError("{path}: there is no such file or folder.", path=path)
    return read_given(path, problems)


def _refuse(mine: Path, own: Tables, out: Path | None) -> None:
    with as_file(files("lenswatch").joinpath("keywords")) as shipped:
        if (out or mine).resolve() == shipped.resolve():
            raise LexiconError("{folder}: is the lexicon that ships; merge into a copy with --out.", folder=out or mine)
    if out is None and any(sheet.file != table for table, sheet in own.items()):
        raise LexiconError("{path}: holds a workbook; name a folder for the CSV files with --out.", path=mine)
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UserError("{path}: is there already; name a new folder with --out.", path=out)


def _left_out(table: str, before: Tables, own: Tables, other: Tables) -> bool:
    """Whether mine removed a table, such as one it split, that theirs left alone."""
    if table in own or table not in before:
        return False
    return [row.cells for row in before[table].rows] == [row.cells for row in other[table].rows]


def _merge(table: str, before: Tables, own: Tables, other: Tables) -> TableMerge:
    like = own.get(table) or other[table]
    nothing = Sheet(table, table, like.header, ())
    return TableMerge(
        before.get(table, nothing),
        own.get(table) or before.get(table, nothing),
        other.get(table, before.get(table, nothing)),
    )


def _bytes(merge: TableMerge, mine: Path) -> bytes:
    original = mine / merge.mine.table
    style = CsvStyle.of(original.read_bytes()) if original.is_file() else CsvStyle()
    return write_csv(merge.merged(), style)


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    for name, data in contents.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == data:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, path.parent) from error
        with written_aside(path) as stream:
            stream.write(data)


def _listed(conflicts: tuple[Conflict, ...]) -> bytes:
    style = CsvStyle(bom=True)
    rows: list[tuple[str, ...]] = [("表|table", "行|key", "列|column", "原值|base", "我方|mine", "对方|theirs")]
    rows += [tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in one.cells) for one in conflicts]
    return ("\ufeff" + "".join(map(style.line, rows))).encode()
