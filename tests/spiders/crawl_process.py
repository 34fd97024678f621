"""Crawls in processes of their own, to be killed.

    crawl_process.py FOLDER BASE_URL AT_ONCE      one crawl, its summary on standard output
    crawl_process.py                              one crawl for each such line of standard input, one after the other

The second form starts Python once: each crawl is a fork of a process that has imported everything, and starts in
milliseconds. It prints `started PID`, what the crawl prints, and `ended CODE`.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import LenswatchError
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.crawl import Patience, crawl
from lenswatch.spiders.site.site import Site

NEEDED = ("scrapy.core.downloader.handlers.http11", "scrapy.core.engine", "scrapy.extensions.throttle")
"""What Scrapy imports only when a crawl begins."""


def main(folder: Path, base_url: str, requests: int, contact: str = "mail@lens.example") -> None:
    site = Site(
        name="shop",
        platform="SHOP",
        base_url=base_url,
        purpose="clocks",
        legal_basis="a test",
        layout="unverified layout",
        start=("/list",),
        links={"listing": ["^/item/"]},  # type: ignore[arg-type]  # as a file gives it
    )
    settings = Crawl(
        contact=contact,
        delay_seconds=0,
        concurrent_requests=requests,
        concurrent_requests_per_host=requests,
    )
    with Store.open(folder / "ledger.db") as store:
        summary = crawl(
            site,
            store,
            SystemClock(),
            settings,
            folder / "warc",
            allowed_loopback=frozenset({base_url.removeprefix("http://")}),
            patience=Patience(first_wait_seconds=0),
        )
    sys.stdout.write(summary.model_dump_json())


def crawl_each() -> None:
    for module in NEEDED:
        import_module(module)
    for line in sys.stdin:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            folder, base_url, at_once, contact = line.split()
            main(Path(folder), base_url, int(at_once), contact)
            sys.stdout.write("\n")
            sys.stdout.flush()
            os._exit(0)
        tell("started", child)
        tell("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def tell(what: str, number: int) -> None:
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        crawl_each()
        sys.exit()
    try:
        main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    except LenswatchError as error:
        sys.stderr.write(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt as interrupt:
        sys.stderr.write(str(interrupt))
        sys.exit(130)
