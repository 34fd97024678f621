"""A listing: one offer as a marketplace showed it."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from lenswatch.core.address_text import is_web_address
from lenswatch.core.image import Image
from lenswatch.core.record import Amount, Instant, Record
from lenswatch.core.seller import Seller
from lenswatch.core.sighting import Sighting

_ADDRESSES = ("url", "canonical_url")


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


class Listing(Record):
    """What was on the page, untouched. Nothing derived from it stands here: it is evidence.

    Names follow zyte-common-items where it has one. Missing is None, never 0 or "".
    """

    id: str | None = None
    """The platform's listing identifier, digits kept as text."""
    platform: str | None = None
    """Code of the marketplace: capitals, digits and hyphens."""
    url: str | None = None
    """Address the listing was read from, after redirects."""
    canonical_url: str | None = None
    """Address the page itself names as canonical."""
    title: Annotated[str, Field(min_length=1)]
    """Title as shown, without the shop's or platform's name."""
    other_titles: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    """Names the page gives the same listing elsewhere and that say more or something else: in structured data, for
    search engines, in the browser's title bar. Scored like the title: a word must not hide by standing in another."""
    description: str | None = None
    """Seller's description as plain text; paragraphs parted by newlines."""
    price: Amount | None = None
    """Price asked now, in major units; the lowest of a range. Never the crossed-out price."""
    price_high: Amount | None = None
    """Highest price of a range; None where one price is shown."""
    regular_price: Amount | None = None
    """Price before a discount, where the page shows one."""
    price_raw: str | None = None
    """The price text as shown, unit and range included."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    """ISO 4217 code."""
    currency_raw: str | None = None
    """The sign or word as shown, such as ¥."""
    brand: str | None = None
    """Brand as shown; not the seller."""
    sku: str | None = None
    """Article number as shown or in structured data."""
    availability: str | None = None
    """Name of schema.org's ItemAvailability, such as InStock."""
    category: str | None = None
    """Breadcrumb as shown, parts joined by " > ", most general first."""
    attributes: Mapping[str, str] = Field(default_factory=dict)
    """Specification table as shown: name to value."""
    seller: Seller | None = None
    """Who offers it."""
    main_image: Image | None = None
    """The picture shown first."""
    images: Annotated[tuple[Image, ...], BeforeValidator(_tuple)] = ()
    """All pictures in the order shown, the main one among them."""
    image_text: str | None = None
    """Text already read from the pictures by someone else's OCR."""
    lang: str | None = None
    """BCP 47 tag of the listing's language, such as zh-Hans."""
    published_at: Instant | None = None
    """When the seller published it, as shown. Never the time of capture; None is "not shown"."""
    ship_from: str | None = None
    """Place the parcel leaves from, in words."""
    public_sales: Annotated[int, Field(ge=0)] | None = None
    """Sales count as shown. Never a turnover."""
    paid_promotion: bool | None = None
    """True where the platform marks it as advertising."""
    licence_url: str | None = None
    """Address of the seller's published licence page."""
    seen: Annotated[tuple[Sighting, ...], BeforeValidator(_tuple)] = ()
    """Where it was shown, in the order found."""
    captured_at: Instant | None = None
    """When the page was fetched."""
    read_from: Mapping[str, str] = Field(default_factory=dict)
    """Field name to the place it was read from, such as "json-ld:offers.price"."""
    extra: Mapping[str, Any] = Field(default_factory=dict)
    """Keys of a feed row that lenswatch does not know, kept as they came."""

    def odd_addresses(self) -> tuple[str, ...]:
        """Fields that hold text where an http(s) address belongs, such as a link of the platform's app."""
        named = [(name, getattr(self, name)) for name in _ADDRESSES]
        named += [("seller.url", self.seller.url if self.seller else None)]
        return tuple(name for name, value in named if value is not None and not is_web_address(value))
