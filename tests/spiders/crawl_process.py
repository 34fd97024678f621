"""One crawl in a process of its own, to be killed. Arguments: workspace folder, base URL, requests at once."""

import sys
from pathlib import Path

from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Crawl
from lenswatch.core.errors import LenswatchError
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.crawl import Patience, crawl
from lenswatch.spiders.site.site import Site


def main(folder: Path, base_url: str, requests: int) -> None:
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
        contact="mail@lens.example",
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


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    except LenswatchError as error:
        sys.stderr.write(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt as interrupt:
        sys.stderr.write(str(interrupt))
        sys.exit(130)
