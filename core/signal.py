"""A signal: the one result type of every detector."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from lenswatch.core.record import Record


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
"""Half-open interval in code points of the original field: [3, 9] of "超小的针 孔摄象头" is "针 孔摄象头"."""

Polarity = Literal["+", "-", "0"]
"""Sign of a weight. "0" is an observation that carries no points of its own."""


class SignalSource(StrEnum):
    """The detector that saw it."""

    LEXICON = "lexicon"
    RULE = "rule"
    TEXT = "text"


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
    """Listing field it was seen in: title, description, image_text, "attributes.<name>", "other_titles.1"…"""
    span: Annotated[Span, Field(strict=False)]
    """Where in that field."""
    term: str | None = None
    """Id of the lexicon term that matched."""
    rule: str | None = None
    """Id of the context rule or exclusion that applied."""
    matched: str
    """The original characters of the span, as the seller wrote them."""
    reasons: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    """Of a model: what it weighed most, the heaviest first, by the names of its features."""

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
