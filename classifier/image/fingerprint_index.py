"""Looking up fingerprints among many: all are compared, in numpy; a million take some 20 ms a query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.image.fingerprint import SAME, Fingerprint

_WORDS = 4  # of 64 bits


@dataclass(frozen=True)
class Match:
    """A known picture that is taken for the same."""

    owner: int
    """Number under which it was added."""
    distance: int
    """Bits that differ, in its nearest form."""


@dataclass(frozen=True, eq=False)
class FingerprintIndex:
    """Fingerprints of known pictures, several for each."""

    bits: NDArray[np.uint64]
    """(fingerprints, 4)."""
    owners: NDArray[np.int64]
    """(fingerprints): whose it is."""

    @classmethod
    def of(cls, known: Iterable[tuple[int, Fingerprint]]) -> Self:
        """Pairs of a picture's number and one of its fingerprints."""
        pairs = list(known)
        raw = b"".join(bytes.fromhex(one.bits) for _, one in pairs)
        bits = np.frombuffer(raw, dtype=np.uint64).reshape(len(pairs), _WORDS)
        return cls(bits, np.array([owner for owner, _ in pairs], dtype=np.int64))

    def matches(self, seen: Iterable[Fingerprint], limit: int = SAME) -> tuple[Match, ...]:
        """Known pictures within `limit` bits of any of these, nearest first, each once."""
        best: dict[int, int] = {}
        for one in seen:
            query = np.frombuffer(bytes.fromhex(one.bits), dtype=np.uint64)
            distances = np.bitwise_count(self.bits ^ query).sum(axis=1, dtype=np.int64)
            for place in np.flatnonzero(distances <= limit).tolist():
                owner, distance = int(self.owners[place]), int(distances[place])
                best[owner] = min(distance, best.get(owner, distance))
        return tuple(Match(*pair) for pair in sorted(best.items(), key=lambda pair: (pair[1], pair[0])))
