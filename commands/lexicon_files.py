"""`lenswatch lexicon check`, `template` and `merge`: the curators' tables as files."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_lexicon_files import show_examination, show_merge
from lenswatch.core.clock import CHINA, SystemClock
from lenswatch.core.errors import UserError
from lenswatch.core.exit_code import ExitCode
from lenswatch.core.files import written_aside
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import shipped_keywords
from lenswatch.keywords.problems import Problems, Severity
from lenswatch.keywords.sheets.checking import examine
from lenswatch.keywords.sheets.merge_files import merge_lexicons
from lenswatch.keywords.sheets.source import is_table_of, read_given


def check(
    context: typer.Context,
    source: Annotated[
        Path | None, typer.Argument(metavar="[DIR|FILE]", help="A lexicon's folder, workbook or one of its files.")
    ] = None,
    mark: Annotated[Path | None, typer.Option(help="Write a copy with a column of problems here.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the lexicon's tables: what is wrong in which cell, and how to mend it. Ends with 1 if there are errors.

    Example: lenswatch lexicon check keywords --mark problems.xlsx
    """
    session: Session = context.obj
    source = source or _present(session)
    if mark:
        _refuse_table(mark, source)
    found = examine(source, SystemClock().now().astimezone(CHINA).date())
    if mark:
        from lenswatch.keywords.sheets.marking import marked  # noqa: PLC0415 - openpyxl takes 0.2 s to load

        _write(mark, marked(found, session.catalogue.show, Taxonomy.load()))
    show_examination(session, found, mark, as_json=as_json)
    failed = found.of(Severity.ERROR) or (strict and found.findings)
    sys.exit(ExitCode.FINDINGS if failed else ExitCode.OK)


def template(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The workbook to write; an existing file is never replaced.")] = Path(
        "lexicon.xlsx"
    ),
    source: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="Fill it with the lexicon of this folder or workbook.")
    ] = None,
) -> None:
    """Write a workbook with one sheet a table, drop-downs and an explanation of every column.

    Without --from it holds the points of the lexicon that ships and is empty otherwise.

    Example: lenswatch lexicon template --from keywords --out lexicon.xlsx
    """
    from lenswatch.keywords.sheets import template as workbook  # noqa: PLC0415 - openpyxl takes 0.2 s to load

    session: Session = context.obj
    if out.exists():
        raise UserError("{path}: is there already; move it away or name another file with --out.", path=out)
    problems = Problems()
    if source and not source.exists():
        raise UserError("{path}: there is no such file or folder.", path=source)
    tables = read_given(source or shipped_keywords(), problems)
    problems.raise_if_any()
    if source is None:
        tables = {"weights.csv": tables["weights.csv"]}
    _write(out, workbook.template(tables, Taxonomy.load()))
    session.say("{path}: workbook written; the sheet 说明 help explains every column.", path=out)


def merge(
    context: typer.Context,
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The lexicon both began with.")],
    mine: Annotated[Path, typer.Argument(metavar="MINE", help="Your lexicon; it receives the result.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The other one.")],
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write here; leave MINE as it is.")] = None,
    as_json: AsJson = False,
) -> None:
    """Join two edited copies of a lexicon, cell by cell.

    Where both changed the same cell differently, yours stays and conflicts.csv names both values; the command then ends
    with 1, and without --out MINE is left as it is.

    Example: lenswatch lexicon merge base keywords theirs --out merged
    """
    session: Session = context.obj
    result = merge_lexicons(base, mine, theirs, out)
    show_merge(session, result, as_json=as_json)
    sys.exit(ExitCode.FINDINGS if result.conflicts else ExitCode.OK)


def _present(session: Session) -> Path:
    tables = session.workspace.keywords if session.workspace else None
    return tables or Path(str(shipped_keywords()))


def _refuse_table(mark: Path, source: Path) -> None:
    if mark.suffix != ".xlsx":
        raise UserError("{path}: a marked copy is a workbook; let its name end in .xlsx.", path=mark)
    if mark.resolve() == source.resolve() or is_table_of(source.resolve(), mark.resolve()):
        raise UserError("{path}: would be a table of the lexicon; name another file for the marked copy.", path=mark)


def _write(path: Path, data: bytes) -> None:
    with written_aside(path) as stream:
        stream.write(data)
