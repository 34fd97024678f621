"""Which texts of a listing are scored."""

from lenswatch.core.listing import Listing


def scored_texts(listing: Listing) -> dict[str, str]:
    """Field name to original text, in the order a reader meets them. Empty fields are left out."""
    texts: dict[str, str | None] = {"title": listing.title}
    texts |= {f"other_titles.{number}": text for number, text in enumerate(listing.other_titles, start=1)}
    texts |= {"description": listing.description, "category": listing.category}
    texts |= {f"attributes.{name}": f"{name} {value}" for name, value in listing.attributes.items()}
    texts |= {"image_text": listing.image_text, "seller.name": listing.seller.name if listing.seller else None}
    return {field: text for field, text in texts.items() if text}


def is_bare_title(listing: Listing) -> bool:
    """Whether nothing but titles is known of what is offered."""
    return not (listing.description or listing.attributes or listing.image_text)


def original_text(listing: Listing, field: str) -> str:
    """The text a signal's span counts in.

    Raises:
        KeyError: If the listing has no such field.
    """
    return scored_texts(listing)[field]
