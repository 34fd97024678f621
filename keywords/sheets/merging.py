"""Three-way merge of a table: by row, then cell by cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lenswatch.keywords.sheets.columns import Key, keyed, names_of
from lenswatch.keywords.sheets.sheet import CHANGELOG, Sheet, SheetRow

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Conflict:
    """A cell, or a whole row, that both sides changed differently."""

    table: str
    key: Key
    column: str
    """Empty where one side removed the row and the other changed it."""
    base: str | None
    """None where there is no such row; of a whole row its cells joined by " | "."""
    mine: str | None
    theirs: str | None

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row of conflicts.csv."""
        return (self.table, " ".join(self.key), self.column, self.base or "", self.mine or "", self.theirs or "")


@dataclass
class TableMerge:
    """The merge of one table.

    Args:
        base: What both began with.
        mine: Its layout and, in a conflict, its cells are kept.
        theirs: The other side.
    """

    base: Sheet
    mine: Sheet
    theirs: Sheet
    conflicts: list[Conflict] = field(default_factory=list)
    taken: int = 0
    """Cells and rows that differ from mine because of theirs."""

    def merged(self) -> Sheet:
        """The joined table: rows nobody touched are kept as mine writes them."""
        rows = {key: (row, cells) for key, row, cells in keyed(self.mine)}
        sides = self._cells(self.base), self._cells(self.mine), self._cells(self.theirs)
        extra = [name for name in names_of(self.theirs) if name and name not in names_of(self.mine)]
        header = (*self.mine.header, *(self._theirs_header(name) for name in extra))
        names = (*names_of(self.mine), *extra)
        body = [
            self._row(rows.get(key), joined, names)
            for key in self._order(*sides)
            if (joined := self._joined(key, *(side.get(key) for side in sides))) is not None
        ]
        return Sheet(self.mine.table, self.mine.file, header, tuple(body), self.mine.header_raw if not extra else None)

    @staticmethod
    def _cells(sheet: Sheet) -> dict[Key, Cells]:
        return {key: cells for key, _, cells in keyed(sheet)}

    def _theirs_header(self, name: str) -> str:
        return self.theirs.header[names_of(self.theirs).index(name)]

    def _order(self, base: Mapping[Key, Cells], mine: Mapping[Key, Cells], theirs: Mapping[Key, Cells]) -> list[Key]:
        """Mine; what is theirs alone stands behind the row it follows there. If only theirs moved rows: theirs."""
        if self.mine.table == CHANGELOG:
            return _history(base, mine, theirs)
        moved = [key for key in mine if key in base] != [key for key in base if key in mine]
        first, second = (mine, theirs) if moved else (theirs, mine)
        return _woven(first, second)

    def _joined(self, key: Key, base: Cells | None, mine: Cells | None, theirs: Cells | None) -> Cells | None:
        """The cells of a row, or None if it is gone."""
        if mine is None or theirs is None:
            return self._one_sided(key, base, mine, theirs)
        joined = dict(mine)
        for name in {**mine, **theirs}:
            old, own, other = ((cells or {}).get(name, "") for cells in (base, mine, theirs))
            if other in {own, old}:
                continue
            if own == old:
                joined[name] = other
                self.taken += 1
            else:
                self._note(key, name, old if base is not None else None, own, other)
        return joined

    def _one_sided(self, key: Key, base: Cells | None, mine: Cells | None, theirs: Cells | None) -> Cells | None:
        """A row that at most one side has: added there, or removed on the other."""
        left = mine if mine is not None else theirs
        if base is None:
            self.taken += mine is None
            return left
        if left is not None and left != base:
            self._note(key, "", _line(base), _line(mine), _line(theirs))
            return mine
        self.taken += theirs is None and mine is not None
        return None

    def _note(self, key: Key, column: str, base: str | None, mine: str | None, theirs: str | None) -> None:
        self.conflicts.append(Conflict(self.mine.table, key, column, base, mine, theirs))

    @staticmethod
    def _row(own: tuple[SheetRow, Cells] | None, joined: Cells, names: Sequence[str]) -> SheetRow:
        if own and own[1] == joined:
            return own[0]
        cells = tuple(joined.get(name, "") for name in names)
        return SheetRow(own[0].line, own[0].number, cells) if own else SheetRow(0, 0, cells)


def _line(cells: Cells | None) -> str | None:
    return None if cells is None else " | ".join(cells.values())


def _woven(first: Iterable[Key], second: Iterable[Key]) -> list[Key]:
    """The first in order; each key of the second alone behind the key it follows there."""
    order = list(first)
    known = set(order)
    followers: dict[Key | None, list[Key]] = {}
    before: Key | None = None
    for key in second:
        if key in known:
            before = key
        else:
            followers.setdefault(before, []).append(key)
    return [*followers.get(None, ()), *_with_followers(order, followers)]


def _with_followers(order: Iterable[Key], followers: Mapping[Key | None, Sequence[Key]]) -> Iterator[Key]:
    for key in order:
        yield key
        yield from followers.get(key, ())


def _history(base: Mapping[Key, Cells], mine: Mapping[Key, Cells], theirs: Mapping[Key, Cells]) -> list[Key]:
    """What both began with, then everything added by either, by time."""
    begun = [key for key in base if key in mine or key in theirs]
    added = {key for key in (*mine, *theirs) if key not in base}
    return [*begun, *sorted(added)]
