"""Read a draft back by its own schema, and say what is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError
from lenswatch.core.messages import Message, message
from lenswatch.core.validation import field_problems
from lenswatch.reports.cell import units
from lenswatch.reports.column import Kind
from lenswatch.reports.folder import SUMS, names_in
from lenswatch.reports.formula_guard import guard, unguard
from lenswatch.reports.pictures import FOLDER
from lenswatch.reports.report_id import is_report_id
from lenswatch.reports.schema import FILE, ColumnSchema, Schema, TableSchema
from lenswatch.reports.sheet import Sheet, from_csv

_FORMS = {
    Kind.INTEGER: re.compile(r"\d+"),
    Kind.DECIMAL: re.compile(r"\d+(\.\d+)?"),
    Kind.TIME: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00"),
    Kind.DATE: re.compile(r"\d{4}-\d\d-\d\d"),
    Kind.SHA256: re.compile(r"[0-9a-f]{64}"),
}
_TIES = {
    "str_reports.csv": {"report_id", "item_count"},
    "str_items.csv": {"report_id", "item_no"},
    "str_indicators.csv": {"report_id", "item_no"},
}
"""Columns that tie the tables together; the other columns may change with the form."""
_SUM_LINE = re.compile(rf"([0-9a-f]{{64}})  ((?:{FOLDER}/)?[^/\n]+)")


@dataclass(frozen=True)
class ReadDraft:
    """A draft as read back."""

    sheets: Mapping[str, Sheet]
    """File name to its cells, guard taken off."""
    problems: tuple[Message, ...]
    """Empty if everything holds."""


def read_draft(folder: Path) -> ReadDraft:
    """Read the tables of a draft and check sums, heads, forms, code lists and the ties between tables.

    Raises:
        UserError: If a file is missing or cannot be read at all; names the file.
    """
    schema = _schema(folder)
    problems = list(_sum_problems(folder))
    sheets = {}
    for table in schema.tables:
        records = from_csv(_bytes(folder / table.url), table.url)
        problems += _shape_problems(table, records, schema)
        sheets[table.url] = _sheet(table, records)
        problems += _cell_problems(table, sheets[table.url], schema)
    problems += _tie_problems(sheets)
    return ReadDraft(sheets, tuple(problems))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError("{file}: cannot be read ({reason})", file=path, reason=error.strerror or error) from error


def _schema(folder: Path) -> Schema:
    path = folder / FILE
    try:
        schema = Schema.model_validate_json(_bytes(path))
    except ValidationError as error:
        problem = next(field_problems(error))
        raise UserError(
            "{file}: is not the schema of a draft: {key} {reason}", file=path, key=problem.path, reason=problem.reason
        ) from error
    found = {table.url: {column.name for column in table.columns} for table in schema.tables}
    if set(found) != set(_TIES) or any(not ties <= found[file] for file, ties in _TIES.items()):
        raise UserError("{file}: does not describe the tables of a draft", file=path)
    return schema


def _sum_problems(folder: Path) -> Iterator[Message]:
    text = _bytes(folder / SUMS).decode("utf-8", errors="replace")
    named = {match[2]: match[1] for match in map(_SUM_LINE.fullmatch, text.splitlines()) if match}
    present = names_in(folder) - {SUMS}
    for name in sorted(present | set(named)):
        if name not in named:
            yield message("{file}: is not listed in SHA256SUMS", file=name)
        elif name not in present:
            yield message("{file}: is listed in SHA256SUMS but missing", file=name)
        elif sha256_of(_bytes(folder / name)) != named[name]:
            yield message("{file}: has changed since the draft was written", file=name)


def _shape_problems(table: TableSchema, records: Sequence[Sequence[str]], schema: Schema) -> Iterator[Message]:
    mode = schema.dialect.header
    titles = [{"both": f"{c.titles.zh}|{c.name}", "zh": c.titles.zh, "en": c.name}[mode] for c in table.columns]
    if not records or list(records[0]) != titles:
        yield message("{file}: row 1: the heads are not those of the schema", file=table.url)
    for number, record in enumerate(records[1:], start=2):
        if len(record) != len(table.columns):
            yield message(
                "{file}: row {row}: has {found} cells, not {wanted}",
                file=table.url,
                row=number,
                found=len(record),
                wanted=len(table.columns),
            )
            continue
        for column, cell in zip(table.columns, record, strict=True):
            if column.guarded and cell != guard(unguard(cell)):
                yield _problem(table, number, column, message("is not guarded as the schema says"))


def _sheet(table: TableSchema, records: Sequence[Sequence[str]]) -> Sheet:
    rows = (
        tuple(unguard(cell) if column.guarded else cell for column, cell in zip(table.columns, record, strict=True))
        for record in records[1:]
        if len(record) == len(table.columns)
    )
    return Sheet(tuple(column.name for column in table.columns), tuple(rows))


def _cell_problems(table: TableSchema, sheet: Sheet, schema: Schema) -> Iterator[Message]:
    lists = {name: {one.code for one in codes} for name, codes in schema.code_lists.items()}
    for number, row in enumerate(sheet.rows, start=2):
        for column, cell in zip(table.columns, row, strict=True):
            reason = _complaint(column, cell, lists) if cell else None
            if reason:
                yield _problem(table, number, column, reason)
    keys = list(zip(*(sheet.column(name) for name in table.primary_key), strict=True))
    if len(set(keys)) != len(keys):
        yield message("{file}: two rows have the same {key}", file=table.url, key=", ".join(table.primary_key))


def _complaint(column: ColumnSchema, cell: str, lists: Mapping[str, set[str]]) -> Message | None:
    if units(cell) > column.max_length:
        return message("is longer than {limit} characters", limit=column.max_length)
    if column.empty is not None:
        return message("is filled, but the schema says it is not filled yet")
    if column.datatype is Kind.REPORT_ID and not is_report_id(cell):
        return message("is not a report number, or its check character does not fit")
    form = _FORMS.get(column.datatype)
    if form and not form.fullmatch(cell):
        return message("is not of the kind {kind}", kind=column.datatype.value)
    codes = cell.split(column.separator) if column.separator else [cell]
    unknown = sorted(set(codes) - lists[column.code_list]) if column.code_list else []
    return message("holds {code}, which its code list does not know", code=unknown[0]) if unknown else None


def _problem(table: TableSchema, number: int, column: ColumnSchema, reason: Message) -> Message:
    place = {"file": table.url, "row": number, "column": column.name}
    return message("{file}: row {row}, {column}: {reason}", **place, reason=reason)


def _tie_problems(sheets: Mapping[str, Sheet]) -> Iterator[Message]:
    reports, items, indicators = (sheets[f"str_{name}.csv"] for name in ("reports", "items", "indicators"))
    owners = items.column("report_id")
    for identifier, claimed in zip(reports.column("report_id"), reports.column("item_count"), strict=True):
        if str(owners.count(identifier)) != claimed:
            yield message("str_items.csv: report {id} does not have {count} rows", id=identifier, count=claimed)
    for orphan in sorted(set(owners) - set(reports.column("report_id"))):
        yield message("str_items.csv: report {id} is not in str_reports.csv", id=orphan)
    known = set(zip(owners, items.column("item_no"), strict=True))
    fired = set(zip(indicators.column("report_id"), indicators.column("item_no"), strict=True))
    for identifier, number in sorted(fired - known):
        yield message("str_indicators.csv: item {number} of {id} is not in str_items.csv", id=identifier, number=number)
