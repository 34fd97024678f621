"""Pictures and library of one workspace, for screening its ledger or a file in it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lenswatch.classifier.image.observing import ImageObserver
from lenswatch.classifier.pictures.budget import Budget
from lenswatch.classifier.pictures.cache import MemoryCache
from lenswatch.classifier.pictures.eyes import Eyes
from lenswatch.classifier.pictures.looking import Looker
from lenswatch.core.clock import Clock
from lenswatch.core.config import Pictures
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.ledger.captures import Captures
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.payloads import Payloads
from lenswatch.ledger.picture_history import PictureHistory
from lenswatch.ledger.picture_readings import PictureReadings
from lenswatch.ledger.reference_matches import ReferenceMatches
from lenswatch.ledger.references import References
from lenswatch.ledger.store import Store
from lenswatch.operations.pictures.finding import PictureFinder
from lenswatch.operations.pictures.history import History
from lenswatch.operations.pictures.reuse import RecordedReuse, ReuseOnTheSpot
from lenswatch.operations.pictures.sight import Sight
from lenswatch.operations.references.library import Library
from lenswatch.operations.references.watching import Compared, Watch
from lenswatch.operations.workspace import Workspace

_ANY_PICTURE = (
    "SELECT EXISTS (SELECT 1 FROM revision WHERE json_array_length(listing, '$.images') > 0"
    " OR json_extract(listing, '$.main_image') IS NOT NULL)"
)


def finder_of(workspace: Workspace, store: Store, folder: Path | None = None) -> PictureFinder:
    """Finds what crawls of a workspace captured, and what lies in its folder of pictures, or in another."""
    named = workspace.config.pictures.folder
    folder = folder or (workspace.root / named if named else None)
    return PictureFinder(Payloads(Captures(store), workspace.warc), folder)


@dataclass(frozen=True)
class LedgerSight:
    """Sight of the listings of a ledger. Networks are loaded when the first picture is looked at."""

    workspace: Workspace
    store: Store
    clock: Clock
    folder: Path | None = None
    """Folder of a feed's pictures, in the place of the configuration's."""
    load_eyes: Callable[[], Eyes] = Eyes.load

    @cached_property
    def eyes(self) -> Eyes:
        """What looks."""
        return self.load_eyes()

    @cached_property
    def looker(self) -> Looker:
        """Looks within the budget of one run."""
        budget = Budget.of(self.workspace.config.pictures)
        return Looker(self.eyes, PictureReadings(self.store, self.clock), budget, time.process_time)

    @cached_property
    def watch(self) -> Watch:
        """Compares with the library."""
        return Watch(
            Library(References(self.store, self.clock)),
            Listings(self.store, self.clock),
            finder_of(self.workspace, self.store, self.folder),
            ReferenceMatches(self.store, self.clock),
            ImageObserver.load().backbone,
        )

    @cached_property
    def sight(self) -> Sight:
        """For screening."""
        finder = finder_of(self.workspace, self.store, self.folder)
        reuse = RecordedReuse(self.watch, Listings(self.store, self.clock)) if self.library else None
        history = History(PictureHistory(self.store), finder, lambda: self.looker, self.clock)
        return Sight(finder.held, lambda: self.looker, reuse, self.workspace.config.pictures.doubt_from, history)

    @cached_property
    def library(self) -> str | None:
        """State of the library when the run began."""
        return References(self.store, self.clock).state()

    def compare_waiting(self) -> Iterator[Compared]:
        """Hold against the library what was not, one listing after the other; nothing where nothing counts in it."""
        if self.library:
            yield from self.watch.compare_waiting()

    @cached_property
    def eyes_digest(self) -> str:
        """Digest of what looks and of the library's state; "" where there is nothing to look at or compare."""
        (pictures,) = self.store.connection.execute(_ANY_PICTURE).fetchone()
        if not pictures and not self.library:
            return ""
        eyes = self.eyes if pictures else None
        looking = [
            eyes.image_model if eyes else None,
            eyes.reader.digest if eyes and eyes.reader else None,
            eyes.finder.digest if eyes and eyes.finder else None,
        ]
        return sha256_of(canonical_json([*looking, self.library, str(self.folder or "")]))


def file_sight(settings: Pictures, folder: Path | None, library: References | None, processes: int = 1) -> Sight | None:
    """Sight of the rows of a file; None where there is nothing beside words.

    Args:
        settings: What may be spent.
        folder: Where the paths of pictures begin; None leaves pictures alone.
        library: The references of the workspace; None outside one.
        processes: How many share the budget.
    """
    if folder is None and library is None:
        return None
    finder = PictureFinder(None, folder)
    reuse = ReuseOnTheSpot(Library(library), finder) if library else None
    looker: list[Looker] = []

    def look() -> Looker:
        if not looker:
            looker.append(Looker(Eyes.load(), MemoryCache(), Budget.of(settings, processes), time.process_time))
        return looker[0]

    return Sight(finder.held if folder else lambda _: (), look, reuse, settings.doubt_from)
