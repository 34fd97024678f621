"""A shop of product pages of 38 kB on loopback, in a process of its own so that its CPU time does not count.

    python benchmarks/crawl_shop.py PAGES      (prints the port; ends when its standard input is closed)

A page looks like those of real shops: 2 kB of JSON-LD, a header and a footer with forty links that no pattern meets, a
table of facts, long texts, and a script. Lists of a hundred products lead to them.
"""

import asyncio
import json
import random
import sys
from pathlib import Path

PAGE_BYTES = 38_000
LISTED = 100
"""Products on one list."""
_WORDS = (
    "alarm clock with large digits and a quiet night light for the bedroom powered by cable or battery two brightness "
    "levels snooze button at the top soft rubber feet polished edges keeps its settings when the power fails"
).split()


def lists(pages: int) -> tuple[str, ...]:
    """Paths of the lists that lead to so many products."""
    return tuple(f"/list/{number}" for number in range(-(-pages // LISTED)))


def list_page(number: int, pages: int) -> bytes:
    """A list of products."""
    items = range(number * LISTED, min(pages, (number + 1) * LISTED))
    rows = "".join(f'<li><a href="/item/{item}">Clock {item}</a></li>' for item in items)
    return f"<!doctype html><html lang=en><title>Clocks</title><ul>{rows}</ul>".encode()


def product_page(number: int) -> bytes:
    """One product, the same bytes in every run."""
    chance = random.Random(number)  # noqa: S311 - nothing secret, the pages must be the same in every run
    said = " ".join(chance.choices(_WORDS, k=60))
    product = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": f"Clock {number}",
        "sku": f"CL-{number:06}",
        "description": " ".join(chance.choices(_WORDS, k=200)),
        "brand": {"@type": "Brand", "name": "Horologe"},
        "image": [f"/pictures/{number}-{side}.jpg" for side in range(4)],
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4.4, "reviewCount": 87},
        "offers": {
            "@type": "Offer",
            "price": f"{chance.randint(500, 9900) / 100:.2f}",
            "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock",
            "seller": {"@type": "Organization", "name": f"Shop {number % 50}"},
        },
    }
    links = "".join(f'<li class="nav-item"><a class="nav-link" href="/about/{n}">About {n}</a></li>' for n in range(20))
    facts = "".join(f"<tr><th>Fact {n}</th><td>{chance.choice(_WORDS)} {n}</td></tr>" for n in range(20))
    head = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Clock {number}</title>'
        f'<script type="application/ld+json">{json.dumps(product)}</script>'
        f'</head><body><header><ul class="nav">{links}</ul></header><main><h1>Clock {number}</h1>'
        f'<table class="facts">{facts}</table>'
    )
    tail = f"</main><footer><ul>{links}</ul></footer><script>window.shown = {{id: {number}}};</script></body></html>"
    row = f'<div class="row"><div class="col part"><p class="text">{said}</p><span>{number}</span></div></div>'
    return (head + row * ((PAGE_BYTES - len(head) - len(tail)) // len(row)) + tail).encode()


class _Connection(asyncio.Protocol):
    def __init__(self, replies: dict[bytes, bytes]) -> None:
        self._replies = replies
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client came."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, _, self._received = self._received.partition(b"\r\n\r\n")
            reply = self._replies.get(request.split(b" ", 2)[1], b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            if isinstance(self._transport, asyncio.WriteTransport):
                self._transport.write(reply)


def _reply(body: bytes, media_type: bytes = b"text/html; charset=utf-8") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (media_type, len(body), body)


async def serve(pages: int) -> None:
    """Serve until nobody holds our standard input open any more."""
    replies = {f"/item/{number}".encode(): _reply(product_page(number)) for number in range(pages)}
    replies |= {path.encode(): _reply(list_page(number, pages)) for number, path in enumerate(lists(pages))}
    replies[b"/robots.txt"] = _reply(b"User-agent: *\nDisallow: /basket\nDisallow: /account\n", b"text/plain")
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(replies), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(Path("/dev/stdin").read_bytes)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
