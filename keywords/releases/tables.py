"""The tables of a lexicon as bytes: what a release keeps a copy of."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Self

from lenswatch.core.digest import sha256_of
from lenswatch.keywords import emergencies
from lenswatch.keywords.emergencies import Emergency
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.cells import with_cells
from lenswatch.keywords.releases.proposed import with_rows
from lenswatch.keywords.sheets.sheet import CHANGELOG, EMERGENCIES
from lenswatch.keywords.sheets.source import read_copies
from lenswatch.keywords.table import header_of


@dataclass(frozen=True)
class Tables:
    """Bytes of each table by its path in the folder, in order of path. CHANGELOG.csv is none of them."""

    files: Mapping[str, bytes]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the tables of a folder: CSV files as they are, workbooks as the CSV files they amount to.

        Raises:
            LexiconErrors: If one is missing, stands there twice, or is an unreadable workbook.
        """
        return cls({name: data for name, data in read_copies(folder).items() if name != CHANGELOG})

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the list of digests, written as `sha256sum` writes it."""
        listed = "".join(f"{sha256_of(data)}  {name}\n" for name, data in sorted(self.files.items()))
        return sha256_of(listed.encode())

    def lexicon(self) -> Lexicon:
        """The lexicon they hold.

        Raises:
            LexiconErrors: With every problem found.
        """
        return Lexicon.parse(self.files)

    def with_cells(self, changes: Mapping[str, Mapping[str, str]]) -> Self:
        """The same tables with some cells of terms changed, every other byte kept.

        Args:
            changes: Term id to column to new cell.
        """
        terms = {name: with_cells(data, changes) for name, data in self.files.items() if name.startswith("terms/")}
        return type(self)({**self.files, **terms})

    def with_rows(self, name: str, rows: Sequence[Mapping[str, str]]) -> Self:
        """The same tables with terms added to one of them, which is made if it is not there."""
        data = with_rows(self.files.get(name, b""), rows)
        return type(self)(dict(sorted({**self.files, name: data}.items())))

    def with_emergencies(self, waiting: Sequence[Emergency]) -> Self:
        """The same tables with other activations that wait for a second person."""
        if EMERGENCIES not in self.files and not waiting:
            return self
        stream = StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(one.cells for one in waiting)
        data = header_of(emergencies.COLUMNS) + stream.getvalue().encode()
        return type(self)(dict(sorted({**self.files, EMERGENCIES: data}.items())))
