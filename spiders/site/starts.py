"""Where a crawl begins besides fixed paths: searches and JSON feeds."""

import codecs
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from lenswatch.core.record import Record
from lenswatch.spiders.site.field_patch import JmesPath, patched_field
from lenswatch.spiders.site.numbered_address import places_of

LEXICON = "lexicon"
_NUMBERS = frozenset({"page", "offset"})
_ONLY_IN_FEEDS = frozenset({"url", "attributes"})


def _template(value: str) -> str:
    places_of(value)
    return value


def _terms(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    if value == LEXICON:
        return value
    if not isinstance(value, list | tuple) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValueError('write "lexicon", or a list of words such as ["闹钟 摄像"]')
    return tuple(value)


def _encoding(value: str) -> str:
    try:
        return codecs.lookup(value).name
    except LookupError as error:
        raise ValueError(f"{value!r} is no character encoding") from error


def _feed_field(value: str) -> str:
    return value if value in _ONLY_IN_FEEDS else patched_field(value)


Encoding = Annotated[str, AfterValidator(_encoding)]
Template = Annotated[str, Field(min_length=1), AfterValidator(_template)]


class StartSearch(Record):
    """Searches of the site's own search page, for every term and page."""

    url: Template
    """Path or address with {term}, and with {page} or {offset} where there are several pages."""
    pages: Annotated[int, Field(ge=1, le=100)] = 1
    """Result pages asked for each term."""
    page_size: Annotated[int, Field(ge=1, le=1000)] = 1
    """Results on a page; {offset} counts by it."""
    encoding: Encoding = "utf-8"
    """How the term is written into the address; some Chinese sites want gbk."""
    terms: Annotated[Literal["lexicon"] | tuple[str, ...], BeforeValidator(_terms)] = "lexicon"
    """Words searched for; "lexicon" are its active block and alert terms in the site's language."""

    @model_validator(mode="after")
    def _has_its_places(self) -> Self:
        places = places_of(self.url)
        if "term" not in places:
            raise ValueError("url needs {term}")
        if self.pages > 1 and not places & _NUMBERS:
            raise ValueError("url needs {page} or {offset}, because pages is more than 1")
        return self


class Api(Record):
    """A feed of listings as JSON; its items are listings themselves, and their pages are not visited."""

    url: Template
    """Path or address of the first page, with {page} or {offset} where pages are counted."""
    items: JmesPath
    """Gives the list of items."""
    fields: Mapping[Annotated[str, AfterValidator(_feed_field)], JmesPath]
    """Field of a listing to its place in an item; id or url is needed, and title. The attributes are an object, or a
    list of objects with two values each: name and value."""
    next: JmesPath | None = None
    """Gives the address of the next page, or nothing on the last one; without, pages are counted."""
    page_size: Annotated[int, Field(ge=1, le=10_000)] = 1
    """Items on a page; {offset} counts by it."""
    minor_units: bool = False
    """Whether prices stand in the smallest unit of their currency, such as 分: 12900 for 129 yuan."""
    last_page: Annotated[int, Field(ge=1, le=10_000)] = 100
    """No page beyond this one is asked for, whatever the feed says."""

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if "term" in places_of(self.url):
            raise ValueError("url has no {term}; searches go into [start_search]")
        if "title" not in self.fields or not {"id", "url"} & set(self.fields):
            raise ValueError("fields needs title, and id or url")
        if self.next is not None and places_of(self.url):
            raise ValueError("url counts pages; leave out next, or {page} and {offset}")
        return self
