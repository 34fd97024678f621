"""Which texts of a listing are scored."""

import re
from collections.abc import Iterator, Sequence

from lenswatch.core.listing import Listing

_HAN = re.compile("[\u3400-\u9fff]")
_AT_ONCE = 24_000
"""Code points judged at once: enough that a batch's own costs do not count, few enough for a processor's cache."""


def scored_texts(listing: Listing) -> dict[str, str]:
    """Field name to original text, in the order a reader meets them. Empty fields are left out."""
    texts = {"title": listing.title}  # never empty
    for number, text in enumerate(listing.other_titles, start=1):
        if text:
            texts[f"other_titles.{number}"] = text
    if listing.description:
        texts["description"] = listing.description
    if listing.category:
        texts["category"] = listing.category
    for name, value in listing.attributes.items():
        texts[f"attributes.{name}"] = f"{name} {value}"
    if listing.image_text:
        texts["image_text"] = listing.image_text
    if listing.seller and listing.seller.name:
        texts["seller.name"] = listing.seller.name
    return texts


def is_bare_title(listing: Listing) -> bool:
    """Whether nothing but titles is known of what is offered."""
    return not (listing.description or listing.attributes or listing.image_text)


def has_han(text: str) -> bool:
    """Whether any Han character stands in a text."""
    return _HAN.search(text) is not None


def portions(listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
    """Listings in order, some at a time; a portion is never empty."""
    first = length = 0
    for number, listing in enumerate(listings, start=1):
        length += sum(map(len, scored_texts(listing).values()))
        if length >= _AT_ONCE:
            yield listings[first:number]
            first, length = number, 0
    if first < len(listings):
        yield listings[first:]


def original_text(listing: Listing, field: str) -> str:
    """The text a signal's span counts in.

    Raises:
        KeyError: If the listing has no such field.
    """
    return scored_texts(listing)[field]
