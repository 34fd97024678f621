"""What listings are judged by beside their words: their pictures, and the reference library."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from lenswatch.classifier.pictures.evidence import NOTHING, Evidence, Exchange
from lenswatch.classifier.pictures.held import HeldPicture
from lenswatch.classifier.pictures.looking import Asked, Looker
from lenswatch.classifier.reuse.reference_match import ReferenceMatch
from lenswatch.classifier.screener import Screener
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Band, Verdict


class Reuse(Protocol):
    """Tells what listings re-use of the library."""

    def state(self) -> str | None:
        """Digest of what counts in the library now; None where nothing does."""

    def matches(self, listing: Listing, revision: int | None) -> tuple[ReferenceMatch, ...]:
        """What a listing re-uses of each reference.

        Args:
            listing: What was on the page.
            revision: Its number in the ledger; None for a row of a file.
        """


class LookingBack(Protocol):
    """Tells what became of a listing's pictures."""

    def exchange(self, listing: Listing, revision: int, seen: Evidence) -> Exchange | None:
        """What became of its main picture.

        Args:
            listing: As it is now.
            revision: Its number in the ledger.
            seen: What was seen in its pictures.
        """


@dataclass(frozen=True)
class Sight:
    """Gathers the evidence of listings.

    Args:
        held: Gives the pictures of a listing.
        looker: Looks at them; None where there are none to look at.
        reuse: Compares with the library.
        doubt_from: Least score by words alone of a listing in doubt.
        history: Looks back in the ledger; None where there is none.
    """

    held: Callable[[Listing], Sequence[HeldPicture]]
    looker: Callable[[], Looker]
    reuse: Reuse | None
    doubt_from: float
    history: LookingBack | None = None

    def evidence(
        self, listings: Sequence[Listing], plain: Sequence[Verdict], revisions: Sequence[int] | None = None
    ) -> list[Evidence]:
        """Evidence of each listing.

        Args:
            listings: What was on the pages.
            plain: What their words alone come to: it says which are in doubt.
            revisions: Their numbers in the ledger; None for rows of a file.
        """
        asked = [
            Asked(self.held(listing), self._in_doubt(verdict)) for listing, verdict in zip(listings, plain, strict=True)
        ]
        with_pictures = [number for number, one in enumerate(asked) if one.held]
        seen = self.looker().look([asked[number] for number in with_pictures]) if with_pictures else []
        found = dict(zip(with_pictures, seen, strict=True))
        state = self.reuse.state() if self.reuse else None
        numbers: Sequence[int | None] = revisions or [None] * len(listings)
        every = [
            self._looked_back(found.get(place, NOTHING), listing, number)
            for place, (listing, number) in enumerate(zip(listings, numbers, strict=True))
        ]
        if self.reuse is None or state is None:
            return every
        return [
            replace(seen, matches=self.reuse.matches(listing, number), library=state)
            for seen, listing, number in zip(every, listings, numbers, strict=True)
        ]

    def _looked_back(self, seen: Evidence, listing: Listing, revision: int | None) -> Evidence:
        if self.history is None or revision is None or not seen.pictures:
            return seen
        return replace(seen, exchange=self.history.exchange(listing, revision, seen))

    def _in_doubt(self, verdict: Verdict) -> bool:
        return verdict.band is Band.REVIEW or (verdict.band is Band.CLEAR and verdict.score >= self.doubt_from)


def screened(
    screener: Screener,
    sight: Sight | None,
    listings: Sequence[Listing],
    *,
    lines: Sequence[int | None] | None = None,
    revisions: Sequence[int] | None = None,
) -> list[Verdict]:
    """Judge listings by their words, then those with further evidence again with it.

    Args:
        screener: Judges.
        sight: Gathers evidence; None judges words alone.
        listings: What was on the pages.
        lines: Line of each in the input.
        revisions: Number of each in the ledger.
    """
    plain = screener.screen_all(listings, lines)
    if sight is None:
        return plain
    evidence = sight.evidence(listings, plain, revisions)
    again = [number for number, seen in enumerate(evidence) if seen != NOTHING]
    numbers = lines or [None] * len(listings)
    judged = screener.screen_all(
        [listings[number] for number in again],
        [numbers[number] for number in again],
        [evidence[number] for number in again],
    )
    verdicts = dict(zip(again, judged, strict=True))
    return [verdicts.get(number, verdict) for number, verdict in enumerate(plain)]
