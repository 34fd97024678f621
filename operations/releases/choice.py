"""Which lexicon a workspace screens with: its newest release, or its tables as they stand before the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lenswatch.core.errors import LexiconError, UserError
from lenswatch.core.messages import Message, message
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.shelf import Shelf
from lenswatch.keywords.releases.tables import Tables
from lenswatch.keywords.releases.variants_lock import Seen
from lenswatch.ledger.spellings import seen_spellings
from lenswatch.ledger.store import Store
from lenswatch.operations.workspace import Workspace


@dataclass(frozen=True)
class ChosenLexicon:
    """The lexicon that counts, as written; `Lexicon.in_force` cuts it to a moment."""

    lexicon: Lexicon
    shelf: Shelf | None
    """Where newer releases appear; None for the lexicon that ships."""
    notes: tuple[Message, ...]
    """What whoever screens should know."""

    def notes_at(self, at: datetime) -> tuple[Message, ...]:
        """The notes, and which emergencies have lapsed."""
        lapsed = sorted(self.lexicon.lapsed(at))
        if not lapsed:
            return self.notes
        return (
            *self.notes,
            message(
                "emergencies ended without a second person, so these terms do not count: {ids}", ids=", ".join(lapsed)
            ),
        )


def choose_lexicon(workspace: Workspace | None) -> ChosenLexicon:
    """The lexicon of a workspace, or the one that ships.

    Raises:
        LexiconErrors: If the tables that count are wrong.
        LexiconError: If the release that counts is damaged.
    """
    folder = workspace.keywords if workspace else None
    if workspace is None or folder is None:
        notes = (_shipped_note(workspace),) if workspace else ()
        return ChosenLexicon(Lexicon.load(shipped_keywords()), None, notes)
    shelf = Shelf(folder)
    release = shelf.current()
    if release is None:
        return ChosenLexicon(Lexicon.load(folder), shelf, ())
    notes = (_edited_note(release),) if _edited(folder, release) else ()
    return ChosenLexicon(release.lexicon(), shelf, notes)


def lexicon_in_force(workspace: Workspace | None, at: datetime) -> Lexicon:
    """The lexicon of a workspace as it counts at a moment; raises as `choose_lexicon`."""
    return choose_lexicon(workspace).lexicon.in_force(at)


def own_keywords(workspace: Workspace | None, folder: Path | None) -> Path:
    """The tables a curator's command may change.

    Args:
        workspace: The workspace, if there is one.
        folder: What --lexicon names.

    Raises:
        UserError: If there are none, or they are those that ship with lenswatch.
    """
    chosen = folder or (workspace.keywords if workspace else None)
    if chosen is None:
        raise UserError("no lexicon here: name its folder with --lexicon, or make a workspace with: lenswatch init DIR")
    if not chosen.is_dir():
        raise UserError("{folder}: no such folder", folder=chosen)
    shipped = shipped_keywords()
    if isinstance(shipped, Path) and chosen.samefile(shipped):
        raise UserError("{folder}: is the lexicon that ships with lenswatch; work on a copy of it.", folder=chosen)
    return chosen


def seen_by(workspace: Workspace | None, keywords: Path) -> Iterable[Seen] | None:
    """What a workspace's verdicts saw of its own terms; None without a ledger, or for another lexicon."""
    if workspace is None or workspace.keywords is None or not workspace.ledger.exists():
        return None
    if not workspace.keywords.samefile(keywords):
        return None
    with Store.open(workspace.ledger) as store:
        return [
            Seen(one.term_id, one.matched, one.hits, one.flagged, one.confirmed, one.dismissed)
            for one in seen_spellings(store)
        ]


def _edited(folder: Path, release: Release) -> bool:
    """Whether the tables differ from the release; tables in the middle of an edit may even be missing."""
    try:
        return Tables.read(folder).digest != release.manifest.tables_sha256
    except LexiconError:
        return True


def _edited_note(release: Release) -> Message:
    return message(
        "keywords/ was changed since release {version}, which goes on counting: lenswatch lexicon compile",
        version=release.manifest.version,
    )


def _shipped_note(workspace: Workspace) -> Message:
    return message("{folder}: no keywords/ here; the lexicon that ships is used.", folder=workspace.root)
