"""A row of a curator's table: reading a cell checks it, and every cell knows its place."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from unicodedata import normalize

from lenswatch.core.messages import Message, message
from lenswatch.keywords.problems import Place, Problems
from lenswatch.keywords.sheets.dates import day_of, days_of
from lenswatch.keywords.sheets.nearest import nearest

_FORMULA = tuple("=+-@＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]{1,4})?")
_PERCENT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]{1,2})?)\s*%")
_WHOLE = re.compile(r"([0-9]+)(\.0+)?")
_ERROR_VALUE = re.compile(r"#(NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!)|Err:[0-9]{3}")
"""What a spreadsheet leaves where a formula went wrong."""
_SELECTOR = re.compile(r"@[a-z_]+")
_LIST = ";"
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Controls, zero-width and direction marks, line separators."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    """English half of the header, and the name used in code."""
    name_zh: str
    """Chinese half."""
    required: bool = False
    """Whether each row must fill it."""

    @property
    def header(self) -> str:
        """The header as written: 中文|english."""
        return f"{self.name_zh}|{self.name}"


class Row:
    """One row; reading a cell notes what is wrong with it and gives a harmless value instead."""

    def __init__(
        self, file: str, where: tuple[int, int], names: Sequence[str], cells: Sequence[str], problems: Problems
    ) -> None:
        self._file = file
        self._where = where
        self._names = names
        self._cells: Mapping[str, str] = {name: cell.strip() for name, cell in zip_longest(names, cells, fillvalue="")}
        self._problems = problems

    def doubtful(self, name: str, what: Message) -> None:
        """Note what is doubtful about a cell; the lexicon loads all the same."""
        self._problems.warn(self.place(name), what)

    def wrong(self, name: str, what: Message) -> None:
        """Note what is wrong with a cell."""
        self._problems.add(self.place(name), what)

    def place(self, name: str) -> Place:
        """Where a cell stands."""
        return Place(self._file, *self._where, self._names.index(name) + 1, name)

    def text(self, name: str) -> str:
        """The cell without blanks around it."""
        return self._cells[name]

    def items(self, name: str) -> tuple[str, ...]:
        """The parts of a cell joined by semicolons; a full-width semicolon will do."""
        parts = self._cells[name].replace("；", _LIST).split(_LIST)
        return tuple(part.strip() for part in parts if part.strip())

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """One of some words; a wrong one becomes the first of them."""
        value = self._cells[name]
        if value in allowed:
            return value
        self.wrong(name, _not_one_of(value, allowed))
        return allowed[0]

    def choices(self, name: str, allowed: Collection[str], what: Message) -> tuple[str, ...]:
        """Words joined by semicolons, each one of some."""
        values = self.items(name)
        for value in values:
            if value not in allowed:
                near = nearest(value, allowed)
                self.wrong(
                    name,
                    message('"{value}" is not {what}; did you mean {near}?', value=value, what=what, near=near)
                    if near
                    else message('"{value}" is not {what}.', value=value, what=what),
                )
        return tuple(value for value in values if value in allowed)

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number in a range."""
        value = self._cells[name]
        written = _WHOLE.fullmatch(normalize("NFKC", value))
        if written and least <= int(written[1]) <= most:
            return int(written[1])
        self.wrong(
            name,
            message('"{value}" is not a whole number from {least} to {most}.', value=value, least=least, most=most),
        )
        return least

    def score(self, name: str) -> float:
        """A log-odds value with at most 4 decimals; 450% is 4.5."""
        value = normalize("NFKC", self._cells[name]).replace("\N{MINUS SIGN}", "-")
        if percent := _PERCENT.fullmatch(value):
            return float(Decimal(percent[1]) / 100)
        if not _NUMBER.fullmatch(value):
            self.wrong(
                name,
                message('"{value}" is not a number such as 2.5 or -1.25 (4 decimals).', value=self._cells[name]),
            )
            return 0.0
        return float(Decimal(value))

    def day(self, name: str) -> date | None:
        """A date as any spreadsheet writes it, or None for an empty cell."""
        value = self._cells[name]
        if not value:
            return None
        days = days_of(value)
        if len(days) == 1:
            return days[0]
        self.wrong(
            name,
            message(
                '"{value}" may be {days}; write the one that is meant.',
                value=value,
                days=" / ".join(day.isoformat() for day in days),
            )
            if days
            else message('"{value}" is not a date such as 2026-11-22.', value=value),
        )
        return None

    def day_or_text(self, name: str) -> str:
        """A date as 2026-11-22 where the cell holds a whole one, else the cell."""
        value = self._cells[name]
        day = day_of(value)
        return day.isoformat() if day else value

    def check(self, column: Column) -> None:
        """What every cell must obey: filled in where required, nothing a spreadsheet would run, nothing unseen."""
        value = self._cells[column.name]
        if column.required and not value:
            self.wrong(column.name, message("is empty; fill it in."))
        problem = unfit(value)
        if problem is not None:
            self.wrong(column.name, problem)


def unfit(value: str) -> Message | None:
    """Why no cell may hold a value; None if one may."""
    if _INVISIBLE.search(value):
        return message("holds an invisible character; type the cell again.")
    if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value) and not _SELECTOR.match(value):
        return message(
            '"{value}" starts like a formula, which a spreadsheet would run; begin it differently.', value=value
        )
    if _ERROR_VALUE.fullmatch(value):
        return message('"{value}" is what a spreadsheet leaves of a broken formula; type the cell again.', value=value)
    return None


def _not_one_of(value: str, allowed: Sequence[str]) -> Message:
    near = nearest(value, allowed)
    if near:
        return message(
            '"{value}" is not one of {allowed}; did you mean {near}?',
            value=value,
            allowed=", ".join(allowed),
            near=near,
        )
    return message('"{value}" is not one of {allowed}; choose one.', value=value, allowed=", ".join(allowed))
