"""Whether the main picture of a listing was exchanged since earlier nights."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile

from lenswatch.classifier.image.decoding import DETAIL, decode
from lenswatch.classifier.image.fingerprint import Fingerprint, known_fingerprints
from lenswatch.classifier.image.problem import PictureError
from lenswatch.classifier.pictures.evidence import Evidence, Exchange
from lenswatch.classifier.pictures.exchange import Compared, exchanged
from lenswatch.classifier.pictures.held import HeldPicture, NotHeldError
from lenswatch.classifier.pictures.looking import Looker
from lenswatch.core.clock import Clock
from lenswatch.core.listing import Listing
from lenswatch.keywords.normalise import normalise
from lenswatch.ledger.picture_history import CapturedPayload, PictureHistory, Revision
from lenswatch.operations.pictures.finding import PictureFinder, captured, images_of, name_of

FORGOTTEN = timedelta(days=90)
"""After so long an exchange is no news any more."""
_PRICE_STAYS = 0.1
"""Share of the price within which it stays."""


@dataclass(frozen=True)
class History:
    """Looks back in the ledger.

    Args:
        ledger: Revisions and captures.
        finder: Gives the bytes of pictures.
        looker: Looks at them; what was seen before is kept.
        clock: Tells the time.
    """

    ledger: PictureHistory
    finder: PictureFinder
    looker: Callable[[], Looker]
    clock: Clock

    def exchange(self, listing: Listing, revision: int, seen: Evidence) -> Exchange | None:
        """What became of the main picture; None where nothing, or where that cannot be told.

        Args:
            listing: As it is now.
            revision: Its number.
            seen: What was seen in its pictures.
        """
        if not seen.pictures or seen.pictures[0].number:
            return None
        same_offer = [one for one in self.ledger.revisions(revision) if _same_offer(one.listing, listing)]
        with_it = list(takewhile(lambda one: _main_name(one.listing) == _main_name(listing), same_offer))
        urls = {image.url for image in images_of(listing) if image.url}
        payloads = self.ledger.payloads(urls) if self.finder.payloads and urls else []
        met = self._met(listing, payloads) or with_it[-1].recorded_at
        if self.clock.now() - met > FORGOTTEN:
            return None
        older = same_offer[len(with_it) :]
        earlier = [*self._of_addresses(listing, payloads), *self._of_revisions(listing, older)]
        main = self._main_before(listing, seen, earlier) if earlier else None
        return Exchange(main, met.date().isoformat()) if main else None

    def _of_addresses(self, listing: Listing, payloads: Sequence[CapturedPayload]) -> Iterator[HeldPicture]:
        """What the addresses of the present pictures answered with before their present payloads."""
        for number, image in enumerate(images_of(listing)):
            known = self.finder.known(image)
            here = [one for one in payloads if one.url == image.url]
            present = next((one for one in here if one.sha256 == known), None)
            for one in here:
                if present and one.first < present.first and self.finder.payloads:
                    data = partial(captured, one.capture_id, self.finder.payloads)
                    yield HeldPicture(number, one.url, data, partial(_just, one.sha256))

    def _of_revisions(self, listing: Listing, older: Sequence[Revision]) -> Iterator[HeldPicture]:
        """Pictures of earlier revisions under other names; none where the main one was among them already."""
        told = {name_of(image) for image in images_of(listing)}
        if any(name_of(image) == _main_name(listing) for one in older for image in images_of(one.listing)):
            return
        for one in older:
            for held in self.finder.held(one.listing):
                if held.name not in told:
                    told.add(held.name)
                    yield held

    def _met(self, listing: Listing, payloads: Sequence[CapturedPayload]) -> datetime | None:
        """When the present main picture was first captured; None where it never was."""
        main = images_of(listing)[0]
        known = self.finder.known(main)
        return next((one.first for one in payloads if (one.url, one.sha256) == (main.url, known)), None)

    def _main_before(self, listing: Listing, seen: Evidence, earlier: Sequence[HeldPicture]) -> str | None:
        """Digest of the main picture before, where the present one was exchanged for it; None where it was not."""
        main, *others = (Compared(one.reading.observation) for one in seen.pictures)
        found = [(held, shown) for held in earlier if (shown := self.looker().glance(held))]
        before = next((shown.picture.sha256 for held, shown in found if held.number == 0), None)
        if before is None or not exchanged(main, others, [Compared(shown) for _, shown in found]):
            return None
        try:  # only now are pixels worth their time
            whole = replace(main, forms=_forms(self.finder.held(listing)[0]))
            known = [Compared(shown, _forms(held)) for held, shown in found]
        except (NotHeldError, PictureError):  # without the pixels nobody can tell a mirrored picture from another
            return None
        return before if exchanged(whole, others, known) else None


def _main_name(listing: Listing) -> str | None:
    return next(map(name_of, images_of(listing)), None)


def _same_offer(one: Listing, other: Listing) -> bool:
    """Whether title and price stayed; a price that is not shown stays."""
    if normalise(one.title).text != normalise(other.title).text:
        return False
    if one.price is None or other.price is None:
        return True
    return abs(float(one.price - other.price)) <= _PRICE_STAYS * float(max(one.price, other.price))


def _forms(held: HeldPicture) -> tuple[Fingerprint, ...]:
    return known_fingerprints(decode(held.data(), DETAIL).image)


def _just(digest: str) -> str:
    return digest
