"""The words around what a detector saw."""

from dataclasses import dataclass

from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal

REACH = 20
"""Code points shown on either side."""


@dataclass(frozen=True)
class Context:
    """Characters of the listing before and after a signal's span; read with it, they are the original text."""

    before: str
    after: str


def context_of(signal: Signal, listing: Listing) -> Context:
    """The context of a signal; empty where the field does not hold the signal's characters at its span."""
    text = field_of(listing, signal.field) or ""
    start, end = signal.span
    if text[start:end] != signal.matched:
        return Context("", "")
    return Context(text[max(0, start - REACH) : start], text[end : end + REACH])


def field_of(listing: Listing, field: str) -> str | None:
    """The text of a listing's field by its name in a signal, such as "title" or "attributes.材质"."""
    top, _, name = field.partition(".")
    if top == "attributes":
        return listing.attributes.get(name)
    if top == "other_titles" and name.isdecimal():
        return next(iter(listing.other_titles[int(name) - 1 : int(name)]), None)
    if field == "seller.name":
        return listing.seller.name if listing.seller else None
    value = getattr(listing, field) if field in Listing.model_fields else None
    return value if isinstance(value, str) else None
