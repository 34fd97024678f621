"""Field patches: places a site file names for what the general reading leaves empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Annotated, Self

import jmespath
from jmespath.exceptions import JMESPathError
from lxml import etree
from pydantic import AfterValidator, Field, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from lenswatch.core.record import Record
from lenswatch.spiders.extraction.findings import Findings

_NOT_PATCHED = frozenset({"attributes", "other_titles", "paid_promotion"})
PATCHED = tuple(field.name for field in fields_of(Findings) if field.name not in _NOT_PATCHED)
"""Names a patch may have: fields of a listing, those of its seller as seller_id, seller_name and so on."""


def css_selector(value: str) -> str:
    """A CSS selector as it came.

    Raises:
        ValueError: If it is none.
    """
    try:
        LexborHTMLParser("<p>").css(value)
    except SelectolaxError as error:
        raise ValueError(f"{value!r} is no CSS selector; pseudo-elements such as ::text are not known") from error
    return value


def xpath_expression(value: str) -> str:
    """An XPath 1.0 expression as it came.

    Raises:
        ValueError: If it is none.
    """
    try:
        etree.XPath(value)
    except etree.XPathError as error:
        raise ValueError(f"{value!r} is no XPath 1.0 expression: {error}") from error
    return value


def jmespath_expression(value: str) -> str:
    """A JMESPath expression as it came.

    Raises:
        ValueError: If it is none.
    """
    try:
        jmespath.compile(value)
    except JMESPathError as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"{value!r} is no JMESPath expression: {reason}") from error
    return value


def patched_field(value: str) -> str:
    """A name out of `PATCHED`, as it came.

    Raises:
        ValueError: If it is none.
    """
    if value not in PATCHED:
        raise ValueError(f"{value!r} is no field that can be read this way; known are {', '.join(PATCHED)}")
    return value


JmesPath = Annotated[str, Field(min_length=1), AfterValidator(jmespath_expression)]
PatchedField = Annotated[str, AfterValidator(patched_field)]


class FieldPatch(Record):
    """Where one field stands on the pages of one site. Exactly one of css, xpath and jmespath is given."""

    css: Annotated[str, AfterValidator(css_selector)] | None = None
    """Selector; the first element with a value counts, all of them for pictures."""
    attribute: Annotated[str, Field(min_length=1)] | None = None
    """Attribute of the selected element that holds the value; its text without."""
    xpath: Annotated[str, AfterValidator(xpath_expression)] | None = None
    """XPath 1.0 expression that gives elements, attributes or text."""
    jmespath: JmesPath | None = None
    """JMESPath over the page's JSON: the page itself where it is JSON, else each JSON-LD node, then inline state."""
    override: bool = False
    """Whether the patch counts although the general reading found something."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(place is not None for place in (self.css, self.xpath, self.jmespath)) != 1:
            raise ValueError("give exactly one of css, xpath and jmespath")
        if self.attribute is not None and self.css is None:
            raise ValueError("attribute goes with css; an XPath ends in /@name instead")
        return self

    @property
    def place(self) -> str:
        """The place as it stands in Listing.read_from."""
        if self.css is not None:
            return f"css:{self.css}@{self.attribute}" if self.attribute else f"css:{self.css}"
        return f"xpath:{self.xpath}" if self.xpath is not None else f"jmespath:{self.jmespath}"


@dataclass(frozen=True)
class FieldPatches:
    """All patches of one site."""

    site: str
    """Name of the site; part of the origin."""
    by_field: Mapping[str, FieldPatch]
    """Field of `PATCHED` to its patch."""

    def origin(self, patch: FieldPatch) -> str:
        """What Listing.read_from says of a patched field."""
        return f"site:{self.site}:{patch.place}"
