"""The CHANGELOG of a lexicon: what was changed, when, by whom, why."""

from datetime import datetime

from lenswatch.core.messages import message
from lenswatch.keywords.problems import Place, Problems
from lenswatch.keywords.releases.changelog import COLUMNS
from lenswatch.keywords.sheets.columns import keyed, names_of
from lenswatch.keywords.sheets.dates import day_of
from lenswatch.keywords.sheets.sheet import Sheet


def check_changes(sheet: Sheet, problems: Problems) -> None:
    """Note cells that must be filled and are not, and times that are none. Other columns may stand in it."""
    names = names_of(sheet)
    needed = [column.name for column in COLUMNS if column.required and column.name in names]
    for _, row, cells in keyed(sheet):
        for name in needed:
            place = Place(sheet.file, row.line, row.number, names.index(name) + 1, name)
            if not cells[name]:
                problems.add(place, message("is empty; fill it in."))
            elif name == "time" and not is_time(cells[name]):
                problems.add(
                    place, message('"{value}" is not a time such as 2026-11-22T10:00:00+08:00.', value=cells[name])
                )


def is_time(text: str) -> bool:
    """Whether a text says when something was: a time, or a whole day."""
    try:
        datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return day_of(text) is not None
    return True
