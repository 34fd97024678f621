"""The text model in use: listings in, what their texts say out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.text.artefact import Arrays, read_model, shipped_models
from lenswatch.classifier.text.features import BITS, Extractor, Features
from lenswatch.classifier.text.fitted import FORMAT, Fitted
from lenswatch.classifier.text.scoring import CLASS_BITS, NAMED, Classes, HashedBlock, Weights
from lenswatch.core.errors import ModelError
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Span
from lenswatch.keywords.folding import shipped_table

_MOST_REASONS = 4
_UNIT = 1_000


@dataclass(frozen=True)
class Guess:
    """A class and how sure the model is; None is unknown."""

    code: str | None
    confidence: float
    """Distance to the next class, from 0; 2 decimals."""


@dataclass(frozen=True)
class Place:
    """The words that say most."""

    field: str
    span: Span
    matched: str


@dataclass(frozen=True)
class Reasons:
    """Why the text of one listing scores as it does, and what it seems to be."""

    place: Place
    names: tuple[str, ...]
    """Features the model weighed most, the heaviest first."""
    disguise: Guess
    """D00 to D16, if there is a camera in it."""
    kind: Guess
    """Kind of thing, such as clock."""


@dataclass(frozen=True)
class TextModel:
    """Reads listings; one and the same listing always gives the same."""

    fitted: Fitted
    weights: Weights
    disguises: Classes
    kinds: Classes
    extractor: Extractor
    digest: str
    """Names it in verdicts."""

    @classmethod
    def load(cls, folder: Path | Traversable) -> Self:
        """Read a model.

        Raises:
            ModelError: If a file is missing or altered, or was made for another version.
        """
        fitted, arrays, digest = read_model(folder)
        if fitted.format != FORMAT or fitted.folding != shipped_table().digest:
            raise ModelError(
                "{folder}: the text model was trained for another version of lenswatch; train it again.", folder=folder
            )
        return cls.of(fitted, arrays, digest)

    @classmethod
    def of(cls, fitted: Fitted, arrays: Arrays, digest: str) -> Self:
        """A model from its parts."""
        return cls(
            fitted,
            _weights(arrays),
            _classes(arrays, "disguise"),
            _classes(arrays, "kind"),
            Extractor(fitted.vocabulary),
            digest,
        )

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """The model that ships with lenswatch, read at first use."""
        return cls.load(shipped_models())

    def margins(self, listings: Sequence[Listing]) -> list[int]:
        """How far each listing is from the boundary, in thousandths; above 0 it reads like a covert camera.

        A batch gives what each alone gives, in a fraction of the time.
        """
        if not listings:
            return []
        margins: list[int] = self.weights.margins(self.extractor.features(listings)).tolist()
        return margins

    def reasons(self, listing: Listing, *, covert: bool) -> Reasons:
        """What the model weighed most on one side.

        Args:
            listing: The listing.
            covert: Whether what speaks for a camera is wanted, or what speaks against one.
        """
        features = self.extractor.features([listing])
        sign = 1 if covert else -1
        columns = np.unique(features.blocks[NAMED].column)
        heavy = sorted(((sign * int(self.weights.named[c]), -int(c)) for c in columns), reverse=True)
        names = [self.extractor.names[-column] for points, column in heavy[:_MOST_REASONS] if points > 0]
        return Reasons(
            self._place(features, listing, sign),
            tuple(names),
            self._guess("disguise", self.disguises, self.fitted.disguises, features),
            self._guess("kind", self.kinds, self.fitted.kinds, features),
        )

    def _place(self, features: Features, listing: Listing, sign: int) -> Place:
        hits, view = features.hits, features.documents.written
        if not len(hits.slot):
            return Place("title", (0, len(listing.title)), listing.title)
        points = sign * self.weights.named.take(hits.slot).astype(np.int64)
        best = int(np.lexsort((hits.start, -points))[0])
        part = features.documents.parts[int(hits.part[best])]
        start, end = int(view.place[hits.start[best]]), int(view.place[hits.end[best] - 1]) + 1
        return Place(part.field, (start, end), part.text[start:end])

    def _guess(self, name: str, model: Classes, classes: Sequence[str], features: Features) -> Guess:
        margins = model.margins(features)[0]
        best, second = np.argsort(-margins, kind="stable")[:2].tolist()
        confidence = round(int(margins[best] - margins[second]) / _UNIT, 2)
        return Guess(classes[best] if confidence >= self.fitted.least_confidence[name] else None, confidence)


def _weights(arrays: Arrays) -> Weights:
    hashed = {name: _block(arrays, name, 1 << bits) for name, bits in BITS.items()}
    return Weights(hashed, arrays["named"].astype(np.int32), int(arrays["offset"][()]))


def _block(arrays: Arrays, name: str, columns: int) -> HashedBlock:
    at = np.cumsum(arrays[f"{name}.step"].astype(np.int64))
    weight, square = (np.zeros(columns, dtype=np.int32) for _ in range(2))
    weight[at] = arrays[f"{name}.weight"]
    square[at] = arrays[f"{name}.rarity"].astype(np.int64) ** 2
    return HashedBlock(weight, square)


def _classes(arrays: Arrays, name: str) -> Classes:
    def dense(part: str) -> NDArray[np.int8]:
        packed = arrays[f"{name}.{part}"].astype(np.int8)
        if part != "named" and packed.shape[1] != 1 << CLASS_BITS:
            raise ModelError("the text model's array {name} has a wrong shape; train it again.", name=f"{name}.{part}")
        return packed

    return Classes(dense("words"), dense("title"), dense("named"), arrays[f"{name}.offset"].astype(np.int32))
