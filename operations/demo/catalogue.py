"""What the demo marketplace offers: sellers, listings, and which of the listings are covert cameras.

All of it is invented, written by hand for the demo, and used neither to train nor to tune anything.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

__all__ = [
    "Catalogue",
    "DemoLicence",
    "DemoListing",
    "DemoSeller",
    "DemoTruth",
    "Label",
    "Shop",
    "load_catalogue",
    "load_pictures",
    "load_templates",
    "load_truth",
]

Shop = Literal["lanxing", "taohuo", "qingju", "yunjiao", "muwu"]
"""The shops; what is special about each stands in its module of `operations/demo/shops/`."""

Label = Literal["covert", "hard_negative", "negative"]
"""What a listing is in truth; `hard_negative` is lawful but looks or reads like a covert camera."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DemoLicence(_Record):
    """The business licence that a seller shows."""

    name: str
    """Invented company name, marked as a demo."""
    code: str
    """Eighteen characters that no registrar could have issued."""


class DemoSeller(_Record):
    """A seller of one of the shops."""

    id: str
    """Unique over all shops."""
    shop: Shop
    name: str
    """The shop sign."""
    region: str
    """Place as the page words it."""
    opened: date
    """Day on which the shop opened."""
    licence: DemoLicence | None
    """`None` if the seller shows no licence."""


class DemoListing(_Record):
    """One item on sale, as its seller worded it."""

    shop: Shop
    id: str
    """Unique within its shop; the digits say nothing about what the item is."""
    title: str
    price: Decimal
    """In units of `currency`; the lowest if there are several variants."""
    price_high: Decimal | None = None
    """The highest price; `None` if there is a single one."""
    currency: Literal["CNY"]
    category: str
    """Breadcrumb as the shop words it."""
    description: str
    """Paragraphs, separated by line feeds."""
    attributes: Mapping[str, str]
    """The specification table, in the order of the page."""
    seller: str
    """The id of a `DemoSeller` of the same shop."""
    pictures: tuple[str, ...]
    """File names, the main picture first."""
    sales: int
    """Items sold, as the page states."""
    published: datetime | None
    """`None` if the page does not show it."""
    ship_from: str
    brand: str | None
    """`None` if no brand is named."""
    revised: datetime | None = None
    """When the seller last changed the text; `None` for the texts of the bundled files."""


class DemoTruth(_Record):
    """What a listing is in truth."""

    shop: Shop
    id: str
    label: Label
    kind: str
    """How it is worded or why it misleads, such as `obfuscated` or `lawful_camera`."""
    disguise: str
    """Code D00–D16 of the taxonomy; D00 for what is not covert."""
    seller: str
    note: str
    """For the reader; may be empty."""


class Catalogue(_Record):
    """All sellers and listings of all shops."""

    sellers: tuple[DemoSeller, ...]
    listings: tuple[DemoListing, ...]

    def of_shop(self, shop: Shop) -> tuple[DemoListing, ...]:
        """The listings of one shop, in the order in which its pages show them."""
        return tuple(listing for listing in self.listings if listing.shop == shop)

    def sellers_of(self, shop: Shop) -> tuple[DemoSeller, ...]:
        """The sellers of one shop."""
        return tuple(seller for seller in self.sellers if seller.shop == shop)

    def of_seller(self, seller: str) -> tuple[DemoListing, ...]:
        """The listings of one seller."""
        return tuple(listing for listing in self.listings if listing.seller == seller)

    def seller(self, seller: str) -> DemoSeller:
        """The seller with that id; `KeyError` if there is none."""
        return {known.id: known for known in self.sellers}[seller]

    def retitled(self, shop: Shop, listing: str, title: str, revised: datetime) -> Catalogue:
        """A copy in which one listing has a new title, as if its seller had edited it at `revised`."""
        if not any((known.shop, known.id) == (shop, listing) for known in self.listings):
            raise KeyError((shop, listing))
        change = {"title": title, "revised": revised}
        listings = tuple(
            known.model_copy(update=change) if (known.shop, known.id) == (shop, listing) else known
            for known in self.listings
        )
        return self.model_copy(update={"listings": listings})


def load_catalogue() -> Catalogue:
    """The bundled sellers and listings."""
    rows = [line for shop in get_args(Shop) for line in _lines(f"listings/{shop}.jsonl")]
    return Catalogue(
        sellers=tuple(DemoSeller.model_validate_json(line) for line in _lines("sellers.jsonl")),
        listings=tuple(DemoListing.model_validate_json(line) for line in rows),
    )


def load_truth() -> tuple[DemoTruth, ...]:
    """Which of the bundled listings are covert cameras."""
    return tuple(DemoTruth.model_validate(row) for row in csv.DictReader(_lines("truth.csv")))


def load_pictures() -> dict[str, bytes]:
    """The bundled pictures by file name."""
    found = sorted((_folder() / "pictures").iterdir(), key=lambda file: file.name)
    return {file.name: file.read_bytes() for file in found}


def load_templates() -> dict[str, str]:
    """The text of the page templates by file name."""
    return {file.name: file.read_text("utf-8") for file in (_folder() / "templates").iterdir()}


def _folder() -> Traversable:
    return files("lenswatch.operations.demo") / "marketplace"


def _lines(name: str) -> Iterator[str]:
    # Only a line feed ends a line: texts may hold the other characters at which splitlines() breaks.
    return (line for line in _folder().joinpath(*name.split("/")).read_text("utf-8").split("\n") if line)
