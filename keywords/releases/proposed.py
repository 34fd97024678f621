"""Terms a command proposes: rows added to a table of their own, ids nobody had."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice

from lenswatch.keywords import term
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.sheets.csv_file import CsvStyle
from lenswatch.keywords.table import header_of

MINED = "terms/mined.csv"
"""Holds what the miner found and a curator proposed."""
_PREFIX = "TM"
_NUMBERED = re.compile(rf"{_PREFIX}(\d+)")
_NAMES = {half: column.name for column in term.COLUMNS for half in (column.name, column.name_zh, column.header)}


def next_ids(lexicon: Lexicon, count: int) -> Iterator[str]:
    """So many ids behind the highest that is taken: TM001, TM002 and so on."""
    taken = {one.id for one in lexicon.terms}
    last = max((int(found[1]) for id_ in taken if (found := _NUMBERED.fullmatch(id_))), default=0)
    return islice((f"{_PREFIX}{number:03}" for number in range(last + 1, last + 1 + count)), count)


def with_rows(data: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table of terms with rows behind those it has, in its own order of columns and its own style.

    Args:
        data: A table that was checked; empty for one that is to be made.
        rows: Cells by column; a column that is not named stays empty.
    """
    data = data or header_of(term.COLUMNS)
    style = CsvStyle.of(data)
    text = data.decode("utf-8-sig")
    header = next(csv.reader(StringIO(text, newline=""), delimiter=style.separator))
    names = [_NAMES.get(cell.strip(), "") for cell in header]
    end = b"" if text.endswith("\n") else style.newline.encode()
    return data + end + "".join(style.line([row.get(name, "") for name in names]) for row in rows).encode()
