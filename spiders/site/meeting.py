"""Which addresses of a site a pattern meets; remembered, since a site's header and footer stand on every page."""

import re
from functools import lru_cache

from lenswatch.spiders.web_address import authority, path_below

_SITES, _ADDRESSES = 256, 8192


@lru_cache(_SITES)
def authorities_of(base_url: str, hosts: tuple[str, ...]) -> frozenset[str]:
    """Every host of a site, with its port where that is not the scheme's own."""
    return frozenset({authority(base_url) or "", *(host.lower() for host in hosts)})


@lru_cache(_ADDRESSES)
def first_met(url: str, base_url: str, authorities: frozenset[str], groups: tuple[tuple[str, ...], ...]) -> int | None:
    """The first group of patterns that meets an address below a site's base; None where none does.

    Args:
        url: The address.
        base_url: Where the site begins.
        authorities: Its hosts.
        groups: Patterns, searched in path and query.
    """
    path = path_below(base_url, url) if authority(url) in authorities else None
    if path is None:
        return None
    met = (place for place, group in enumerate(groups) if any(re.search(pattern, path) for pattern in group))
    return next(met, None)
