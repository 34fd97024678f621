"""CSV and Parquet. A dotted column is a field of a field: seller.id, attributes.材质."""

import csv
import io
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from lenswatch.core.errors import FeedError
from lenswatch.core.feed.row import FeedProblem, FeedRow, to_row
from lenswatch.core.messages import message

_NUMBERS = ("price", "price_high", "regular_price")
_IDENTIFIERS = ("id", "sku", "seller.id")
_PICTURES = "images"
_MOST_BROKEN_ROWS = 100
_PARQUET_MAGIC = b"PAR1"
_SMALLEST_PARQUET = 12  # two magics and the length of the footer


def read_csv(path: Path) -> Iterator[FeedRow | FeedProblem]:
    """Read a comma-separated file with a header line; pictures are parted by "|".

    A row whose quotation marks do not fit is refused, and reading goes on with the line after the one it began on.

    Raises:
        FeedError: If there is no header, it lacks a title column or names one column twice, or too many rows break.
    """
    with _opened(path) as stream:
        reader = csv.reader(stream, strict=True)
        header = _header(path, reader)
        line = reader.line_num
    for _ in range(_MOST_BROKEN_ROWS):
        broken = yield from _csv_rows(path, header, line)
        if broken is None:
            return
        line = broken
    raise FeedError("{file}: more than {count} rows with broken quotation marks", file=path, count=_MOST_BROKEN_ROWS)


def _opened(path: Path) -> TextIO:
    return path.open("r", encoding="utf-8-sig", errors="surrogateescape", newline="")


def _csv_rows(path: Path, header: Sequence[str], skip: int) -> Generator[FeedRow | FeedProblem, None, int | None]:
    """Rows after so many lines; returns the line of a broken row, None at the end of the file."""
    with _opened(path) as stream:
        reader = csv.reader(islice(stream, skip, None), strict=True)
        while True:
            line = skip + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return None
            except csv.Error as error:
                reason = message(
                    "has quotation marks that do not fit ({reason}); double those inside a text", reason=error
                )
                yield FeedProblem(line, "", reason)
                return line
            if cells:
                yield _csv_row(line, header, cells)


def _header(path: Path, reader: Iterator[list[str]]) -> Sequence[str]:
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise FeedError("{file}: not readable as CSV: {reason}", file=path, reason=error) from error
    if "title" not in header:
        raise FeedError(
            "{file}: line 1: no column title. The first line must name the columns, parted by commas; found: {found}",
            file=path,
            found=", ".join(header)[:200].encode(errors="replace").decode(),
        )
    twice = {name for name in header if header.count(name) > 1}
    if twice:
        raise FeedError("{file}: line 1: column {column} stands twice", file=path, column=min(twice))
    return header


def _csv_row(line: int, header: Sequence[str], cells: Sequence[str]) -> FeedRow | FeedProblem:
    if len(cells) > len(header):
        return FeedProblem(
            line,
            "",
            message(
                "has {cells} cells under {columns} columns; quote a text that holds a comma",
                cells=len(cells),
                columns=len(header),
            ),
        )
    flat: dict[str, Any] = {name: cell for name, cell in zip(header, cells, strict=False) if cell != ""}
    for name in _NUMBERS:
        if name in flat:
            with suppress(InvalidOperation):  # what is no number stays text, and is refused with its field's name
                flat[name] = Decimal(flat[name])
    if isinstance(flat.get("public_sales"), str) and flat["public_sales"].isdecimal():
        flat["public_sales"] = int(flat["public_sales"])
    if _PICTURES in flat:
        flat[_PICTURES] = [part.strip() for part in flat[_PICTURES].split("|") if part.strip()]
    return to_row(line, _nested(flat))


def read_parquet(path: Path) -> Iterator[FeedRow | FeedProblem]:
    """Read a Parquet file batch by batch; nested columns or dotted names.

    Raises:
        FeedError: If the file is no Parquet, or has no title column.
    """
    data = path.read_bytes()
    names, batches = _open_parquet(path, data)
    if "title" not in names:
        raise FeedError("{file}: no column title; found: {found}", file=path, found=", ".join(names)[:200])
    number = 0
    for columns in batches:
        for cells in zip(*columns, strict=True):
            number += 1
            flat = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
            yield to_row(number, _nested(_texts(flat)))


def _open_parquet(path: Path, data: bytes) -> tuple[list[str], Iterator[list[list[Any]]]]:
    from arro3.io import read_parquet as open_parquet  # noqa: PLC0415 - 33 MB that only this reader needs

    if len(data) < _SMALLEST_PARQUET or not data.startswith(_PARQUET_MAGIC) or not data.endswith(_PARQUET_MAGIC):
        raise FeedError("{file}: not readable as Parquet: {reason}", file=path, reason="PAR1 is missing")
    try:
        reader = open_parquet(io.BytesIO(data))
        columns = [[list(column.to_pylist()) for column in batch.columns] for batch in reader]
    except BaseException as error:
        # The reader is Rust: on a damaged file it panics, and a panic is no Exception and has no importable class.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise FeedError("{file}: not readable as Parquet: {reason}", file=path, reason=error) from error
        raise
    return list(reader.schema.names), iter(columns)


def _texts(flat: dict[str, Any]) -> dict[str, Any]:
    """Identifiers that a table keeps as whole numbers are text here."""
    for name in _IDENTIFIERS:
        if isinstance(flat.get(name), int) and not isinstance(flat[name], bool):
            flat[name] = str(flat[name])
    return flat


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, value in flat.items():
        outer, dot, inner = name.partition(".")
        if dot and outer in {"seller", "attributes"} and isinstance(nested.setdefault(outer, {}), dict):
            nested[outer][inner] = value
        else:
            nested[name] = value
    return nested
