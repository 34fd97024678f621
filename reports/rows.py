"""What one row of each table is made from."""

from dataclasses import dataclass

from lenswatch.core.config import Reporter
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal
from lenswatch.core.verdict import Verdict
from lenswatch.ledger.captures import Capture
from lenswatch.ledger.sellers import SellerRollup
from lenswatch.ledger.verdicts import JudgedListing
from lenswatch.reports.language import Words
from lenswatch.reports.occasion import Occasion


@dataclass(frozen=True)
class IndicatorRow:
    """One signal of one flagged listing."""

    item: "ItemRow"
    number: int
    """From 1, in the order of the verdict."""
    signal: Signal


@dataclass(frozen=True)
class ItemRow:
    """One flagged listing as it was captured."""

    report_id: str
    number: int
    """From 1, highest score first."""
    judged: JudgedListing
    capture: Capture | None
    """The response the listing was read from; None for an imported row."""
    words: Words

    @property
    def listing(self) -> Listing:
        """What the page showed."""
        return self.judged.stored.listing

    @property
    def verdict(self) -> Verdict:
        """What is suspected of it."""
        return self.judged.verdict

    @property
    def indicators(self) -> tuple[IndicatorRow, ...]:
        """Its signals, counter-signals and weightless observations included."""
        return tuple(IndicatorRow(self, number, one) for number, one in enumerate(self.verdict.signals, start=1))


@dataclass(frozen=True)
class ReportRow:
    """One seller on one platform in one period."""

    report_id: str
    rollup: SellerRollup
    items: tuple[ItemRow, ...]
    occasion: Occasion
    reporter: Reporter
    words: Words
