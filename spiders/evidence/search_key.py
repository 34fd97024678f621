"""The key an address is sorted under in an index of an archive: a SURT, "sort-friendly URI reordering transform".

`https://www.Example.com:8080/Goo/?b=2&a=1#top` becomes `com,example:8080)/goo?a=1&b=2`. The rules are those that the
tools for web archives share; session ids are not cut out of addresses, as some of them do.
"""

import re
from contextlib import suppress
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

_WWW = re.compile(r"^www\d*\.(?=.)")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PLAIN = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "%#")
_NEEDS_NOTHING = re.compile(r"[!\"$&-~]*")
_ROUNDS = 5
"""How often an address may be percent-encoded over and over."""


def search_key(url: str) -> str:
    """The key of an address: lower case, ASCII, no blank.

    Scheme, user name, `www.`, a default port, the fragment and a last slash make no difference, nor does the order of
    parameters. Text that is no web address gives itself in lower case, percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _escaped(url).lower()
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return _escaped(url).lower()
    labels = _WWW.sub("", _ascii(host).rstrip(".")).split(".")
    shown_port = f":{port}" if port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    path = _escaped(parts.path).lower()
    path = path.rstrip("/") or "/"
    query = "&".join(sorted(_escaped(parts.query).lower().split("&"))) if parts.query else ""
    reversed_host = ",".join(reversed(labels))
    return f"{reversed_host}{shown_port}){path}{'?' if query else ''}{query}"


def _ascii(host: str) -> str:
    if not host.isascii():
        with suppress(UnicodeError):  # no name of the internet, but an address of something all the same
            host = host.encode("idna").decode("ascii")
    return _escaped(host).lower()


def _escaped(text: str) -> str:
    """Percent-encoded once, however often it was before; only what must be."""
    if _NEEDS_NOTHING.fullmatch(text):
        return text
    data = text.encode("utf-8", "replace")
    for _ in range(_ROUNDS):
        plain = unquote_to_bytes(data)
        if plain == data:
            break
        data = plain
    return quote_from_bytes(data, safe=_PLAIN)
