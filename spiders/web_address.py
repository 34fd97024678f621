"""Addresses: what is the same page, what belongs to a site."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from w3lib.url import canonicalize_url, safe_url_string

_LONGEST = 2083
"""Longer addresses are traps: endless paths, or a page's state written into its links."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_FROM_ROOT = ("/", "http://", "https://")
_REMEMBERED = 8192
"""Addresses whose reading is kept: the links of a site's header and footer stand on every page."""

_PLAIN = re.compile(
    r"https?://[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*(?::[1-9][0-9]{1,3}|:[1-5][0-9]{4})?(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+"
)
"""Addresses that every way of spelling leaves as they are; most have this form."""

UNTOLD_PARAMETERS = (
    *("utm_*", "gclid", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "yclid", "twclid", "ttclid", "igshid"),
    *("mc_cid", "mc_eid", "_ga", "_gl", "_openstat"),
    *("spm", "scm", "pvid", "algo_pvid", "algo_exp_id", "ali_trackid", "ali_refid", "utparam", "bxsign"),
    *("jsessionid", "phpsessid", "aspsessionid*"),
)
"""Parameters that tell how a visitor came, or who it is, and nothing about the page; an asterisk is any ending."""


def ignoring(names: Iterable[str]) -> re.Pattern[str]:
    """What `canonical` leaves out for parameters of these names, in small or capital letters."""
    pattern = "|".join(sorted({re.escape(name).replace(r"\*", r"[^=&#;]*") for name in names})) or "(?!)"
    return re.compile(rf"(?<=[?&])(?:{pattern})(?:=[^&#]*)?(?:&|$)|;(?:{pattern})=[^/?#;]*", re.IGNORECASE)


_UNTOLD = ignoring(UNTOLD_PARAMETERS)


@lru_cache(_REMEMBERED)
def canonical(url: str, ignored: re.Pattern[str] = _UNTOLD) -> str | None:
    """The one form under which an address is known: parameters in order, fragment and idle parameters cut.

    Args:
        url: The address; it is asked for as it was found, whatever its form here.
        ignored: What is left out, made by `ignoring`.

    Returns:
        None where the text is no http(s) address, or far too long for one.
    """
    if len(url) > _LONGEST or parts_of(url) is None:
        return None
    if _PLAIN.fullmatch(url):
        return url
    try:
        found = str(canonicalize_url(url))
    except ValueError:
        return None
    return ignored.sub("", found).rstrip("?&") if "?" in found or ";" in found else found


def fetchable(url: str) -> str:
    """The address as it is asked for: no fragment, nothing outside ASCII."""
    return url if _PLAIN.fullmatch(url) else str(safe_url_string(urldefrag(url).url))


@lru_cache(_REMEMBERED)
def parts_of(url: str) -> SplitResult | None:
    """The parts of an http(s) address without a user name, or None for anything else."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in _DEFAULT_PORTS and parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        return None
    return parts if good else None


@lru_cache(_REMEMBERED)
def authority(url: str) -> str | None:
    """`host`, or `host:port` where the port is not the scheme's own; None for no http(s) address."""
    parts = parts_of(url)
    if parts is None:
        return None
    host = (parts.hostname or "").lower()
    return host if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{parts.port}"


class Joining:
    """What the links of one page mean.

    Args:
        base: Address of the page, or of its base element.
    """

    def __init__(self, base: str) -> None:
        self._base, self._origin = base, urljoin(base, "/")

    def absolute(self, place: str) -> str:
        """The address of a link.

        Raises:
            ValueError: If it cannot be read as one.
        """
        # What begins so means the same on every page of the site, and most of it stands on every page.
        return _joined(self._origin, place) if place.startswith(_FROM_ROOT) else urljoin(self._base, place)


@lru_cache(_REMEMBERED)
def _joined(base: str, place: str) -> str:
    return urljoin(base, place)


def path_below(base_url: str, url: str) -> str | None:
    """Path and query of an address as seen from the site's base, with a leading slash.

    Returns:
        None where the address does not lie below the base's path. Hosts are not compared.
    """
    base, parts = parts_of(base_url), parts_of(url)
    if base is None or parts is None:
        return None
    folder, path = base.path.rstrip("/"), parts.path or "/"
    if path != folder and not path.startswith(folder + "/"):
        return None
    below = path[len(folder) :] or "/"
    return f"{below}?{parts.query}" if parts.query else below
