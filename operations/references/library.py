"""The library in memory: it takes up what was added meanwhile, and never matches what is over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.image.views import Place
from lenswatch.classifier.reuse.banded_index import BandedIndex
from lenswatch.classifier.reuse.comparing import PictureHit, compare
from lenswatch.classifier.reuse.embedding_index import EmbeddingIndex, embedding_index
from lenswatch.classifier.reuse.reference_match import ReferenceMatch
from lenswatch.classifier.reuse.seen import ListingObservation, SeenPicture, Vectors, from_raw
from lenswatch.classifier.reuse.shingles import Digests, joined
from lenswatch.classifier.reuse.text_index import TextIndex
from lenswatch.ledger.references import PictureRow, References

_EMBEDDING = 1280
MOST_NEW = 20_000
"""Pictures that may be added before the index of the older ones is built anew with them."""


@dataclass(frozen=True, eq=False)
class Segment:
    """Indexes over the references added after one and up to another."""

    newest: int
    """Number of its last reference."""
    pictures: NDArray[np.int64]
    """(n): number of each picture."""
    references: NDArray[np.int64]
    """(n): the reference it belongs to."""
    owners: NDArray[np.int64]
    """(fingerprints): the place in `pictures` of the picture it was made of."""
    bits: BandedIndex
    embeddings: EmbeddingIndex
    texts: TextIndex

    @classmethod
    def read(cls, references: References, after: int) -> Self:
        """Everything added after a reference."""
        newest = references.newest()
        rows = [row for row in references.picture_rows(after) if row.reference <= newest]
        blocks = [block for block in references.block_rows(after) if block[0] <= newest]
        return cls.of(newest, rows, blocks)

    @classmethod
    def of(cls, newest: int, rows: Sequence[PictureRow], blocks: Sequence[tuple[int, Digests]]) -> Self:
        """From pictures and blocks of text."""
        bits = [from_raw(row.fingerprints) for row in rows]
        vectors = np.frombuffer(b"".join(row.embedding for row in rows), dtype="<f2").reshape(-1, _EMBEDDING)
        return cls(
            newest=newest,
            pictures=np.array([row.id for row in rows], dtype=np.int64),
            references=np.array([row.reference for row in rows], dtype=np.int64),
            owners=np.repeat(np.arange(len(rows)), [len(one) for one in bits]),
            bits=BandedIndex.of(np.concatenate(bits) if bits else from_raw(b"")),
            embeddings=embedding_index(vectors.astype(np.float16, copy=False)),
            texts=TextIndex.of(blocks),
        )

    def by_fingerprint(self, number: int, picture: SeenPicture) -> Iterator[PictureHit]:
        """Pictures that a fingerprint finds in any part; each part and picture once, by its least distance."""
        for place, every in picture.fingerprints:
            best: dict[int, int] = {}
            for one in every:
                rows, distances = self.bits.within(one)
                for owner, distance in zip(self.owners[rows].tolist(), distances.tolist(), strict=True):
                    best[owner] = min(distance, best.get(owner, distance))
            for owner, distance in best.items():
                yield PictureHit(number, place, int(self.pictures[owner]), int(self.references[owner]), distance, None)

    def by_embedding(self, number: int, places: Sequence[Place], vectors: Vectors) -> Iterator[PictureHit]:
        """Pictures that a part is like."""
        if not self.pictures.size:
            return
        for asked, owner, cosine in zip(*self.embeddings.alike(vectors), strict=True):
            yield PictureHit(
                number,
                places[int(asked)],
                int(self.pictures[owner]),
                int(self.references[owner]),
                None,
                min(1.0, float(cosine)),
            )


@dataclass(eq=False)
class Library:
    """Answers what a listing re-uses. One a process and thread; it follows the ledger by itself.

    A reference is taken up by the first question after it was added, by whatever process; one that is retired or has
    expired is silent from that moment, for that is asked of the ledger each time.
    """

    references: References
    _segments: tuple[Segment, ...] = ()

    def matches(self, seen: ListingObservation) -> tuple[ReferenceMatch, ...]:
        """What a listing re-uses of each reference, the largest share first."""
        segments, over = self._current(), self.references.over()
        hits = [hit for one in _hits(segments, seen, over) for hit in one]
        text = joined([block for one in seen.texts for block in one.blocks])
        sharing = {number for segment in segments for number in segment.texts.sharing(text)} - over
        wanted = sorted({hit.reference for hit in hits} | sharing)
        return compare(seen, hits, [self.references.dossier(number) for number in wanted])

    @property
    def newest(self) -> int:
        """Number of the newest reference that answers take into account."""
        return self._current()[-1].newest

    def _current(self) -> tuple[Segment, ...]:
        newest = self.references.newest()
        if not self._segments:
            self._segments = (Segment.read(self.references, 0),)
        elif newest > self._segments[-1].newest:
            main = self._segments[0]
            recent = Segment.read(self.references, main.newest)
            self._segments = (main, recent) if len(recent.pictures) <= MOST_NEW else (Segment.read(self.references, 0),)
        return self._segments


def _hits(
    segments: Iterable[Segment], seen: ListingObservation, over: frozenset[int]
) -> Iterator[tuple[PictureHit, ...]]:
    """Of each picture by fingerprint; where none finds it whole, by embedding too."""
    every = tuple(segments)
    for number, picture in enumerate(seen.pictures):
        found = [hit for one in every for hit in one.by_fingerprint(number, picture) if hit.reference not in over]
        if not any(hit.place == picture.whole for hit in found):
            looked = picture.embed()
            found += [hit for one in every for hit in one.by_embedding(number, *looked) if hit.reference not in over]
        yield tuple(found)
