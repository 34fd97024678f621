"""Collect the texts of the source into the Chinese catalogue, and compile it. Run by `make messages`.

Needs Babel, a development dependency; a running lenswatch reads the compiled catalogue with gettext alone.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from lenswatch.cli import command_line
from lenswatch.commands.help_in_language import texts_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core", "keywords", "classifier", "models", "ledger", "reports", "spiders", "operations", "commands", "cli.py")
CATALOGUE = ROOT / "core" / "locale" / "zh" / "LC_MESSAGES" / "lenswatch.po"
_CALLS = {"message", "show", "say", "warn", "status", "progress", "counted", "problem", "kind", "__init__"}
_ERRORS = {
    "UserError",
    "ConfigError",
    "FeedError",
    "LexiconError",
    "ModelError",
    "SiteError",
    "WorkspaceError",
    "LenswatchError",
    "BusyError",
}
_OUTSIDE = {"OutsideError", "ClosedError", "FetchError", "StorageError"}
KEYWORDS = dict.fromkeys(_CALLS | _ERRORS | _OUTSIDE)
"""Calls whose first argument is a text for people."""


def texts() -> Iterator[str]:
    """Every text of the source, each once, in order of files and lines."""
    seen: set[str] = set()
    for room in ROOMS:
        place = ROOT / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            with path.open("rb") as stream:
                for _, text, _, _ in extract("python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"}):
                    first = text if isinstance(text, str) else text[0]
                    if first and first not in seen:
                        seen.add(first)
                        yield first


def help_texts() -> Iterator[str]:
    """Help of every command and option."""
    yield from dict.fromkeys(texts_of(get_command(command_line())))


def updated() -> Catalog:
    """The Chinese catalogue with every text of the source, and no other."""
    old = read()
    new = Catalog(
        locale="zh",
        project="lenswatch",
        version="1",
        msgid_bugs_address="-",
        last_translator="lenswatch",
        language_team="zh",
        fuzzy=False,
        header_comment="# Chinese messages of lenswatch.",
    )
    new.creation_date = new.revision_date = old.creation_date
    for text in dict.fromkeys((*texts(), *help_texts())):
        known = old.get(text)
        new.add(text, known.string if known else "")
    return new


def read() -> Catalog:
    """The Chinese catalogue as it stands; empty where there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale="zh")
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="zh")


def compiled(catalogue: Catalog) -> bytes:
    """Bytes of the .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Write both files; name what still has to be translated."""
    catalogue = updated()
    with CATALOGUE.open("wb") as stream:
        write_po(stream, catalogue, width=120, no_location=True)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue))
    missing = [entry.id for entry in catalogue if entry.id and not entry.string]
    for text in missing:
        sys.stdout.write(f"not translated: {text}\n")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
