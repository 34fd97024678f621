"""Adding up a comparison while it streams by; what is kept grows with what is suspected, not with the archive."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lenswatch.core.clock import CHINA
from lenswatch.core.verdict import Band
from lenswatch.keywords.reading import Reading
from lenswatch.ledger.sellers import SellerKey, seller_key
from lenswatch.operations.impact.comparing import ArchivedComparison, Compared
from lenswatch.operations.impact.moves import Move, move_of, moves, worse
from lenswatch.operations.impact.report import PlatformMoves, Sample, TermCount
from lenswatch.operations.impact.sampling import Few, sample

_CLEAR = (Band.CLEAR, Band.CLEAR)
_Spelling = tuple[str, str | None]
"""A term id and a policy."""


@dataclass
class Counts:
    """Running counts of a comparison.

    Args:
        words: Id to word of the edited terms, which are counted one by one.
        most_samples: Examples kept of each move.
    """

    words: Mapping[str, str]
    most_samples: int
    compared: int = 0
    rescored: int = 0
    judged_here: int = 0
    days: set[date] = field(default_factory=set)
    _listings: dict[str, Counter[Move]] = field(default_factory=lambda: defaultdict(Counter))
    _sellers: dict[SellerKey, tuple[Band, Band]] = field(default_factory=dict)
    _samples: dict[Move, Few[Sample]] = field(default_factory=dict)
    _before: Counter[_Spelling] = field(default_factory=Counter)
    _after: Counter[_Spelling] = field(default_factory=Counter)
    _flagged: Counter[_Spelling] = field(default_factory=Counter)

    def add(self, one: ArchivedComparison) -> None:
        """Count one listing."""
        stored, compared = one.stored, one.compared
        self.compared += 1
        self.rescored += compared.rescored
        self.judged_here += compared.judged_here
        self.days.add(stored.first_seen.astimezone(CHINA).date())
        bands = compared.before.band, compared.after.band
        if bands != _CLEAR:
            seller = seller_key(stored)
            known = self._sellers.get(seller, _CLEAR)
            self._sellers[seller] = worse(known[0], bands[0]), worse(known[1], bands[1])
        move = move_of(*bands)
        if move is not None:
            self._listings[stored.listing.platform or ""][move] += 1
            few = self._samples.setdefault(move, Few(self.most_samples))
            if few.wants(stored.key):
                few.add(stored.key, sample(stored.key, stored.listing, compared, move))
        self._count_terms(compared)

    def _count_terms(self, compared: Compared) -> None:
        if compared.readings is None or not self.words:
            return
        after = self._spellings(compared.readings.after)
        self._before.update(self._spellings(compared.readings.before))
        self._after.update(after)
        if compared.after.band is Band.FLAG:
            self._flagged.update(after)

    def _spellings(self, reading: Reading) -> set[_Spelling]:
        return {(hit.term_id, hit.policy) for hit in reading.terms if hit.term_id in self.words}

    @property
    def listings(self) -> Counter[Move]:
        """Listings by move."""
        return sum(self._listings.values(), Counter[Move]())

    @property
    def sellers(self) -> Counter[Move]:
        """Sellers by move."""
        return sum(self._sellers_by_platform().values(), Counter[Move]())

    def platforms(self) -> tuple[PlatformMoves, ...]:
        """Platforms where anything moved."""
        sellers = self._sellers_by_platform()
        return tuple(
            PlatformMoves(
                platform=code,
                listings=moves(self._listings.get(code, Counter())),
                sellers=moves(sellers.get(code, Counter())),
            )
            for code in sorted(self._listings.keys() | sellers.keys())
        )

    def samples(self) -> tuple[Sample, ...]:
        """Examples, by move."""
        return tuple(one for move in Move if move in self._samples for one in self._samples[move].things())

    def terms(self) -> tuple[TermCount, ...]:
        """Edited terms that were found."""
        found = self._before.keys() | self._after.keys()
        return tuple(
            TermCount(
                term=term_id,
                text=self.words[term_id],
                policy=policy,
                before=self._before[term_id, policy],
                after=self._after[term_id, policy],
                flagged_after=self._flagged[term_id, policy],
            )
            for term_id, policy in sorted(found, key=lambda spelling: (spelling[0], spelling[1] or ""))
        )

    def _sellers_by_platform(self) -> dict[str, Counter[Move]]:
        counts: dict[str, Counter[Move]] = defaultdict(Counter)
        for seller, bands in self._sellers.items():
            move = move_of(*bands)
            if move is not None:
                counts[seller.platform][move] += 1
        return counts
