"""CHANGELOG.csv: what was changed, when, by whom, why. Rows are only ever added, and each seals those before it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from io import StringIO
from pathlib import Path
from typing import Self

from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import LexiconError
from lenswatch.core.files import written_aside
from lenswatch.core.messages import Message, message
from lenswatch.keywords.row import Column
from lenswatch.keywords.sheets.csv_file import CsvStyle
from lenswatch.keywords.sheets.source import read_copies, workbooks_of

FILE = "CHANGELOG.csv"
COLUMNS = (
    Column("time", "时间", required=True),
    Column("actor", "执行人", required=True),
    Column("action", "动作", required=True),
    Column("object", "对象", required=True),
    Column("reason", "理由", required=True),
    Column("version", "版本"),
    Column("from", "原状态"),
    Column("to", "新状态"),
    Column("reviewer", "复核人"),
    Column("chain", "链"),
)
_NAMES = {half: column.name for column in COLUMNS for half in (column.name, column.name_zh, column.header)}


@dataclass(frozen=True)
class Entry:
    """One row, in the order of `COLUMNS`; every field is the text of its cell."""

    time: str
    """ISO 8601 with offset."""
    actor: str
    action: str
    """What was done: create, promote, retire, suspend, emergency, review, rollback."""
    object: str
    """Id of a term, or the name of a release."""
    reason: str
    version: str = ""
    """Release that counted when it was done."""
    before: str = ""
    """State of the term before. Column from."""
    after: str = ""
    """State of the term since. Column to."""
    reviewer: str = ""
    """The second person."""
    chain: str = ""
    """SHA-256 over this row and the chain of the row before; empty in a row that no command wrote."""

    @property
    def cells(self) -> list[str]:
        """The cells as written."""
        return [getattr(self, one.name) for one in fields(self)]

    def sealed(self, previous: str) -> str:
        """What `chain` must be after a row whose chain is `previous`."""
        return sha256_of(canonical_json([previous, *self.cells[:-1]]))


@dataclass(frozen=True)
class ChangeLog:
    """The rows of one file, the oldest first."""

    entries: tuple[Entry, ...]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the log of a lexicon, from its file or a workbook; one that is missing is empty.

        Raises:
            LexiconError: If it is not UTF-8 or no CSV, or a column is not known.
        """
        path = folder / FILE
        try:
            if not path.exists() and workbooks_of(folder):
                return cls.parse(read_copies(folder).get(FILE, b""))
            return cls.parse(path.read_bytes()) if path.exists() else cls(())
        except (UnicodeDecodeError, csv.Error) as error:
            raise LexiconError(
                "{file}: is not readable as CSV in UTF-8 ({reason}); take it back from the last release.",
                file=path,
                reason=error,
            ) from error

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the bytes of a log.

        Raises:
            LexiconError: If a column is not known.
            UnicodeDecodeError: If it is not UTF-8.
            csv.Error: If it is no CSV.
        """
        lines = StringIO(data.decode("utf-8-sig"), newline="")
        rows = [row for row in csv.reader(lines, strict=True, delimiter=CsvStyle.of(data).separator) if any(row)]
        if not rows:
            return cls(())
        names = [_NAMES.get(cell.strip()) for cell in rows[0]]
        if None in names:
            raise LexiconError(
                "{file}:1: a column is not known; the columns are {columns}.",
                file=FILE,
                columns=", ".join(column.header for column in COLUMNS),
            )
        order = [names.index(column.name) if column.name in names else None for column in COLUMNS]
        return cls(tuple(_entry(row, order) for row in rows[1:]))

    @property
    def head(self) -> str:
        """The chain after the last row; empty for an empty log."""
        return self._chains()[-1][1] if self.entries else ""

    def head_at(self, rows: int) -> str | None:
        """The chain after so many rows; None if there are fewer."""
        if rows == 0:
            return ""
        return self._chains()[rows - 1][1] if rows <= len(self.entries) else None

    def extended(self, entries: Sequence[Entry]) -> Self:
        """The log with rows added, each sealed."""
        head, added = self.head, []
        for entry in entries:
            head = entry.sealed(head)
            added.append(replace(entry, chain=head))
        return replace(self, entries=(*self.entries, *added))

    def data(self) -> bytes:
        """The whole file."""
        stream = StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([column.header for column in COLUMNS])
        writer.writerows(entry.cells for entry in self.entries)
        return stream.getvalue().encode()

    def write(self, folder: Path) -> None:
        """Replace the file; it is never seen half-written."""
        with written_aside(folder / FILE) as stream:
            stream.write(self.data())

    def broken(self) -> Iterator[Message]:
        """What the chain shows of changed, removed or hand-written rows.

        Rows before the first sealed one were written by hand, which is no fault; that one seals them all.
        """
        sealing = False
        for number, (entry, (expected, _)) in enumerate(zip(self.entries, self._chains(), strict=True), start=2):
            if entry.chain and entry.chain != expected:
                yield message("{file}: row {row} or one before it was changed or removed.", file=FILE, row=number)
            if sealing and not entry.chain:
                yield message("{file}: row {row} was written by hand.", file=FILE, row=number)
            sealing = sealing or bool(entry.chain)

    def _chains(self) -> list[tuple[str, str]]:
        """For each row what its chain should be, and what the next row builds on."""
        chains, head = [], ""
        for entry in self.entries:
            expected = entry.sealed(head)
            head = entry.chain or expected
            chains.append((expected, head))
        return chains


def _entry(row: Sequence[str], order: Sequence[int | None]) -> Entry:
    return Entry(*(row[place].strip() if place is not None and place < len(row) else "" for place in order))
