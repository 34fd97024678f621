"""Every new listing is held against the library, and every listing again when the library has grown."""

from collections.abc import Iterator
from dataclasses import dataclass

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.reuse.reference_match import ReferenceMatch
from lenswatch.core.errors import UserError
from lenswatch.ledger.listings import Listings, StoredListing
from lenswatch.ledger.reference_matches import ReferenceMatches
from lenswatch.operations.pictures.finding import PictureFinder
from lenswatch.operations.references.library import Library
from lenswatch.operations.references.parts import UnseenPicture, parts_of_listing


@dataclass(frozen=True)
class Compared:
    """A listing, and what it re-uses."""

    key: str
    title: str
    matches: tuple[ReferenceMatch, ...]
    """Without what was made from this very listing."""
    unseen: tuple[UnseenPicture, ...]

    @property
    def expert_review(self) -> bool:
        """Whether it re-uses half of one reference, or half of it comes from one."""
        return any(match.expert_review for match in self.matches)


@dataclass(frozen=True)
class Watch:
    """Compares listings of the ledger and keeps what was found."""

    library: Library
    listings: Listings
    finder: PictureFinder
    recorded: ReferenceMatches
    backbone: Backbone

    def compare(self, stored: StoredListing) -> Compared:
        """One listing, as it stands."""
        newest = self.library.newest
        parts = parts_of_listing(stored.listing, self.finder)
        own = {one.id for one in self.library.references.all_of(stored.key)}
        found = self.library.matches(parts.observed(self.backbone))
        matches = tuple(match for match in found if match.reference not in own)
        self.recorded.record(stored.revision_id, newest, len(parts.unseen), matches)
        return Compared(stored.key, stored.listing.title, matches, parts.unseen)

    def waiting(self) -> tuple[str, ...]:
        """Keys of the listings that were not held against the whole library."""
        return self.recorded.waiting(self.library.newest)

    def compare_waiting(self) -> Iterator[Compared]:
        """All of these, one by one; stopped and begun again, it goes on where it was."""
        for key in self.waiting():
            yield self.compare(self.listings.find(key)[0])


def one_listing(listings: Listings, wanted: str) -> StoredListing:
    """The listing of a key or id.

    Raises:
        UserError: If there is none, or several.
    """
    found = listings.find(wanted)
    if not found:
        raise UserError(
            "no listing {id} in the ledger; record it first: lenswatch import, or lenswatch crawl", id=wanted
        )
    if len(found) > 1:
        keys = ", ".join(one.key for one in found)
        raise UserError("{id} is the id of several listings; say which: {keys}", id=wanted, keys=keys)
    return found[0]
