"""Everything a verdict can say for itself, reasons first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lenswatch.classifier.explaining.passage import Piece, pieces
from lenswatch.classifier.explaining.picture_words import problems_in_words
from lenswatch.classifier.fields import scored_texts
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message, message
from lenswatch.core.picture_note import PARTIAL
from lenswatch.core.signal import Signal
from lenswatch.core.verdict import Verdict


@dataclass(frozen=True)
class Explanation:
    """A verdict beside the listing it is about, where that is at hand."""

    verdict: Verdict
    listing: Listing | None = None
    printed: Mapping[str, str] = field(default_factory=dict)
    """What is printed in its pictures, by field, where the ledger holds it."""

    @property
    def reasons(self) -> tuple[Signal, ...]:
        """What speaks for a covert camera, the heaviest first."""
        return _heaviest(one for one in self.verdict.signals if one.weight > 0)

    @property
    def counter_reasons(self) -> tuple[Signal, ...]:
        """What speaks against it, the heaviest first. It is always shown."""
        return _heaviest(one for one in self.verdict.signals if one.weight < 0)

    @property
    def noticed(self) -> tuple[Signal, ...]:
        """What was seen and gave no points, in text order."""
        return tuple(one for one in self.verdict.signals if not one.weight)

    @property
    def log_odds(self) -> float:
        """Start and points together; the score is its logistic."""
        return round(self.verdict.prior + sum(one.weight for one in self.verdict.signals), 4)

    @property
    def unknown(self) -> tuple[Message, ...]:
        """What nobody looked at or the page did not show, beside the elements of grounds."""
        told = list(self._pictures())
        if self.listing is None:
            return (*told, message("the listing itself is not at hand; only what matched is shown"))
        if not self.listing.description:
            told.append(message("the listing has no description"))
        if self.listing.price is None:
            told.append(message("the listing shows no price"))
        if self.listing.seller is None:
            told.append(message("the listing names no seller"))
        return tuple(told)

    def _pictures(self) -> Iterator[Message]:
        notes = self.verdict.pictures
        if not self.verdict.pictures_judged:
            yield message("no picture took part in this verdict")
        unseen = Counter(note.problem.value for note in notes if note.problem not in PARTIAL)
        unread = Counter(note.problem.value for note in notes if note.problem in PARTIAL)
        if unseen:
            yield message("pictures not judged: {problems}", problems=problems_in_words(unseen))
        if unread:
            told = problems_in_words(unread)
            yield message("pictures judged without what is printed in them: {problems}", problems=told)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The fields that were scored; empty without the listing."""
        return scored_texts(self.listing) | dict(self.printed) if self.listing else dict(self.printed)

    def passage(self, field: str) -> tuple[Piece, ...]:
        """A field of the listing with what was seen in it."""
        return pieces(self.texts[field], [one for one in self.verdict.signals if one.field == field])


def _heaviest(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    return tuple(sorted(signals, key=lambda one: -abs(one.weight)))
