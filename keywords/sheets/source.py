"""Where a lexicon's tables lie: a folder of CSV files and workbooks, one workbook, or one CSV file."""

from collections.abc import Collection, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from lenswatch.core.errors import LexiconError
from lenswatch.keywords.problems import Problems
from lenswatch.keywords.sheets.csv_file import CsvStyle, read_csv, write_csv
from lenswatch.keywords.sheets.sheet import MAY_BE_ABSENT, SINGLE, TERMS, Sheet

_CSV, _XLSX = ".csv", ".xlsx"
_WHOLE = "lexicon.xlsx"
"""A workbook of this name in the folder holds all tables, or some of them."""
_TEMPORARY = ("~$", ".")
"""How names of files begin that spreadsheets keep beside an open one."""

Tables = Mapping[str, Sheet]
"""Sheet by the name of its table."""


def read_tables(source: Path | Traversable, problems: Problems) -> Tables:
    """Every table of a lexicon; what is missing, unreadable or there twice is noted.

    Args:
        source: A folder with terms/*.csv, context.csv, exclusions.csv, weights.csv and variants.csv; in place of each
            may stand an .xlsx of the same name, or one lexicon.xlsx for several. Or such a workbook itself.
        problems: Takes what is wrong.
    """
    if source.is_file():
        tables = _once(_read_workbook(source.name, source.read_bytes(), problems), problems)
    else:
        tables = _once(_of_folder(source, problems), problems)
    if not problems.errors:
        _note_missing(source, tables, problems)
    return tables


def read_given(source: Path | Traversable, problems: Problems) -> Tables:
    """The tables that are there, with nothing said about those that are not."""
    if source.is_file():
        return _once(_read_workbook(source.name, source.read_bytes(), problems), problems)
    return _once(_of_folder(source, problems, warn=False), problems)


def read_copies(folder: Path | Traversable) -> Mapping[str, bytes]:
    """Bytes of each table as a CSV file, in order of name: those of its file, or those a workbook amounts to.

    Raises:
        LexiconErrors: If a table is missing, stands there twice, or is an unreadable workbook. CSV files are not read.
    """
    problems = Problems()
    files = {name: path for name, path in files_of(folder).items() if name.endswith(_CSV)}
    copies = {name: path.read_bytes() for name, path in files.items()}
    if workbooks_of(folder):
        for name, sheet in _once(_of_folder(folder, problems), problems).items():
            copies.setdefault(name, write_csv(sheet, CsvStyle()))
    problems.raise_if_any()
    _note_missing(folder, copies, problems)
    problems.raise_if_any()
    return dict(sorted(copies.items()))


def workbooks_of(folder: Path | Traversable) -> tuple[str, ...]:
    """The workbooks that hold tables of a folder."""
    return tuple(name for name in files_of(folder) if name.endswith(_XLSX))


def is_table_of(folder: Path, path: Path) -> bool:
    """Whether a file, there or not yet, would be read as a table of the lexicon in a folder."""
    try:
        name = path.absolute().relative_to(folder.absolute()).as_posix()
    except ValueError:
        return False
    return name in _fixed_names() or (name.startswith(TERMS) and name.endswith((_CSV, _XLSX)))


def _fixed_names() -> tuple[str, ...]:
    csv = (*SINGLE, *MAY_BE_ABSENT)
    return (*csv, *(name.replace(_CSV, _XLSX) for name in csv), _WHOLE)


def files_of(folder: Path | Traversable) -> Mapping[str, Path | Traversable]:
    """The files of a lexicon's folder by their path in it, in order; files of open spreadsheets are left out."""
    paths = {name: folder.joinpath(name) for name in _fixed_names()}
    terms = folder.joinpath(TERMS)
    if terms.is_dir():
        paths |= {f"{TERMS}{path.name}": path for path in terms.iterdir() if _is_table(path.name)}
    return {name: path for name, path in sorted(paths.items()) if path.is_file()}


def _read_workbook(file: str, data: bytes, problems: Problems, table: str | None = None) -> Iterator[Sheet]:
    from lenswatch.keywords.sheets.xlsx_file import read_workbook  # noqa: PLC0415 - most lexicons have none; 0.2 s

    yield from read_workbook(file, data, problems, table)


def _is_table(name: str) -> bool:
    return name.endswith((_CSV, _XLSX)) and not name.startswith(_TEMPORARY)


def _of_folder(folder: Path | Traversable, problems: Problems, *, warn: bool = True) -> Iterator[Sheet]:
    files = files_of(folder)
    if warn and _WHOLE not in files and not folder.joinpath(TERMS).is_dir():
        problems.add_error(LexiconError("{folder}: the folder terms is missing; is this a lexicon?", folder=folder))
    for name, path in files.items():
        if name == _WHOLE:
            yield from _read_workbook(name, path.read_bytes(), problems)
        elif name.endswith(_XLSX):
            yield from _read_workbook(name, path.read_bytes(), problems, name.replace(_XLSX, _CSV))
        else:
            yield read_csv(name, path.read_bytes(), problems)


def _once(sheets: Iterator[Sheet], problems: Problems) -> Tables:
    tables: dict[str, Sheet] = {}
    for sheet in sheets:
        first = tables.setdefault(sheet.table, sheet)
        if first is not sheet:
            problems.add_error(
                LexiconError(
                    "{file}: {table} stands in {other} too; keep one of the two.",
                    file=sheet.file,
                    table=sheet.table.removesuffix(_CSV),
                    other=first.file,
                )
            )
    return tables


def _note_missing(source: Path | Traversable, tables: Collection[str], problems: Problems) -> None:
    if not any(name.startswith(TERMS) for name in tables):
        problems.add_error(LexiconError("{folder}: holds no table of terms.", folder=source))
    for name in SINGLE:
        if name not in tables:
            problems.add_error(LexiconError("{file}: the table is missing in {folder}.", file=name, folder=source))
