"""What listings re-use of the library: as the ledger recorded it, or compared on the spot."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.reuse.reference_match import ReferenceMatch
from lenswatch.core.listing import Listing
from lenswatch.ledger.listings import Listings, listing_key
from lenswatch.ledger.reference_matches import ReferenceMatches
from lenswatch.ledger.references import References
from lenswatch.operations.pictures.finding import PictureFinder
from lenswatch.operations.references.library import Library
from lenswatch.operations.references.parts import parts_of_listing
from lenswatch.operations.references.watching import Watch


@dataclass(frozen=True)
class RecordedReuse:
    """Of listings of the ledger, which `Watch` has compared."""

    watch: Watch
    listings: Listings

    def state(self) -> str | None:
        """Digest of what counts now; None where nothing does."""
        return self.references.state()

    def matches(self, listing: Listing, revision: int | None) -> tuple[ReferenceMatch, ...]:
        """What was recorded of a revision; compared anew where a lawful product silences no more."""
        if revision is None:
            return ()
        over = self.references.over()
        found = self.recorded.of(revision)
        if any(_silenced_by(match) & over for match in found):
            found = self.watch.compare(self.listings.find(listing_key(listing))[0]).matches
        return tuple(match for match in found if match.reference not in over)

    @property
    def references(self) -> References:
        """The library's tables."""
        return self.watch.library.references

    @property
    def recorded(self) -> ReferenceMatches:
        """What was found before."""
        return self.watch.recorded


@dataclass(frozen=True)
class ReuseOnTheSpot:
    """Of rows of a file. A reference added meanwhile counts for the next row."""

    library: Library
    finder: PictureFinder
    load: Callable[[], Backbone] = Backbone.load

    @cached_property
    def backbone(self) -> Backbone:
        """Looks at pictures; loaded when something counts in the library."""
        return self.load()

    def state(self) -> str | None:
        """Digest of what counts now; None where nothing does."""
        return self.library.references.state()

    def matches(self, listing: Listing, revision: int | None) -> tuple[ReferenceMatch, ...]:
        """What a row re-uses, but of itself."""
        if revision is not None:
            raise ValueError(revision)
        own = {one.id for one in self.library.references.all_of(_key(listing))}
        found = self.library.matches(parts_of_listing(listing, self.finder).observed(self.backbone))
        return tuple(match for match in found if match.reference not in own)


def _silenced_by(match: ReferenceMatch) -> set[int]:
    parts = [part.silenced_by for part in match.pictures] + [part.silenced_by for part in match.blocks]
    return {number for number in parts if number is not None}


def _key(listing: Listing) -> str:
    """The key it would have in the ledger; "" where it has none."""
    try:
        return listing_key(listing)
    except ValueError:
        return ""
