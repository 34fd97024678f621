"""The text model in use: listings in, what their texts say out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.fields import portions
from lenswatch.classifier.text.artefact import Arrays, read_model, shipped_models
from lenswatch.classifier.text.features import BITS, Extractor, Features
from lenswatch.classifier.text.fitted import FORMAT, Fitted
from lenswatch.classifier.text.scoring import CLASS_BITS, NAMED, Classes, HashedBlock, Numbers, Weights
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
        return [margin for some in portions(listings) for margin in self.read(some).margins]

    def reasons(self, listing: Listing, *, covert: bool) -> Reasons:
        """What the model weighed most on one side; see `TextReading.reasons`."""
        return self.read([listing]).reasons({0: covert})[0]

    def read(self, listings: Sequence[Listing]) -> "TextReading":
        """Read some listings at once, best as many as `portions` gives."""
        return TextReading(self, self.extractor.features(listings))


@dataclass(frozen=True)
class TextReading:
    """What a model read in some listings."""

    model: TextModel
    features: Features

    @cached_property
    def margins(self) -> list[int]:
        """Margin of each listing; see `TextModel.margins`."""
        margins: list[int] = self.model.weights.margins(self.features).tolist()
        return margins

    def reasons(self, wanted: Mapping[int, bool]) -> dict[int, Reasons]:
        """What the model weighed most in some of the listings, and what they seem to be.

        Args:
            wanted: Number of the listing to whether what speaks for a camera is wanted, or what speaks against one.
        """
        if not wanted:
            return {}
        rows = np.array(sorted(wanted), dtype=np.int64)
        sign = np.zeros(self.features.documents.count, dtype=np.int64)
        sign[rows] = [1 if wanted[row] else -1 for row in rows.tolist()]
        places, names = self._places(sign), self._names(sign)
        model, fitted = self.model, self.model.fitted
        disguises = self._guesses("disguise", model.disguises, fitted.disguises, rows)
        kinds = self._guesses("kind", model.kinds, fitted.kinds, rows)
        return {
            row: Reasons(places.get(row) or self._title(row), tuple(names[row]), disguise, kind)
            for row, disguise, kind in zip(rows.tolist(), disguises, kinds, strict=True)
        }

    def _names(self, sign: Numbers) -> Mapping[int, Sequence[str]]:
        """The named features that weigh most, by listing."""
        block, names = self.features.blocks[NAMED], self.model.extractor.names
        points = sign.take(block.listing) * self.model.weights.named.take(block.column)
        counted = np.flatnonzero(points > 0)
        points, listing, column = points.take(counted), block.listing.take(counted), block.column.take(counted)
        order = np.lexsort((column, -points, listing))
        found: dict[int, list[str]] = defaultdict(list)
        for row, name in zip(listing.take(order).tolist(), column.take(order).tolist(), strict=True):
            if len(found[row]) < _MOST_REASONS:
                found[row].append(names[name])
        return found

    def _places(self, sign: Numbers) -> Mapping[int, Place]:
        """Where the words stand that weigh most, by listing; none where no word of a slot stands."""
        hits, documents = self.features.hits, self.features.documents
        listing = documents.document.take(hits.part)
        asked = np.flatnonzero(sign.take(listing))
        listing, start = listing.take(asked), hits.start.take(asked)
        points = sign.take(listing) * self.model.weights.named.take(hits.slot.take(asked))
        order = np.lexsort((start, -points, listing))
        rows, first = np.unique(listing.take(order), return_index=True)
        best = asked.take(order.take(first))
        return {row: self._place(hit) for row, hit in zip(rows.tolist(), best.tolist(), strict=True)}

    def _place(self, hit: int) -> Place:
        hits, view = self.features.hits, self.features.documents.written
        part = self.features.documents.parts[hits.part.item(hit)]
        start, end = view.place.item(hits.start.item(hit)), view.place.item(hits.end.item(hit) - 1) + 1
        return Place(part.field, (start, end), part.text[start:end])

    def _title(self, row: int) -> Place:
        parts = self.features.documents.parts
        title = next(part.text for part in parts if part.document == row and part.field == "title")
        return Place("title", (0, len(title)), title)

    def _guesses(self, name: str, model: Classes, classes: Sequence[str], rows: Numbers) -> Iterator[Guess]:
        least = self.model.fitted.least_confidence[name]
        margins = model.margins(self.features, rows)
        order = np.argsort(-margins, axis=1, kind="stable")[:, :2]
        leads = np.take_along_axis(margins, order, axis=1)
        for best, lead in zip(order[:, 0].tolist(), (leads[:, 0] - leads[:, 1]).tolist(), strict=True):
            confidence = round(lead / _UNIT, 2)
            yield Guess(classes[best] if confidence >= least else None, confidence)


def _weights(arrays: Arrays) -> Weights:
    hashed = {name: _block(arrays, name, 1 << bits) for name, bits in BITS.items()}
    return Weights(hashed, arrays["named"].astype(np.int32), int(arrays["offset"][()]))


def _block(arrays: Arrays, name: str, columns: int) -> HashedBlock:
    at = np.cumsum(arrays[f"{name}.step"].astype(np.int64))
    weight, rarity = np.zeros(columns, dtype=np.int16), np.zeros(columns, dtype=np.uint16)
    weight[at], rarity[at] = arrays[f"{name}.weight"], arrays[f"{name}.rarity"]
    return HashedBlock.of(weight, rarity)


def _classes(arrays: Arrays, name: str) -> Classes:
    def dense(part: str) -> NDArray[np.int8]:
        packed = arrays[f"{name}.{part}"].astype(np.int8)
        if part != "named" and packed.shape[1] != 1 << CLASS_BITS:
            raise ModelError("the text model's array {name} has a wrong shape; train it again.", name=f"{name}.{part}")
        return packed

    return Classes(dense("words"), dense("title"), dense("named"), arrays[f"{name}.offset"].astype(np.int32))
