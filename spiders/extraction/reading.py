"""The sources of a page in their order, weighed against each other."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.article_number import labelled_number, number_in_text
from lenswatch.spiders.extraction.buying import can_be_bought, is_list
from lenswatch.spiders.extraction.countries import COUNTRIES
from lenswatch.spiders.extraction.findings import Findings, Found, merge
from lenswatch.spiders.extraction.headline import fold, headline, repeated_part, without_site
from lenswatch.spiders.extraction.identifiers import identifier_of, is_item_address
from lenswatch.spiders.extraction.inline_state import shared_brand, shared_seller, state_findings
from lenswatch.spiders.extraction.locality import Locality, locality_of
from lenswatch.spiders.extraction.meta import Meta, meta_findings, read_meta
from lenswatch.spiders.extraction.microdata import MICRODATA, RDFA, marked_nodes
from lenswatch.spiders.extraction.other_names import other_names
from lenswatch.spiders.extraction.outline import Outline
from lenswatch.spiders.extraction.paid_marks import marked_near
from lenswatch.spiders.extraction.price import Price
from lenswatch.spiders.extraction.schema_product import SchemaSource, main_product, read_product
from lenswatch.spiders.extraction.shown import bare_headings, headings, named_titles, shown_findings
from lenswatch.spiders.extraction.shown_brand import brand_in_title
from lenswatch.spiders.extraction.shown_price import ShownPrice, shown_price
from lenswatch.spiders.extraction.site_names import site_names
from lenswatch.spiders.extraction.tolerant_json import Json
from lenswatch.spiders.page import Page

_TITLE_ELEMENT = "heuristic:title"


@dataclass(frozen=True)
class Reader:
    """Reads one page."""

    page: Page
    outline: Outline
    """Its elements."""
    nodes: list[dict[str, Json]]
    """Top nodes of its JSON-LD."""
    unknown: Counter[str]
    """Grows by the keys that were not understood."""

    @cached_property
    def meta(self) -> Meta:
        """Its meta elements."""
        return read_meta(self.outline)

    @cached_property
    def document_title(self) -> str:
        """Its title element."""
        node = next(iter(self.outline.tagged("title")), None)
        return node.text().strip() if node is not None else ""

    @cached_property
    def site(self) -> tuple[str, ...]:
        """What its site calls itself."""
        return site_names(self.page.url, self.meta.values.get("og:site_name"), self.meta.values.get("application-name"))

    @cached_property
    def locality(self) -> Locality:
        """Where it sells."""
        return locality_of(self.page.url, *self.meta.language_tags, sample=self.document_title)

    def structured(self) -> list[Findings]:
        """JSON-LD, microdata and RDFa, as far as the page carries them."""
        found = []
        sources = [("json-ld", self.nodes)]
        if self.outline.carries("itemprop"):
            sources.append(("microdata", marked_nodes(self.outline, MICRODATA)))
        if self.outline.carries("typeof"):
            sources.append(("rdfa", marked_nodes(self.outline, RDFA)))
        for name, nodes in sources:
            product = main_product(nodes, self.page.url)
            if product is not None:
                found.append(read_product(product, SchemaSource(name, self.page.url, self.locality, self.unknown)))
        return found

    def read(self, special: Findings | None, *, guess: bool) -> Findings | None:
        """What all sources say together; None where the page shows no product.

        Args:
            special: What the page object of the site read.
            guess: Whether a product may be guessed from what is shown, where no source names one.
        """
        sources = self.structured()
        meta = meta_findings(self.meta, self.page.url, self.locality)
        named = bool(sources) or special is not None
        if not named and not guess and not self.meta.is_product:
            return None
        heading, title = self._title(sources, special, meta)
        # A meta description is written for search engines: it stands in only where no seller's text is found.
        found = merge([*sources, *([special] if special else []), meta.but(description=None)])
        if (found.price is None or found.sku is None) and title is not None:
            state = state_findings(self.page.scripts, title.value, self.page.url, self.locality)
            found = merge([found, state]) if state else found
        shown = shown_findings(self.outline, self.page.url, self.locality, found)
        blurb = Findings(description=meta.description if special is None else None)
        found = merge([found, shown, blurb]).but(title=title)
        price = self._shown_price(found, heading, meta)
        found = found.but(price=_weighed(found.price, meta.price, price.found if price else None))
        if not named and not self._is_product(found, price):
            return None
        found = found.but(
            paid_promotion=found.paid_promotion or marked_near(heading, self.outline.markup),
            other_titles=self._other_titles(title, sources, meta),
        )
        return self._with_identifiers(
            self._with_currency(self._with_shared(found)), labelled_number(self.outline) if special is None else None
        )

    def _shown_price(self, found: Findings, heading: LexborNode | None, meta: Findings) -> ShownPrice | None:
        """The price shown, where no source names one, or where structured data and meta elements disagree."""
        told, other = found.price, meta.price
        if told is not None and (other is None or other.value.low == told.value.low):
            return None
        currency = found.currency.value if found.currency else None
        return shown_price(self.outline, heading, self.page.url, self.locality, currency)

    def _with_shared(self, found: Findings) -> Findings:
        return found.but(
            brand=found.brand
            or (brand_in_title(found.title.value, self.outline, self.page.scripts) if found.title else None)
            or shared_brand(self.page.scripts),
            seller_name=found.seller_name or shared_seller(self.page.scripts, self.page.markup),
        )

    def _title(
        self, sources: list[Findings], special: Findings | None, meta: Findings
    ) -> tuple[LexborNode | None, Found[str] | None]:
        if special is not None and special.title is not None:
            return None, special.title
        site = self.site
        structured = [source.title for source in sources]
        named = {fold(title.value) for title in structured if title is not None}
        for find in (headings, named_titles):
            shown = list(find(self.outline))
            if find is headings and not any(fold(text.value) in named for _, text in shown):
                shown += bare_headings(self.outline)
            title = headline(self.document_title, (text for _, text in shown), structured, meta.title, site)
            if title is not None:
                return next((node for node, text in shown if text.value == title.value), None), title
        part = repeated_part(self.document_title, self.page.text, site)
        if part is None and meta.title is not None:
            folded = tuple(fold(name) for name in site)
            return None, Found(without_site(meta.title.value, folded), meta.title.origin)
        return None, Found(part, _TITLE_ELEMENT) if part else None

    def _other_titles(
        self, title: Found[str] | None, sources: list[Findings], meta: Findings
    ) -> Found[tuple[str, ...]] | None:
        if title is None:
            return None
        shown = [text for _, text in headings(self.outline)]
        # Of several headings all but one are those of other things.
        about = [text for text in shown if text.value.startswith(title.value)] or (shown if len(shown) == 1 else [])
        heading = about[0] if about else None
        titles = [source.title for source in sources]
        own = Found(self.document_title, _TITLE_ELEMENT) if self.document_title else None
        return other_names(title, [*titles, heading, meta.title, own], self.site)

    def _is_product(self, found: Findings, shown: ShownPrice | None) -> bool:
        """Whether a page without structured data shows one product: it says so, or names and sells one thing."""
        if self.meta.is_product and found.price is not None:
            return True
        if found.title is None or (found.price is None and found.sku is None):
            return False
        identified = found.sku is not None or is_item_address(self.page.url)
        priced = shown is not None and not self.meta.is_article
        if identified and priced and found.title.origin != _TITLE_ELEMENT:
            return True
        if found.title.origin == _TITLE_ELEMENT and not (identified and priced):
            return False
        return can_be_bought(self.page.text, self.outline) and (identified or priced or not is_list(self.outline))

    def _with_identifiers(self, found: Findings, labelled: Found[str] | None) -> Findings:
        in_address = identifier_of(found.canonical_url.value if found.canonical_url else "") or identifier_of(
            self.page.url
        )
        addressed = Found(in_address, "url") if in_address else None
        labelled = labelled or (found.sku if _is_told(found.sku) else number_in_text(self.page.markup))
        return found.but(sku=labelled or found.sku or addressed, id=found.id or addressed or found.sku)

    def _with_currency(self, found: Findings) -> Findings:
        """The currency of the market where the page names none beside its price."""
        price = found.price
        if price is None or found.currency is not None or price.value.currency is not None:
            return found
        # "en-US" is what programs write where nobody chose a language. And a sign that could not be settled, such as a
        # dollar where there is none, stays unsettled.
        market = locality_of(self.page.url).country or (self.locality.market if self.locality.lang != "en" else None)
        code = COUNTRIES.get(market or "") if price.value.currency_raw is None else None
        return found.but(currency=Found(code, "heuristic:market") if code else None)


def _is_told(number: Found[str] | None) -> bool:
    """Whether an article number is called one by structured data or a table, not an identifier of some program."""
    return number is not None and not number.origin.startswith(
        ("script:", "opengraph:", "heuristic:product_id", "heuristic:productId")
    )


def _weighed(told: Found[Price] | None, other: Found[Price] | None, shown: Found[Price] | None) -> Found[Price] | None:
    """One of three prices: that of the best source, that of meta elements, and the one shown."""
    if told is None or other is None:
        return told or shown
    if told.value.low == other.value.low:
        return told
    # One of the two is out of date, mostly since a sale began: the page itself says which.
    low, high = sorted((told, other), key=lambda price: price.value.low)
    if shown is not None and shown.value.low == high.value.low:
        return high
    return Found(replace(low.value, regular=low.value.regular or high.value.low), low.origin)
