"""An answer as it came from the network."""

from scrapy import Request
from scrapy.http import Response

HeaderLines = tuple[tuple[str, str], ...]
"""Header lines in order, each byte a character (latin-1)."""


class Received(Response):
    """Keeps the header lines in the order and spelling they were sent in, which Scrapy's own headers lose."""

    lines: HeaderLines = ()


def header_lines(message: Request | Response) -> HeaderLines:
    """The header lines of a message; of one that did not come from the network as Scrapy spells them."""
    if isinstance(message, Received):
        return message.lines
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in message.headers.items()
        for value in values
    )
