"""Characters a spreadsheet has lost: a file saved as GBK holds ? for each character GBK lacks, such as 📷."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from importlib.resources.abc import Traversable
from pathlib import Path

from lenswatch.core.messages import Message, message
from lenswatch.keywords.problems import Place, Problems
from lenswatch.keywords.sheets.columns import Key, keyed, names_of
from lenswatch.keywords.sheets.earlier import Earlier, earlier_versions
from lenswatch.keywords.sheets.sheet import Sheet, SheetRow
from lenswatch.keywords.sheets.source import Tables

_LOST = "?"
_ADDRESS = "://"
"""A question mark in an address is its own."""


def found_lost(source: Path | Traversable, tables: Tables, problems: Problems) -> None:
    """Note every cell in which ? stands where an earlier version had a character GBK lacks.

    Earlier versions are asked only if there is a question mark to ask about. In a file that is no UTF-8, question marks
    that no earlier version explains are named too.
    """
    for sheet in tables.values():
        doubtful = [entry for entry in keyed(sheet) if any(map(_is_doubtful, entry[2].values()))]
        if doubtful:
            _Losses(sheet, tuple(earlier_versions(source)), problems).note(doubtful)


def was_lost(old: str, new: str) -> bool:
    """Whether a text is another one with ? in place of characters that GBK lacks, other changes aside."""
    if old == new or _LOST not in new or all(map(_in_gbk, old)):
        return False
    exact = "".join(re.escape(one) if _in_gbk(one) else r"\?{1,2}" for one in old)
    if re.fullmatch(exact, new):
        return True
    return any(
        kind == "replace" and set(new[start:end]) == {_LOST} and not all(map(_in_gbk, old[first:last]))
        for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    )


def _is_doubtful(cell: str) -> bool:
    return _LOST in cell and _ADDRESS not in cell


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


class _Losses:
    """The losses of one sheet."""

    def __init__(self, sheet: Sheet, versions: tuple[Earlier, ...], problems: Problems) -> None:
        self._sheet = sheet
        self._names = names_of(sheet)
        self._problems = problems
        self._versions = [(one.name, _rows(one.sheet(sheet.table))) for one in versions]

    def note(self, doubtful: list[tuple[Key, SheetRow, Mapping[str, str]]]) -> None:
        for key, row, cells in doubtful:
            for name, cell in cells.items():
                if _is_doubtful(cell):
                    self._note_cell(key, row, cells, name)

    def _note_cell(self, key: Key, row: SheetRow, cells: Mapping[str, str], name: str) -> None:
        place = Place(self._sheet.file, row.line, row.number, self._names.index(name) + 1, name)
        for version, rows in self._versions:
            for old in _same(rows, key, cells):
                if was_lost(old.get(name, ""), cells[name]):
                    self._problems.add(place, _lost(cells[name], old[name], version))
                    return
        if self._sheet.gbk:
            self._problems.add(
                place,
                message('"{value}": a ? may stand for a character that was lost; compare it.', value=cells[name]),
            )


def _lost(value: str, old: str, version: Message) -> Message:
    return message(
        '"{value}" has lost characters: {version} has "{old}". A spreadsheet saved the table as GBK, which lacks them. '
        'Write "{old}" again and save as "CSV UTF-8".',
        value=value,
        version=version,
        old=old,
    )


_Rows = Mapping[Key, Mapping[str, str]]


def _rows(sheet: Sheet | None) -> _Rows:
    return {key: cells for key, _, cells in keyed(sheet)} if sheet else {}


def _same(rows: _Rows, key: Key, cells: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """The row of the same key; then rows that differ only in what was lost, for the key may have lost something too."""
    if key in rows:
        yield rows[key]
    for old in rows.values():
        if all(old.get(name, "") == cell or was_lost(old.get(name, ""), cell) for name, cell in cells.items()):
            yield old
