"""One row of the training corpus: a listing written for it, and what it is."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lenswatch.core.listing import Listing
from lenswatch.core.record import Record


class Label(StrEnum):
    """What a listing offers."""

    COVERT = "covert"
    """A camera that is disguised, or sold to film unnoticed."""
    LAWFUL = "lawful"
    """Something lawful that a naive scanner would flag."""
    PLAIN = "plain"
    """Goods that have nothing to do with it, host objects without a camera among them."""


class Difficulty(StrEnum):
    """How a covert listing hides what it offers."""

    PLAIN_NAME = "plain_name"
    """It does not: 针孔摄像头, hidden camera, or object and camera named together."""
    FEATURE_ONLY = "feature_only"
    """An everyday thing with what a camera can do; no word for a camera."""
    OBFUSCATED = "obfuscated"
    """Words written otherwise: sound-alikes, separators, pinyin, pictures."""
    EUPHEMISM = "euphemism"
    """Other words for it."""
    COVER_STORY = "cover_story"
    """A pretext: safety of the home, looking after children, evidence for court."""
    IMAGE_TEXT = "image_text"
    """An innocent title; what it is stands in the picture."""
    BARE_MODULE = "bare_module"
    """A module or a part, offered to be built into something."""
    CUSTOM_BUILD = "custom_build"
    """Built into what the buyer sends or names."""


class CorpusRow(Record):
    """A listing with its truth; the listing's keys are those of a feed row."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2}[0-9]-[0-9]{4}$")]
    """Writer and number, such as zh3-0042. Each writer is a source of its own when data are split."""
    label: Annotated[Label, Field(strict=False)]
    lang: Literal["zh", "en"]
    title: Annotated[str, Field(min_length=1, max_length=300)]
    description: str = ""
    attributes: Mapping[str, str] = Field(default_factory=dict)
    category: str | None = None
    price: Annotated[float, Field(gt=0)] | None = None
    """In the currency usual for the language: CNY or USD."""
    image_text: str | None = None
    """What is printed in the pictures."""
    difficulty: Annotated[Difficulty, Field(strict=False)] | None = None
    """Of covert rows."""
    disguise: Annotated[str, Field(pattern=r"^D(0\d|1[0-6])$")] | None = None
    """Of covert rows: a code of taxonomy.json; D00 where nothing is disguised."""
    kind: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]+$")]
    """What is sold, in a word or two: clock-camera, dash-cam, detector, power-bank, dress."""
    counter: str | None = None
    """Of lawful rows: the counter-signal of taxonomy.json it shows, if any."""
    style: Annotated[str, Field(pattern=r"^[a-z][a-z-]+$")]
    """Manner of writing: stuffed, second-hand, wholesale, slogan, formal."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        covert = self.label is Label.COVERT
        if covert != (self.difficulty is not None) or covert != (self.disguise is not None):
            raise ValueError("difficulty and disguise belong to covert rows, and all of these have them")
        if self.counter is not None and self.label is not Label.LAWFUL:
            raise ValueError("counter belongs to lawful rows")
        return self

    @property
    def writer(self) -> str:
        """Whose hand it is: the source by which data are split."""
        return self.id.partition("-")[0]

    @property
    def text(self) -> str:
        """Title, description and attributes as one text."""
        return "\n".join([self.title, self.description, *(f"{k} {v}" for k, v in self.attributes.items())])

    def listing(self) -> Listing:
        """The listing as a screening takes it, without the truth."""
        return Listing(
            id=self.id,
            title=self.title,
            description=self.description or None,
            attributes=self.attributes,
            category=self.category,
            price=Decimal(str(self.price)) if self.price else None,
            currency={"zh": "CNY", "en": "USD"}[self.lang] if self.price else None,
            image_text=self.image_text,
            lang=self.lang,
        )
