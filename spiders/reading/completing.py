"""What a page does not say of its listing and the site file does."""

from lenswatch.core.listing import Listing
from lenswatch.spiders.site.site import Site


def completed(site: Site, listing: Listing) -> Listing:
    """The listing with the site's platform, and its currency and language where the page names none."""
    known: dict[str, object] = {"platform": site.platform}
    origins = dict(listing.read_from)
    if listing.currency is None and listing.price is not None and site.currency:
        known["currency"], origins["currency"] = site.currency, "site-file:currency"
    if listing.lang is None and site.language:
        known["lang"], origins["lang"] = site.language, "site-file:language"
    return listing.model_copy(update={**known, "read_from": origins})
