"""A workspace, two small shops on loopback, and a night to run in it."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly.night import run_night
from lenswatch.operations.nightly.options import Asked, Conduct
from lenswatch.operations.nightly.preview import Preview, preview
from lenswatch.operations.nightly.summary import NightSummary
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.crawling.crawl import Patience
from tests.spiders.conftest import Reply, Shop, product, served

BEGUN = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
SPY, WALL_CLOCK = "超小的针孔摄像头 隐蔽偷拍", "挂钟"
SITE = """\
name = "{name}"
platform = "{platform}"
base_url = "{base_url}"
purpose = "clocks, because cameras are sold as clocks"
legal_basis = "a test"
layout = "unverified layout"
start = ["/list"]

[links]
listing = ["^/item/"]
follow = ["^/list"]

[assertions]
maximum_block_rate = 0.2
"""


def feed_row(number: int, title: str, seller: str = "s1") -> str:
    row = {"id": str(number), "platform": "FEED", "title": title, "seller": {"id": seller, "name": f"shop {seller}"}}
    return json.dumps(row, ensure_ascii=False)


@dataclass
class House:
    """A workspace at night, with a clock that stands still."""

    workspace: Workspace
    clock: FixedClock
    feeds: Path
    shops: dict[str, Shop] = field(default_factory=dict)

    def open_shop(self, name: str, shop: Shop) -> None:
        """Write a site file for a shop."""
        text = SITE.format(name=name, platform=name.upper(), base_url=shop.base_url)
        (self.workspace.sites / f"{name}.toml").write_text(text, encoding="utf-8")
        self.shops[name] = shop

    def deliver(self, name: str, *rows: str, minutes_ago: float = 5) -> Path:
        """The platform puts a file into the feed folder."""
        path = self.feeds / name
        path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        when = self.clock.now().timestamp() - minutes_ago * 60
        os.utime(path, (when, when))
        return path

    def asked(self, finish_by: str | None = None) -> Asked:
        return Asked(self.feeds, None, finish_by)

    def night(self, finish_by: str | None = None) -> NightSummary:
        """Run a whole night; then a minute passes."""
        summary = run_night(self.workspace, self.asked(finish_by), self.clock, self.conduct)
        self.clock.advance(minutes=1)
        return summary

    def plan(self, finish_by: str | None = None) -> Preview:
        return preview(self.workspace, self.asked(finish_by), self.clock)

    @property
    def conduct(self) -> Conduct:
        loopback = frozenset(shop.authority for shop in self.shops.values())
        return Conduct(loopback, Patience(attempts=1, first_wait_seconds=0, longest_wait_seconds=1))

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the ledger answers."""
        with Store.open(self.workspace.ledger) as store:
            return store.connection.execute(query).fetchall()

    def edit(self, query: str) -> None:
        """Change the ledger behind the program's back."""
        with Store.open(self.workspace.ledger) as store, store.transaction() as connection:
            connection.execute(query)

    @property
    def drafts(self) -> list[str]:
        folder = self.workspace.reports / "drafts"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


LEXICON = Path(__file__).parents[2] / "keywords" / "small_lexicon"
"""A few terms: compiled in no time."""
SETTINGS = """\
[profile]
language = "en"
[crawl]
contact = "mail@lens.example"
delay_seconds = 0
concurrent_requests_per_host = 8
recrawl_hours = 0
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    Workspace.create(tmp_path / "team")
    (tmp_path / "team" / "lenswatch.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "feeds").mkdir()
    shutil.rmtree(tmp_path / "team" / "keywords")
    shutil.copytree(LEXICON, tmp_path / "team" / "keywords")
    workspace = Workspace.find(tmp_path / "team")
    assert workspace
    return House(workspace, FixedClock(BEGUN), tmp_path / "feeds")


@pytest.fixture
def two_shops(house: House) -> Iterator[House]:
    """The house, with two shops of six listings each; one of each is a suspect."""
    with ExitStack() as stack:
        for name in ("first", "second"):
            shop = stack.enter_context(served())
            shop.fill(6)
            shop.replies["/item/0"] = replace(product(f"{SPY} {name}"), headers={"ETag": '"spy"'})
            house.open_shop(name, shop)
        yield house


def walled(shop: Shop) -> None:
    """The shop answers every listing with a robot check."""
    for path in list(shop.replies):
        if path.startswith("/item/"):
            shop.replies[path] = Reply(b"<title>Robot check</title>", status=403)
