"""How much of a listing's page is read."""

from enum import StrEnum


class Reads(StrEnum):
    """How much is read of the page of a listing."""

    WHOLE = "whole"
    """All that the page says and shows."""
    STRUCTURED_DATA = "structured_data"
    """Its JSON-LD alone, where that names title, price and currency; else the whole page. Links are not followed."""
