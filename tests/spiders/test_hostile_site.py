"""One crawl through a site with every fault: each is counted under its own reason, and no sound listing is lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Crawl
from lenswatch.ledger.listings import listing_from_json
from lenswatch.ledger.store import Store
from lenswatch.spiders.crawling.crawl import CrawlSummary, Patience, crawl
from lenswatch.spiders.site.site import Site
from tests.spiders.hostile_site import SOUND, HostileSite, served

pytestmark = pytest.mark.slow

TIMEOUT = "no answer within 2 seconds"
TOO_LARGE = "larger than 200000 bytes"
BROKEN = "the connection broke"
PRIVATE = "the host lies in a private network; lenswatch visits public addresses only"

# what is wrong, where, the reason in the summary
FAULTS = (
    ("the head of the answer does not come", "/item/slow-head", TIMEOUT),
    ("the body comes byte by byte", "/item/drip", TIMEOUT),
    ("the body never ends", "/item/endless-body", TOO_LARGE),
    ("the head never ends", "/item/endless-head", BROKEN),
    ("the body is announced as too large", "/item/huge", TOO_LARGE),
    ("a small body unpacks to a large one", "/item/gzip-bomb", TOO_LARGE),
    ("the same with another packing", "/item/deflate-bomb", TOO_LARGE),
    ("the same packed twice", "/item/nested-bomb", TOO_LARGE),
    ("packed again and again", "/item/onion", "packed 4 times over"),
    ("packed in a way nobody asked for", "/item/brotli", "packed as br, which was not asked for"),
    ("another such way", "/item/zstd", "packed as zstd, which was not asked for"),
    ("called packed and is not", "/item/broken-gzip", "the packed body is broken"),
    ("unavailable for good", "/item/down", "the site answered 503"),
    ("broken for good", "/item/broken", "the site answered 500"),
    ("two pages redirect to each other", "/item/circle", "redirected in a circle"),
    ("a page redirects to itself", "/item/itself", "redirected in a circle"),
    ("redirect off the site", "/item/off-site", "redirected off the site, to elsewhere.example"),
    ("redirect into a private network", "/item/to-private", "redirected off the site, to 10.0.0.8"),
    ("private host that the site file names", "10.0.0.9/item/1", PRIVATE),
    ("redirect to script", "/item/to-script", "redirected to something that is no web address"),
    ("redirect to a file", "/item/to-file", "redirected to something that is no web address"),
    ("redirect to a login", "/item/to-login", "a login wall"),
    ("robot check", "/item/check", "a robot check"),
    ("less body than announced", "/item/truncated", BROKEN),
    ("a chunk is cut short", "/item/cut-chunk", BROKEN),
    ("a length that is no number", "/item/bad-length", BROKEN),
    ("more body than announced", "/item/short-length", BROKEN),
    ("no HTTP at all", "/item/no-http", BROKEN),
    ("the server hangs up", "/item/hang-up", BROKEN),
    ("nothing in the body", "/item/empty", "no listing could be read from the page"),
)
TRIES = 2
SHAPE = "more than 8 addresses like /calendar/#"


@dataclass(frozen=True)
class Crawled:
    site: HostileSite
    summary: CrawlSummary
    titles: Counter[str]
    problems: dict[str, str | None]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """The site, crawled once to its end."""
    with served(HostileSite()) as hostile:
        yield crawl_of(hostile, tmp_path_factory.mktemp("hostile"))


def crawl_of(hostile: HostileSite, folder: Path) -> Crawled:
    site = Site(
        name="hostile",
        platform="HOSTILE",
        base_url=hostile.base_url,
        purpose="clocks",
        legal_basis="a test",
        layout="unverified layout",
        start=("/list",),
        hosts=("10.0.0.9",),
        links={"listing": ["^/item"], "follow": ["^/calendar/"], "max_alike": 8},  # type: ignore[arg-type]  # as a file gives it
    )
    settings = Crawl(
        contact="mail@lens.example",
        delay_seconds=0,
        concurrent_requests_per_host=8,
        timeout_seconds=2,
        max_page_bytes=200_000,
    )
    with Store.open(folder / "ledger.db") as store:
        summary = crawl(
            site,
            store,
            SystemClock(),
            settings,
            folder / "warc",
            allowed_loopback=frozenset({hostile.base_url.removeprefix("http://")}),
            patience=Patience(attempts=TRIES, first_wait_seconds=0, longest_wait_seconds=20),
        )
        rows = store.connection.execute("SELECT listing FROM revision").fetchall()
        problems = dict(store.connection.execute("SELECT address, problem FROM frontier").fetchall())
    return Crawled(hostile, summary, Counter(listing_from_json(row[0]).title for row in rows), problems)


def test_every_sound_listing_is_recorded_once(crawled: Crawled) -> None:
    sound = {f"Clock {number}" for number in range(1, SOUND + 1)}

    assert crawled.titles == Counter([*sound, "Busy", "Charset", "Twin"])


@pytest.mark.parametrize(("place", "reason"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_noted_where_it_stands(crawled: Crawled, place: str, reason: str) -> None:
    noted = [problem for address, problem in crawled.problems.items() if place in address]

    assert reason in noted


def test_each_reason_is_counted_as_often_as_it_stands(crawled: Crawled) -> None:
    counted = {str(failure.reason): failure.count for failure in crawled.summary.failures}

    assert counted == Counter(reason for _, _, reason in FAULTS)


def test_a_server_that_hangs_up_is_asked_as_often_as_patience_says(crawled: Crawled) -> None:
    assert crawled.site.asked["/item/hang-up"] == TRIES


def test_what_is_no_failure_is_counted_too(crawled: Crawled) -> None:
    summary = crawled.summary

    assert (summary.gone, summary.forbidden, summary.blocked) == (2, 1, 2)
    assert (summary.failed, summary.waiting) == (len(FAULTS) - 2, 0)


def test_a_page_of_many_spellings_is_asked_for_once(crawled: Crawled) -> None:
    spellings = [crawled.site.asked[spelling.partition("#")[0]] for spelling in crawled.site.twins]

    assert sum(spellings) == 1


def test_a_calendar_without_end_is_left_and_named(crawled: Crawled) -> None:
    months = [path for path in crawled.site.asked if path.startswith("/calendar/")]
    left_out = {str(failure.reason): failure.count for failure in crawled.summary.left_out}

    assert len(months) == 8
    assert left_out.keys() == {SHAPE}
    assert left_out[SHAPE] > 3


def test_what_robots_txt_forbids_is_not_asked_for(crawled: Crawled) -> None:
    assert crawled.site.asked["/item/private"] == 0


def test_the_impact_tells_what_the_site_was_asked(crawled: Crawled) -> None:
    (impact,) = crawled.summary.impact

    assert impact.host == "127.0.0.1"
    never_arrived = impact.requests - crawled.site.asked.total()  # sent on a connection that was just being closed
    assert 0 <= never_arrived <= 3
    assert (impact.answers_429, impact.answers_503, impact.robots) == (1, 2, "read")
    assert impact.longest_pause_seconds is not None
    assert 0.5 <= impact.longest_pause_seconds <= 1
