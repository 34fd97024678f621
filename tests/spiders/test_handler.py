"""What goes over the network: the last step of a crawl before it, and the first after it."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from warcio.archiveiterator import ArchiveIterator

from lenswatch.spiders.fetching.scrapy_settings import user_agent
from tests.spiders.conftest import SETTINGS, Bench, Reply, Shop, product, served

pytestmark = pytest.mark.slow


def heads(bench: Bench, kind: str, url: str) -> Iterator[list[tuple[str, str]]]:
    """Header lines of the archived requests or responses of an address."""
    for path in bench.warc_folder.glob("*.warc.gz"):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if (record.rec_type, record.rec_headers.get_header("WARC-Target-URI")) == (kind, url):
                    yield record.http_headers.headers


def test_what_was_sent_is_what_the_archive_says(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    bench.crawl(shop)
    (sent,) = heads(bench, "request", f"{shop.base_url}/item/0")

    assert dict(sent) == shop.headers_of("/item/0")
    assert dict(sent)["User-Agent"] == user_agent(SETTINGS)


def test_header_lines_are_kept_in_the_order_and_spelling_they_came_in(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    odd = {"x-ZEBRA": "1", "X-Aardvark": "2", "x-zebra-ETAG": "3"}
    shop.replies["/item/0"] = Reply(product("Clock").body, headers=odd)
    bench.crawl(shop)
    (came,) = heads(bench, "response", f"{shop.base_url}/item/0")

    assert [line for line in came if line[0] in odd] == list(odd.items())


def test_a_long_header_breaks_nothing(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    shop.replies["/item/0"] = Reply(product("Clock").body, headers={"Content-Security-Policy": "a " * 15_000})

    assert bench.crawl(shop).listings_new == 1


def test_a_mark_that_is_no_plain_text_is_not_given_back(shop: Shop, bench: Bench) -> None:
    shop.fill(1)
    shop.replies["/item/0"] = Reply(product("Clock").body, headers={"ETag": '"caf\xe9"', "Last-Modified": "a\tb"})
    bench.crawl(shop)
    bench.clock.advance(hours=24 * 8)
    bench.crawl(shop)

    assert shop.asked()["/item/0"] == 2
    assert {"If-None-Match", "If-Modified-Since"}.isdisjoint(shop.headers_of("/item/0"))


def self_signed(folder: Path) -> ssl.SSLContext:
    """The server's side of a certificate that nobody vouches for."""
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption())
    file = folder / "server.pem"
    file.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(bench: Bench, tmp_path: Path) -> None:
    with served(self_signed(tmp_path)) as shop:
        shop.fill(1)
        summary = bench.crawl(shop)

    (failure,) = summary.failures
    assert "no secure connection: the certificate is not valid" in str(failure.reason)
    assert not shop.requests
