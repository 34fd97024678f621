"""Embeddings that point the same way as one looked up: all are compared, or with usearch (extra `similar`) a graph."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.reuse.seen import Vectors

if TYPE_CHECKING:
    from usearch.index import Index

ALIKE = 0.82
"""Cosine from which two pictures, or a part of one and the other, are taken for the same. With it 0.05 % of pairs of
different pictures were, on pictures of shops it was not chosen on (docs/quality.md)."""
LARGE = 100_000
"""From here a graph is built, where usearch is installed: 20,000 took 99 s to build; 4 ms a look-up, not 12."""
_MOST = 32  # neighbours asked of the graph

Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]
"""Rows of what was asked, rows of what is known, and their cosines; of equal length."""


class EmbeddingIndex(Protocol):
    """Known embeddings."""

    def alike(self, wanted: Vectors) -> Found:
        """All pairs whose cosine is at least 0.82."""


def embedding_index(known: NDArray[np.float16]) -> EmbeddingIndex:
    """The index that fits.

    Args:
        known: (n, 1280), each of length 1.
    """
    if len(known) < LARGE:
        return ExactEmbeddings(known.astype(np.float32))
    try:
        from usearch.index import Index  # noqa: PLC0415 - an extra of 57 MB that small libraries do without
    except ImportError:
        return ExactEmbeddings(known.astype(np.float32))
    graph = Index(ndim=known.shape[1], metric="ip", dtype="f16")
    graph.add(np.arange(len(known)), np.ascontiguousarray(known))
    return GraphEmbeddings(graph)


@dataclass(frozen=True, eq=False)
class ExactEmbeddings:
    """All are compared: a product of matrices. Memory: 5,120 bytes a picture."""

    known: Vectors

    def alike(self, wanted: Vectors) -> Found:
        """See `EmbeddingIndex`."""
        cosines = wanted @ self.known.T
        asked, rows = np.nonzero(cosines >= ALIKE)
        return asked, rows, cosines[asked, rows]


@dataclass(frozen=True, eq=False)
class GraphEmbeddings:
    """Nearest neighbours by a graph: may miss some, and gives at most 32 for each."""

    graph: "Index"

    def alike(self, wanted: Vectors) -> Found:
        """See `EmbeddingIndex`."""
        found = self.graph.search(wanted.astype(np.float16), _MOST)
        keys, cosines = np.atleast_2d(found.keys), 1 - np.atleast_2d(found.distances)
        asked, place = np.nonzero(cosines >= ALIKE)
        return asked, keys[asked, place].astype(np.int64), cosines[asked, place].astype(np.float32)
