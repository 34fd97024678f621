"""Meta elements: OpenGraph, product: tags, Twitter cards, canonical address, language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lenswatch.spiders.extraction.currency import currency_of
from lenswatch.spiders.extraction.findings import Findings, Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.outline import Outline
from lenswatch.spiders.extraction.price import Price, read_price
from lenswatch.spiders.extraction.schema_values import absolute, availability
from lenswatch.spiders.extraction.text import one_line, paragraphs

_PRICES = (
    "product:sale_price:amount",
    "product:price:amount",
    "og:price:amount",
    "og:product:price:amount",
    "og:price",
)
_CURRENCIES = (
    "product:price:currency",
    "og:price:currency",
    "product:sale_price:currency",
    "og:product:price:currency",
)


@dataclass(frozen=True)
class Meta:
    """The meta elements of a page by name; the first of each name, but every picture."""

    values: Mapping[str, str]
    pictures: tuple[str, ...]
    canonical: str | None
    lang: str | None

    @property
    def is_product(self) -> bool:
        """Whether the page calls itself a product."""
        kind = self.values.get("og:type", "").lower()
        return "product" in kind or any(name in self.values for name in _PRICES)

    @property
    def is_article(self) -> bool:
        """Whether the page calls itself something to be read."""
        return self.values.get("og:type", "").lower() in {"article", "blog", "profile", "video.other"}

    @property
    def language_tags(self) -> tuple[str | None, ...]:
        """Language tags, best first for telling the country."""
        return (self.values.get("og:locale"), self.lang, self.values.get("content-language"))


def read_meta(outline: Outline) -> Meta:
    """The meta elements, the canonical link and the language of a page."""
    values: dict[str, str] = {}
    pictures: list[str] = []
    for node in outline.tagged("meta"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("http-equiv") or "").lower()
        content = (attributes.get("content") or "").strip()
        if name in {"og:image", "og:image:url", "og:image:secure_url"} and content:
            pictures.append(content)
        elif name and content:
            values.setdefault(name, content)
    links = (node.attributes for node in outline.tagged("link"))
    root = next((node.attributes for node in outline.tagged("html")), {})
    return Meta(
        values,
        tuple(pictures),
        next((link.get("href") for link in links if link.get("rel") == "canonical"), None),
        root.get("lang") or root.get("xml:lang"),
    )


def meta_findings(meta: Meta, url: str, locality: Locality) -> Findings:
    """What the meta elements say. Title and description may carry the site's name: reconcile() weighs them."""
    pictures = tuple(
        dict.fromkeys(a for picture in (*meta.pictures, *_twitter_pictures(meta)) if (a := absolute(picture, url)))
    )
    canonical = absolute(meta.canonical or meta.values.get("og:url"), url)
    return Findings(
        title=_first(meta, "og:title", "twitter:title"),
        description=_first(meta, "og:description", "description", "twitter:description", lines=True),
        brand=_first(meta, "product:brand", "og:brand", "og:product:brand"),
        sku=_first(meta, "product:retailer_item_id", "product:retailer_part_no", "og:upc", "product:sku"),
        price=_price(meta, locality),
        currency=_currency(meta, locality),
        availability=_availability(meta),
        images=Found(pictures, "opengraph:og:image") if pictures else None,
        canonical_url=Found(canonical, "meta:canonical" if meta.canonical else "opengraph:og:url")
        if canonical
        else None,
        lang=Found(meta.lang, "meta:lang") if meta.lang else None,
    )


def _first(meta: Meta, *names: str, lines: bool = False) -> Found[str] | None:
    for name in names:
        value = meta.values.get(name)
        if value and (shown := (paragraphs if lines else one_line)(value)):
            return Found(shown, _origin(name))
    return None


def _origin(name: str) -> str:
    return f"opengraph:{name}" if ":" in name and not name.startswith("twitter") else f"meta:{name}"


def _twitter_pictures(meta: Meta) -> Iterator[str]:
    for name in ("twitter:image", "twitter:image:src"):
        if name in meta.values:
            yield meta.values[name]


def _price(meta: Meta, locality: Locality) -> Found[Price] | None:
    currency = _currency(meta, locality)
    for name in _PRICES:
        if name in meta.values and (
            price := read_price(meta.values[name], locality, currency.value if currency else None)
        ):
            return Found(price, _origin(name))
    return None


def _currency(meta: Meta, locality: Locality) -> Found[str] | None:
    for name in _CURRENCIES:
        if name in meta.values and (code := currency_of(meta.values[name], locality)):
            return Found(code, _origin(name))
    return None


def _availability(meta: Meta) -> Found[str] | None:
    for name in ("product:availability", "og:availability"):
        if name in meta.values and (state := availability(meta.values[name])):
            return Found(state, _origin(name))
    return None
