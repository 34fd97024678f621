"""A legal or contractual ground that a listing may meet, element by element."""

from enum import StrEnum

from lenswatch.core.record import Record


class ElementValue(StrEnum):
    """Three-valued: what a listing does not show is unknown, not absent."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


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
