"""A schema.org Product, whether it came as JSON-LD, microdata or RDFa."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lenswatch.spiders.extraction.findings import NOTHING, Findings, Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.schema_offer import asked_of, offers_of, price_of, seller_of
from lenswatch.spiders.extraction.schema_values import (
    Node,
    absolute,
    availability,
    instant,
    items,
    nodes,
    text,
    types,
    urls,
)
from lenswatch.spiders.extraction.text import one_line, paragraphs
from lenswatch.spiders.extraction.tolerant_json import Json

PRODUCT_TYPES = frozenset(
    "product productgroup productmodel individualproduct someproducts vehicle car motorcycle book"
    " discoverableproduct".split()
)
_OWN = frozenset(
    "@id @context @type name description sku mpn productID image images url offers brand category manufacturer"
    " additionalProperty hasVariant gtin gtin8 gtin12 gtin13 gtin14 isbn model color material size weight identifier"
    " datePublished aggregateRating review reviews productGroupID variesBy mainEntityOfPage isRelatedTo isSimilarTo"
    " itemCondition releaseDate width height depth audience logo alternateName keywords inProductGroupWithID".split()
)


@dataclass(frozen=True)
class SchemaSource:
    """Where product nodes come from and how their values are to be understood."""

    name: str
    """First part of every origin: json-ld, microdata or rdfa."""
    url: str
    """The page's address."""
    locality: Locality
    unknown: Counter[str] = field(default_factory=Counter)
    """Keys met that nothing here understands, such as "json-ld:Product.shippingLabel"."""

    def found(self, value: str | None, key: str) -> Found[str] | None:
        """A value with its origin, or None."""
        return Found(value, f"{self.name}:{key}") if value else None


def is_product(node: Node) -> bool:
    """True for a node of type Product or a kind of it."""
    return not types(node).isdisjoint(PRODUCT_TYPES)


def main_product(candidates: Sequence[Node], url: str) -> Node | None:
    """The product a page is about: that which names the page's address, else the first with an offer or at all."""
    products = [node for node in candidates if is_product(node) and text(node.get("name"))]
    if not products:
        return None
    here = _without_query(url)

    def fitness(node: Node) -> tuple[bool, bool]:
        named = [_without_query(address) for address in urls([node.get("url"), node.get("@id")], url)]
        return (len(products) > 1 and here in named, bool(list(_offers(node))))

    return max(products, key=fitness)


def _without_query(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rstrip("/")


def read_product(node: Node, source: SchemaSource) -> Findings:
    """What a product node says."""
    node = _as_shown(node, source.url)
    source.unknown.update(f"{source.name}:Product.{key}" for key in node if key not in _OWN)
    return NOTHING.but(
        **_offer_findings(node, source),  # type: ignore[arg-type]  # keys and types are those of Findings
        id=source.found(_number(node.get("productID")), "productID"),
        title=source.found(text(node.get("name")), "name"),
        description=source.found(_description(node.get("description")), "description"),
        brand=source.found(text(node.get("brand")), "brand")
        or source.found(text(node.get("manufacturer")), "manufacturer"),
        sku=_sku(node, source),
        category=source.found(_category(node.get("category")), "category"),
        attributes=_attributes(node, source),
        images=_images(node, source),
        published_at=Found(moment, f"{source.name}:datePublished")
        if (moment := instant(node.get("datePublished")))
        else None,
    )


def _as_shown(node: Node, url: str) -> Node:
    """A product group with the values of the variant that the address names; anything else as it is."""
    for variant in nodes(node.get("hasVariant")):
        if url in urls([variant.get("url"), *(offer.get("url") for offer in offers_of(variant))], url):
            return {**node, **variant, "name": node.get("name") or variant.get("name")}
    return node


def _offers(node: Node) -> Iterator[Node]:
    """The product's own offers, else those of all its variants."""
    own = list(offers_of(node))
    yield from own
    if not own:
        for variant in nodes(node.get("hasVariant")):
            yield from offers_of(variant)


def _offer_findings(node: Node, source: SchemaSource) -> Mapping[str, object]:
    offers = list(_offers(node))
    asked = [one for offer in offers if (one := asked_of(offer, source.locality))]
    found: dict[str, object] = {}
    if asked:
        price = price_of(asked)
        found["price"] = Found(price, f"{source.name}:offers.{asked[0].key}")
        if price.currency:
            found["currency"] = Found(price.currency, f"{source.name}:offers.priceCurrency")
    states = [state for offer in offers if (state := availability(offer.get("availability")))]
    if states:
        best = "InStock" if "InStock" in states else states[0]
        found["availability"] = Found(best, f"{source.name}:offers.availability")
    seller = next((s for offer in (*offers, node) if (s := seller_of(offer))), None)
    if seller is not None:
        found |= _seller(seller, source)
    return found


def _seller(seller: Node, source: SchemaSource) -> Mapping[str, object]:
    identifier = text(seller.get("identifier")) or text(seller.get("sku"))
    return {
        "seller_name": source.found(text(seller.get("name")), "offers.seller.name"),
        "seller_url": source.found(absolute(text(seller.get("url")), source.url), "offers.seller.url"),
        "seller_id": source.found(identifier, "offers.seller.identifier"),
        "seller_region": source.found(_place(seller.get("address")), "offers.seller.address"),
        "licence_code": source.found(text(seller.get("taxID")) or text(seller.get("leiCode")), "offers.seller.taxID"),
    }


def _place(address: Json) -> str | None:
    if isinstance(address, str):
        return one_line(address)
    for node in nodes(address):
        parts = [text(node.get(key)) for key in ("addressRegion", "addressLocality")]
        return " ".join(part for part in parts if part) or text(node.get("addressCountry"))
    return None


def _description(value: Json) -> str | None:
    return next((lines for item in items(value) if isinstance(item, str) and (lines := paragraphs(item))), None)


def _number(value: Json) -> str | None:
    """An article number without the words that follow it or the scheme before it, as in "sku:1234"."""
    number = text(value)
    if number is None:
        return None
    first, *words = number.removeprefix("sku:").removeprefix("mpn:").split()
    coded = len(first) >= 4 and any(c.isdigit() for c in first)  # noqa: PLR2004 - a shorter token is a part of a name
    return first if words and coded and not any(c.isdigit() for word in words for c in word) else number


def _sku(node: Node, source: SchemaSource) -> Found[str] | None:
    for key in ("sku", "productID", "productGroupID"):
        if number := _number(node.get(key)):
            return source.found(number, key)
    for offer in _offers(node):
        if number := _number(offer.get("sku")):
            return source.found(number, "offers.sku")
    return source.found(text(node.get("mpn")), "mpn")


def _category(value: Json) -> str | None:
    parts = [part for item in items(value) if (part := text(item))]
    return " > ".join(dict.fromkeys(parts)) or None


def _attributes(node: Node, source: SchemaSource) -> Found[Mapping[str, str]] | None:
    pairs = {
        name: value
        for item in nodes(node.get("additionalProperty"))
        if (name := text(item.get("name"))) and (value := text(item.get("value")))
    }
    return Found(pairs, f"{source.name}:additionalProperty") if pairs else None


def _images(node: Node, source: SchemaSource) -> Found[tuple[str, ...]] | None:
    for key in ("image", "images"):
        if found := urls(node.get(key), source.url):
            return Found(found, f"{source.name}:{key}")
    for variant in nodes(node.get("hasVariant")):
        if found := urls(variant.get("image"), source.url):
            return Found(found, f"{source.name}:hasVariant.image")
    return None
