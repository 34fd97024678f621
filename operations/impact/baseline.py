"""What an edited lexicon is compared with: the lexicon that made the stored verdicts, or a release."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from lenswatch.classifier.screener import Screener
from lenswatch.core.errors import LexiconError, UserError
from lenswatch.core.verdict import Versions
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.shelf import Shelf
from lenswatch.ledger.runs import Run
from lenswatch.ledger.standing import versions_of
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import versions_digest

BuildScreener = Callable[[Lexicon], Screener]
CURRENT = "current"


class Origin(StrEnum):
    """Where the lexicon of before was found."""

    RELEASE = "release"
    TABLES = "tables"
    """The workspace's tables as they stand: they were not edited since."""
    SHIPPED = "shipped"
    """The lexicon that ships."""
    LOST = "lost"
    """Nowhere: the verdicts were made with tables that were edited since and never released."""


@dataclass(frozen=True)
class Baseline:
    """What counts as before."""

    origin: Origin
    release: str | None
    lexicon: Lexicon | None
    """In force at that time; None where it is lost."""
    screener: Screener | None
    """Made of it, with the present settings and models."""
    versions_sha256: str
    """By which stored verdicts are known as its own. Where settings, models or software changed since, none are."""

    @classmethod
    def of(cls, lexicon: Lexicon, origin: Origin, build: BuildScreener) -> Self:
        """A lexicon that is at hand."""
        screener = build(lexicon)
        return cls(origin, lexicon.release, lexicon, screener, versions_digest(screener.versions))


def released(shelf: Shelf | None, named: str, build: BuildScreener, at: datetime) -> Baseline:
    """A release by its number or name, or the one that counts.

    Raises:
        LexiconError: If there is none such, or it is damaged.
    """
    return Baseline.of(find_release(shelf, named).lexicon().in_force(at), Origin.RELEASE, build)


def find_release(shelf: Shelf | None, named: str) -> Release:
    """The release of a number ("7"), a name ("7-1a2b3c4d") or "current".

    Raises:
        LexiconError: If there is none such, or it is damaged.
    """
    current = shelf.current() if shelf and named == CURRENT else None
    number = named.partition("-")[0]
    if shelf is None or (named == CURRENT and current is None):
        folder = shelf.keywords if shelf else "keywords"
        raise LexiconError("{folder}: no release yet; make one with: lenswatch lexicon compile", folder=folder)
    if current is None and not number.isdecimal():
        raise LexiconError(
            '"{name}" names no release: give its number, its name or current; lenswatch lexicon log lists them.',
            name=named,
        )
    release = current or shelf.find(int(number))
    if named not in {CURRENT, number, release.manifest.name}:
        raise LexiconError("there is no release {version} in {folder}.", version=named, folder=shelf.folder)
    return release


@dataclass(frozen=True)
class Producers:
    """Finds the lexicon that stored verdicts were made with."""

    store: Store
    shelf: Shelf | None
    build: BuildScreener

    def of(self, screening: Run) -> Baseline:
        """The lexicon of a screening, as it was in force then."""
        versions = versions_of(self.store, screening.subject)
        found = versions and next(self._matching(versions, screening), None)
        return found or Baseline(Origin.LOST, versions.release if versions else None, None, None, screening.subject)

    def _matching(self, versions: Versions, screening: Run) -> Iterator[Baseline]:
        moments = [moment for moment in (screening.started_at, screening.finished_at) if moment]
        for origin, lexicon in self._candidates(versions):
            in_force = (lexicon.in_force(moment) for moment in moments)
            cut = next((one for one in in_force if one.terms_digest == versions.lexicon), None)
            if cut is not None:
                baseline = Baseline.of(cut, origin, self.build)
                rules = baseline.screener.versions.rules if baseline.screener else None
                # A release names its rules. Other tables must show that theirs are the same.
                if origin is Origin.RELEASE or rules == versions.rules:
                    yield baseline

    def _candidates(self, versions: Versions) -> Iterator[tuple[Origin, Lexicon]]:
        if versions.release and self.shelf:
            try:
                yield Origin.RELEASE, find_release(self.shelf, versions.release).lexicon()
            except LexiconError:
                return
        elif not versions.release:
            yield Origin.SHIPPED, Lexicon.load(shipped_keywords())
            if self.shelf:
                try:
                    yield Origin.TABLES, Lexicon.load(self.shelf.keywords)
                except UserError:  # in the middle of an edit; whoever asked for these tables is told elsewhere
                    return
