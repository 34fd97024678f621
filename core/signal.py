"""A signal: the one result type of every detector."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from lenswatch.core.record import Record


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
"""Half-open interval in code points of the original field: [3, 9] of "超小的针 孔摄象头" is "针 孔摄象头"."""

Box = tuple[int, int, int, int]

Polarity = Literal["+", "-", "0"]
"""Sign of a weight. "0" is an observation that carries no points of its own."""


class SignalSource(StrEnum):
    """The detector that saw it."""

    LEXICON = "lexicon"
    RULE = "rule"
    TEXT = "text"
    OCR = "ocr"
    """A term of the lexicon in what is printed in a picture."""
    IMAGE = "image"
    """What a picture shows."""
    REFERENCE = "reference"
    """The library of confirmed devices: it asks for an expert and gives no points."""
    SELLER = "seller"
    """What people decided of the seller before: it says nothing of this listing."""


class Signal(Record):
    """One thing a detector saw, where, and how many points it gave."""

    source: Annotated[SignalSource, Field(strict=False)]
    """Detector."""
    code: str
    """Signal or counter-signal code of taxonomy.json."""
    weight: float
    """Points it gave, in log-odds, 4 decimals; above 0 speaks for a covert camera, below 0 against."""
    polarity: Polarity
    """The sign of the weight, for people."""
    field: str
    """Listing field it was seen in: title, description, image_text, "attributes.<name>", "other_titles.1"…
    Of what was decided of the seller: "seller.id".

    In pictures, counted from 0 as shown: "images.0.text" is what is printed in the first, lines joined by newlines;
    "images.0" is the picture itself."""
    span: Annotated[Span, Field(strict=False)]
    """Where in that field; [0, 0] of a picture."""
    picture: str | None = None
    """SHA-256 of the picture's file, where it was seen in one."""
    box: Annotated[Box | None, Field(strict=False)] = None
    """Where in the picture, in pixels as shown: left, top, right, bottom; right and bottom are outside."""
    term: str | None = None
    """Id of the lexicon term that matched; of what was decided of a seller, the document or authority."""
    rule: str | None = None
    """Id of the context rule or exclusion that applied."""
    matched: str
    """The original characters of the span, as the seller wrote them; of a picture what it seems to show, in English."""
    reasons: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    """Of a model: what it weighed most, the heaviest first, by the names of its features. Of a reference: the
    arithmetic. Of what was decided of a seller: the day, as 2026-03-02. Of a camera in the picture: the word of the
    category. Of an exchanged picture: the day it was first met, and the SHA-256 of the one before."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if polarity_of(self.weight) != self.polarity:
            raise ValueError(f"polarity {self.polarity} does not repeat the sign of weight {self.weight}")
        if self.span[0] > self.span[1]:
            raise ValueError(f"span {self.span} ends before it starts")
        return self

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {name: value for name, value in data.items() if value not in (None, (), [])}


def polarity_of(weight: float) -> Polarity:
    """Sign of a weight."""
    return "+" if weight > 0 else "-" if weight < 0 else "0"
