"""Where on a platform a listing was shown."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lenswatch.core.record import Record


class Surface(StrEnum):
    """The part of a platform that showed a listing. The law treats what a platform pushes differently."""

    SEARCH = "search"
    CATEGORY = "category"
    RECOMMENDATION = "recommendation"
    ADVERTISEMENT = "advertisement"
    SUGGESTION = "search suggestion"
    SHOP = "shop"
    FEED = "feed"


class Sighting(Record):
    """One place a listing was seen."""

    page_url: str
    """Address of the page that listed it."""
    surface: Annotated[Surface, Field(strict=False)] = Surface.CATEGORY
    """What kind of page that was."""
    query: str | None = None
    """Words searched for, on a search page."""
    page: Annotated[int, Field(ge=1)] | None = None
    """Page number, from 1."""
    rank: Annotated[int, Field(ge=1)] | None = None
    """Place on that page, from 1."""
