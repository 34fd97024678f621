"""What a source says of a product, each value with the place it was read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from lenswatch.spiders.extraction.price import Price

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value and its origin."""

    value: T
    """As shown on the page, cleaned of markup only."""
    origin: str
    """Source and place, such as "json-ld:offers.price" or "page-object:taobao:#J_Title"."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What one source says. None is "this source does not say". Names and meanings are those of Listing."""

    id: Found[str] | None = None
    title: Found[str] | None = None
    other_titles: Found[tuple[str, ...]] | None = None
    description: Found[str] | None = None
    price: Found[Price] | None = None
    regular_price: Found[Decimal] | None = None
    currency: Found[str] | None = None
    brand: Found[str] | None = None
    sku: Found[str] | None = None
    availability: Found[str] | None = None
    category: Found[str] | None = None
    attributes: Found[Mapping[str, str]] | None = None
    images: Found[tuple[str, ...]] | None = None
    """Absolute http(s) addresses, the main picture first."""
    canonical_url: Found[str] | None = None
    lang: Found[str] | None = None
    published_at: Found[datetime] | None = None
    ship_from: Found[str] | None = None
    public_sales: Found[int] | None = None
    paid_promotion: Found[bool] | None = None
    seller_id: Found[str] | None = None
    seller_name: Found[str] | None = None
    seller_url: Found[str] | None = None
    seller_region: Found[str] | None = None
    licence_code: Found[str] | None = None
    licence_url: Found[str] | None = None

    def but(self, **changes: Found[Any] | None) -> "Findings":
        """The same with other values for some fields; `dataclasses.replace` takes ten times as long."""
        return _made({**vars(self), **changes})


def merge(sources: Iterable[Findings]) -> Findings:
    """One value a field: that of the first source which has one."""
    merged: dict[str, Any] = {}
    for source in sources:
        for name, value in vars(source).items():
            if value is not None and name not in merged:
                merged[name] = value
    return _made({**vars(NOTHING), **merged})


NOTHING = Findings()
"""What a page that says nothing brings."""


def _made(values: Mapping[str, Any]) -> Findings:
    """Findings of values for all fields; a frozen dataclass sets its fields one by one, in ten times the time."""
    if values.keys() != vars(NOTHING).keys():
        raise TypeError(f"no fields of Findings: {values.keys() - vars(NOTHING).keys()}")
    made = object.__new__(Findings)
    vars(made).update(values)
    return made
