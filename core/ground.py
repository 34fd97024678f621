"""A legal or contractual ground that a listing may meet, element by element."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lenswatch.core.record import Record
from lenswatch.core.signal import Span


class ElementValue(StrEnum):
    """Three-valued: what a listing does not show is unknown, not absent."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Showing(Record):
    """Where a listing shows an element."""

    element: str
    """Element of taxonomy.json."""
    code: str
    """The signal that shows it."""
    field: str
    """Listing field it was seen in."""
    span: Annotated[Span, Field(strict=False)]
    """Where in that field, in code points."""
    matched: str
    """The original characters of the span, as the seller wrote them."""


class Ground(Record):
    """One ground with its elements. A ground is a suspicion: only the police determine (2014 order, art. 3, 4, 7)."""

    code: str
    """Code of taxonomy.json, such as CN-DEV-4.2."""
    met: tuple[str, ...] = ()
    """Elements the listing shows, sorted."""
    not_met: tuple[str, ...] = ()
    """Elements the listing rules out, sorted."""
    unknown: tuple[str, ...] = ()
    """Elements the listing does not tell, sorted; a report names them in words."""
    shown_by: tuple[Showing, ...] = ()
    """For each element that is met, the place that shows it; in the order of `met`."""
