"""A verdict: what lenswatch suspects of one listing, and why."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from lenswatch.core.ground import Ground
from lenswatch.core.picture_note import PictureNote
from lenswatch.core.record import Record
from lenswatch.core.signal import Signal


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


class Band(StrEnum):
    """What a score leads to. People decide in every band."""

    CLEAR = "clear"
    REVIEW = "review"
    FLAG = "flag"


class Held(StrEnum):
    """What kept a band below what the points alone would say."""

    SELLER = "seller"
    """Without what was decided of the seller the score is clear."""
    PICTURES = "pictures"
    """By its words the score is clear; only what its pictures show takes it up to flag."""
    BARE_TITLE = "bare_title"
    """Nothing but a title is known and the lexicon names nothing in it: it starts lower."""


class Versions(Record):
    """Digests of everything that produced a verdict. What took no part is absent, not empty."""

    lexicon: str
    """Content digest of the compiled terms."""
    rules: str
    """Content digest of context rules, exclusions, weights and bands."""
    text_model: str | None = None
    """Digest of the text model's manifest."""
    image_model: str | None = None
    """Digest of what told the kinds of things in pictures."""
    ocr_model: str | None = None
    """Digest of what read printed text."""
    lens_model: str | None = None
    """Digest of what looked for lenses."""
    library: str | None = None
    """Digest of the reference library's state: which references counted."""
    sellers: str | None = None
    """Digest of what people decided of sellers, as far as it counted on that day, and of the points it gives."""
    software: str
    """Version of lenswatch."""
    release: str | None = None
    """Release of the lexicon, such as "7-1a2b3c4d"; absent where tables were used as they stood. Only a name: two
    releases of equal content judge alike."""

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {name: value for name, value in data.items() if value is not None}


class Verdict(Record):
    """Score, band and reasons for one listing. Never a finding of law: the word is suspected (疑似)."""

    id: str | None
    """Id of the listing; None where the row had none."""
    line: int | None = None
    """Line of the input, from 1, where the row had no id."""
    score: Annotated[float, Field(ge=0, le=1)]
    """Suspicion in [0, 1], 4 decimals: the logistic of prior plus all signal weights."""
    prior: float
    """Log-odds before any signal; prior and weights sum to the logit of the score before rounding."""
    band: Annotated[Band, Field(strict=False)]
    """Cut from the rounded score; at least review where half of one reference is re-used, and at most review where
    the score is clear by words alone, or without what was decided of the seller."""
    held: Annotated[tuple[Annotated[Held, Field(strict=False)], ...], BeforeValidator(_tuple)] = ()
    """What kept it below what the points say; absent where nothing did."""
    disguise: str | None
    """D00–D16 of taxonomy.json; None is unknown."""
    disguise_confidence: Annotated[float, Field(ge=0)] | None = None
    """Where the text model named the disguise: its lead over the next class, from 0."""
    kind: str | None = None
    """Kind of thing the text model takes it for, such as clock; absent where unknown or clear."""
    kind_confidence: Annotated[float, Field(ge=0)] | None = None
    """Its lead over the next kind, from 0."""
    pictures_judged: Annotated[int, Field(ge=0)] = 0
    """How many pictures took part; 0 says that none did."""
    pictures: Annotated[tuple[PictureNote, ...], BeforeValidator(_tuple)] = ()
    """What kept pictures, or what is printed in them, from counting; absent where nothing did."""
    signals: tuple[Signal, ...]
    """Everything seen, counter-signals and weightless observations included, in text order."""
    grounds: tuple[Ground, ...]
    """Grounds of the profile's jurisdiction the listing may meet, sorted by code."""
    versions: Versions
    """What produced it."""

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        for name in ("line", "disguise_confidence", "kind", "kind_confidence"):
            if data[name] is None:
                del data[name]
        for name in ("held", "pictures"):
            if not data[name]:
                del data[name]
        return data
