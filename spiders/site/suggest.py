"""What a site suggests while someone searches: where to ask, and where the suggestions stand in the answer."""

from string import Formatter
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from lenswatch.core.record import Record
from lenswatch.ledger.suggestions import SuggestionSurface
from lenswatch.spiders.site.field_patch import JmesPath, css_selector, xpath_expression
from lenswatch.spiders.site.numbered_address import NumberedAddress
from lenswatch.spiders.site.starts import Encoding

_SHORTEST_PREFIX = 2


def _template(value: str) -> str:
    try:
        places = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
    except ValueError:
        places = set()
    if places != {"query"}:
        raise ValueError(f"{value!r} needs {{query}}, and no other place in braces")
    return value


def _places(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return (value,) if isinstance(value, dict) else tuple(value) if isinstance(value, list) else value


class Count(Record):
    """Where an answer says how many offers were found. Exactly one of css, xpath and jmespath is given."""

    css: Annotated[str, AfterValidator(css_selector)] | None = None
    """Selector of an offer; its elements are counted."""
    xpath: Annotated[str, AfterValidator(xpath_expression)] | None = None
    """XPath 1.0 expression that gives the offers, or a number."""
    jmespath: JmesPath | None = None
    """JMESPath that gives the offers, or a number."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(place is not None for place in (self.css, self.xpath, self.jmespath)) != 1:
            raise ValueError("give exactly one of css, xpath and jmespath")
        return self


class Suggest(Record):
    """One place of a site that suggests searches."""

    url: Annotated[str, Field(min_length=1), AfterValidator(_template)]
    """Path or address with {query}."""
    kind: Literal["json", "html"]
    """What the answer is; JSON may be wrapped into a function call."""
    jmespath: JmesPath | None = None
    """In JSON: gives the suggested words."""
    css: Annotated[str, AfterValidator(css_selector)] | None = None
    """In HTML: selector of the elements that show them."""
    xpath: Annotated[str, AfterValidator(xpath_expression)] | None = None
    """In HTML: XPath 1.0 expression that gives elements, attributes or text."""
    results: Count | None = None
    """Where the answer says how many offers were found, if it does."""
    surface: Annotated[SuggestionSurface, Field(strict=False)] | None = None
    """What it is to the shopper; JSON is taken for suggestions while typing, HTML for related searches."""
    encoding: Encoding = "utf-8"
    """How the words are written into the address."""
    prefixes: bool = False
    """Whether the beginnings of each term are asked for too, as they are while someone types."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        places = [self.jmespath] if self.kind == "json" else [self.css, self.xpath]
        others = [self.css, self.xpath] if self.kind == "json" else [self.jmespath]
        if sum(place is not None for place in places) != 1 or any(others):
            raise ValueError("kind json goes with jmespath, kind html with one of css and xpath")
        if self.results and (self.results.jmespath is not None) != (self.kind == "json"):
            raise ValueError("results are found like the suggestions: by jmespath in JSON, by css or xpath in HTML")
        return self

    @property
    def shown_as(self) -> SuggestionSurface:
        """What it is to the shopper."""
        by_kind = SuggestionSurface.SUGGESTION if self.kind == "json" else SuggestionSurface.RELATED
        return self.surface or by_kind

    def address(self, base: str) -> NumberedAddress:
        """How it is addressed, given the template made absolute."""
        return NumberedAddress(base.replace("{query}", "{term}"), encoding=self.encoding)


Suggests = Annotated[tuple[Suggest, ...], BeforeValidator(_places)]
"""One table [suggest], or several [[suggest]]."""


def beginnings(term: str) -> tuple[str, ...]:
    """What is typed on the way to a term: after each Chinese character, and after each whole Latin word."""
    cuts = (
        term[:end].rstrip()
        for end in range(_SHORTEST_PREFIX, len(term))
        if not (_latin(term[end - 1]) and _latin(term[end]))
    )
    return tuple(dict.fromkeys(cut for cut in cuts if len(cut) >= _SHORTEST_PREFIX))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
