"""A workspace whose feed names pictures in a folder, and eyes that see what the test says."""

from dataclasses import dataclass
from pathlib import Path

import PIL.Image

from lenswatch.classifier.image.observing import ImageObservation
from lenswatch.classifier.image.picture import Decoded
from lenswatch.classifier.image.printed import PrintedLine, PrintedText
from lenswatch.classifier.pictures.eyes import Eyes
from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.image import Image
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Verdict
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations.pictures.ledger_sight import LedgerSight
from lenswatch.operations.screening import ScreeningSummary, screen_ledger
from lenswatch.operations.workspace import Workspace

PRINTED = {"red": "新品上市", "navy": "内置针孔摄像头 隐蔽偷拍 循环录像"}
"""Colour of a picture to what is printed on it."""


@dataclass
class ColourReader:
    """Reads a word off a picture by its colour."""

    digest: str = "reader"
    reads: int = 0

    def read(self, image: PIL.Image.Image, size: tuple[int, int]) -> PrintedText:
        self.reads += 1
        name = "navy" if image.getpixel((0, 0)) == (0, 0, 128) else "red"
        line = PrintedLine(text=PRINTED[name], box=(0, 0, *size), confidence=0.9)
        return PrintedText(lines=(line,), model=self.digest)


@dataclass(frozen=True)
class SameObserver:
    """Sees the same in every picture."""

    seen: ImageObservation
    digest: str = "eye"

    def observe(self, decoded: Decoded) -> ImageObservation:
        return self.seen.model_copy(update={"picture": decoded.picture})


class WordyEyes(Eyes):
    """Takes every picture for one with text."""

    def may_hold_text(self, image: PIL.Image.Image) -> bool:
        return image.width > 0


@dataclass
class Team:
    """A workspace at work."""

    workspace: Workspace
    store: Store
    clock: FixedClock
    screener: Screener
    observer: SameObserver
    reader: ColourReader

    @property
    def pictures(self) -> Path:
        return self.workspace.root / "pictures"

    def draw(self, name: str, colour: str) -> None:
        self.pictures.mkdir(exist_ok=True)
        PIL.Image.new("RGB", (64, 64), colour).save(self.pictures / name, "PNG")

    def list_one(self, number: str, title: str, *pictures: str, description: str | None = None) -> None:
        images = tuple(Image(path=name) for name in pictures)
        listing = Listing(id=number, platform="DEMO", title=title, description=description, images=images)
        runs = Runs(self.store, self.clock)
        run = runs.begin(RunKind.IMPORT, "feed")
        Listings(self.store, self.clock).record(listing, run, None)
        runs.finish(run, {})

    def sight(self, *, reads: bool = True) -> LedgerSight:
        eyes = WordyEyes(self.observer, self.reader if reads else None, None)
        return LedgerSight(self.workspace, self.store, self.clock, self.pictures, lambda: eyes)

    def screen(self, *, reads: bool = True) -> ScreeningSummary:
        return screen_ledger(self.store, self.screener, self.clock, sight=self.sight(reads=reads))

    def verdict(self, number: str) -> Verdict:
        (stored,) = Listings(self.store, self.clock).find(number)
        verdict = Verdicts(self.store, self.clock).of(stored.revision_id)
        assert verdict is not None
        return verdict
