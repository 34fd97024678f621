"""Reading site files, with errors that name file, line and key."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from lenswatch.core.errors import SiteError
from lenswatch.core.messages import Message, message
from lenswatch.core.validation import FieldProblem, field_problems
from lenswatch.spiders.page_objects import PAGE_OBJECTS
from lenswatch.spiders.site.site import Site

S = TypeVar("S", bound=Site)

_TABLE = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_KEY = re.compile(r"""^\s*([A-Za-z0-9_."'-]+(?:\s*\.\s*[A-Za-z0-9_"'-]+)*)\s*=""")
_FIRST_WORD = re.compile(r"is wrong: (\w+):")
_NEEDED = {
    "purpose": message("is missing: say which categories are watched and why; lenswatch does no general monitoring"),
    "legal_basis": message("is missing: say on what ground these public pages may be collected"),
}


def load_sites(folders: Iterable[Path]) -> tuple[Site, ...]:
    """Every site file of the folders, by name.

    Raises:
        SiteError: If a file is wrong, or two files give one name.
    """
    files: dict[str, Path] = {}
    sites: list[Site] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        site = Site.read(path)
        if site.name in files:
            raise SiteError(
                "{file}: line {line}: the name {name} is taken by {other}; choose another.",
                file=path,
                line=line_of(path.read_text(encoding="utf-8"), "name"),
                name=site.name,
                other=files[site.name],
            )
        files[site.name] = path
        sites.append(site)
    return tuple(sorted(sites, key=lambda site: site.name))


def read_site(kind: type[S], path: Path) -> S:
    """Read one site file into a Site.

    Raises:
        SiteError: If the file is not TOML, or a key is unknown, missing or wrong; names file, line and key.
    """
    try:
        text = path.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError("{file}: not readable as TOML: {reason}", file=path, reason=error) from error
    try:
        site = kind.model_validate(values)
    except ValidationError as error:
        raise _error(path, text, values, next(field_problems(error))) from error
    if site.page_object is not None and site.page_object not in PAGE_OBJECTS:
        known = ", ".join(sorted(PAGE_OBJECTS))
        reason = message("names no page object; known are {known}", known=known)
        raise _error(path, text, values, FieldProblem("page_object", reason))
    return site


def _error(path: Path, text: str, values: Mapping[str, Any], problem: FieldProblem) -> SiteError:
    missing = problem.path not in values
    reason: Message = _NEEDED[problem.path] if missing and problem.path in _NEEDED else problem.reason
    if not problem.path:  # a rule of the whole file; its text begins with the key
        key = _FIRST_WORD.search(str(problem.reason))
        line = line_of(text, key[1] if key else "start")
        return SiteError("{file}: line {line}: {reason}", file=path, line=line, reason=problem.reason)
    return SiteError(
        "{file}: line {line}: {key} {reason}",
        file=path,
        line=line_of(text, problem.path, _value_at(values, problem.path)),
        key=problem.path,
        reason=reason,
    )


def line_of(text: str, trail: str, value: object = None) -> int:
    """Line, from 1, where the key of a trail such as `links.listing[1]` stands.

    A key that is missing gives the line of its table, or 1. tomllib keeps no lines, so the text is searched.

    Args:
        text: The TOML file.
        trail: Keys joined by dots, an index in brackets.
        value: Where the trail ends in an index, the text found there: its own line is looked for.
    """
    wanted = re.sub(r"\[\d+\]", "", trail)
    table, best, best_length = "", 1, 0
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        header, key = _TABLE.match(line), _KEY.match(line)
        if header:
            table = _plain(header[1])
        place = table if header else ".".join(filter(None, (table, _plain(key[1])))) if key else ""
        if place and len(place) > best_length and (wanted == place or wanted.startswith(place + ".")):
            best, best_length = number, len(place)
    if trail.endswith("]") and isinstance(value, str):
        return next((n for n, line in enumerate(lines[best - 1 :], start=best) if value in line), best)
    return best


def _plain(key: str) -> str:
    return re.sub(r"\s*\.\s*", ".", key).replace('"', "").replace("'", "")


def _value_at(values: object, trail: str) -> object:
    for key, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", trail):
        if index and isinstance(values, list) and int(index) < len(values):
            values = values[int(index)]
        elif key and isinstance(values, Mapping):
            values = values.get(key)
        else:
            return None
    return values
