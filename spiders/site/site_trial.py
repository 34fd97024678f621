"""A site cut down to one page."""

import re

from lenswatch.spiders.site.site import Assertions, Site
from lenswatch.spiders.web_address import path_below


def trial_of(site: Site, url: str) -> Site:
    """The same site, begun at one address, read as a listing, and left after that one page.

    The address is read as a listing even where no pattern of the file meets it: that is what is tried.
    """
    path = path_below(site.base_url, url) or "/"
    met = any(re.search(pattern, path) for pattern in site.links.listing)
    listing = site.links.listing if met else (f"^{re.escape(path)}$",)
    literal = url.replace("{", "{{").replace("}", "}}")
    return site.model_copy(
        update={
            "start": (url,),
            "start_search": None,
            "sitemap": None,
            "api": site.api.model_copy(update={"url": literal, "last_page": 1}) if site.api else None,
            "links": site.links.model_copy(update={"listing": listing, "follow": ()}),
            "fetch_images": False,
            "politeness": site.politeness.model_copy(update={"max_pages": 1}),
            "assertions": Assertions(),
        }
    )
