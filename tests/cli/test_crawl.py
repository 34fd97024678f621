"""`lenswatch crawl` as a user meets it: hours, a site file that is wrong, what is told and how it ends."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lenswatch.cli import main
from lenswatch.commands.session import Session
from lenswatch.commands.show_crawl import show_crawl
from lenswatch.spiders.fetching.manners import Rest
from lenswatch.spiders.monitoring.impact import HostImpact, RobotsState
from lenswatch.spiders.monitoring.summary import CrawlSummary

Run = Callable[..., int]
SITE = """\
name = "shop"
platform = "SHOP"
base_url = "http://127.0.0.1:9"
purpose = "clocks, because cameras are sold as clocks"
legal_basis = "a test"
layout = "unverified layout"
start = ["/list"]
"""
PRIVATE = "visits public addresses only"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder with a workspace called team and one site; answers its exit code."""
    monkeypatch.chdir(tmp_path)

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "en", "--workspace", "team", *arguments])
        return int(ended.value.code or 0)

    run_("init", "team")
    setting('contact = ""', 'contact = "a@b.example"')
    Path("team/sites/shop.toml").write_text(SITE, encoding="utf-8")
    return run_


def setting(old: str, new: str) -> None:
    file = Path("team/lenswatch.toml")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def closed_now() -> str:
    """A window that is closed for hours, whatever the time."""
    now = datetime.now(UTC)
    return f"{now + timedelta(hours=5):%H:%M}-{now + timedelta(hours=6):%H:%M}"


@pytest.mark.slow
def test_a_site_file_that_is_wrong_is_named_and_the_others_are_crawled(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("team/sites/bad.toml").write_text(SITE.replace("platform", "platfrom"), encoding="utf-8")

    assert run("crawl") == 2
    told = capsys.readouterr().err
    assert "bad.toml: line 1: platform is missing" in told
    assert PRIVATE in told


def test_where_every_site_file_is_wrong_nothing_is_crawled(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("team/sites/shop.toml").write_text(SITE.replace("platform", "platfrom"), encoding="utf-8")

    assert (run("crawl"), run("crawl", "shop")) == (2, 2)
    assert capsys.readouterr().err.count("shop.toml: line 1: platform is missing") == 2


def test_a_wrong_site_file_is_named_in_the_list(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("team/sites/bad.toml").write_text("name = ", encoding="utf-8")

    assert run("site", "list") == 2
    told = capsys.readouterr()
    assert "shop\tSHOP" in told.out
    assert "bad.toml: not readable as TOML" in told.err


def test_outside_the_hours_nothing_is_asked_for(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    setting('window = ""', f'window = "{closed_now()}"')
    setting("Asia/Shanghai", "UTC")

    assert run("crawl") == 3
    told = capsys.readouterr().err
    assert "no site may be visited now: the window " in told
    assert "or add --now" in told


@pytest.mark.slow
def test_a_person_at_the_keyboard_may_crawl_now(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    setting('window = ""', f'window = "{closed_now()}"')
    setting("Asia/Shanghai", "UTC")

    assert run("crawl", "--now") == 3
    assert PRIVATE in capsys.readouterr().err


def test_hours_that_never_meet_are_named(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    setting('window = ""', 'window = "22:00-08:00"')
    Path("team/sites/shop.toml").write_text(f'{SITE}[politeness]\nwindow = "09:00-10:00"\n', encoding="utf-8")

    assert (run("crawl"), run("site", "check", "team/sites/shop.toml")) == (2, 2)
    assert capsys.readouterr().err.count("its window 09:00-10:00 never meets") == 2


@pytest.mark.parametrize(
    ("crawl_keys", "site_keys", "told"),
    [
        ("", "", "no window is set: one day reaches at most 86,400 pages"),
        ('window = "22:00-08:00"', "", "one night (22:00-08:00) reaches at most 36,000 pages"),
        ('window = "22:00-08:00"', "delay_seconds = 3", "(22:00-08:00) reaches at most 12,000 pages"),
        ('window = "22:00-08:00"', 'window = "23:00-05:00"', "(22:00-08:00, 23:00-05:00) reaches at most 21,600 pages"),
        ("daily_requests_per_host = 9000", "", "reaches at most 9,000 pages"),
        ("daily_requests_per_host = 9000", "daily_requests_per_host = 700", "reaches at most 700 pages"),
        ("daily_requests_per_host = 9000", "max_pages = 50", "reaches at most 50 pages"),
    ],
)
def test_site_check_reckons_with_hours_and_budgets(
    run: Run, capsys: pytest.CaptureFixture[str], crawl_keys: str, site_keys: str, told: str
) -> None:
    setting('window = ""', crawl_keys)
    Path("team/sites/shop.toml").write_text(f"{SITE}[politeness]\n{site_keys}\n", encoding="utf-8")

    assert run("site", "check", "team/sites/shop.toml") == 0
    assert told in capsys.readouterr().out


def test_a_feed_may_hold_links_of_an_app_and_keeps_them(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": "1", "title": "挂钟", "url": "taobao://item?id=1"},
        {"id": "2", "title": "挂钟", "url": "https://shop.example/2"},
        {"id": "3", "title": "挂钟", "url": "item 3"},
    ]
    Path("rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    assert run("import", "rows.jsonl", "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out.splitlines()[-1])["new_or_changed"] == 3
    assert "rows.jsonl: rows whose url is no http(s) address: 2, the first in line 1; they are kept" in told.err


IMPACT = HostImpact(
    host="shop.example",
    requests=1200,
    bytes=48_000_000,
    first_request=datetime(2026, 3, 1, 14, 0, tzinfo=UTC),
    last_request=datetime(2026, 3, 1, 14, 40, tzinfo=UTC),
    answers=1198,
    mean_answer_seconds=0.31,
    answer_seconds_95=0.92,
    median_gap_seconds=2.04,
    shortest_gap_seconds=2.0,
    longest_pause_seconds=60.0,
    answers_429=2,
    answers_503=0,
    robots=RobotsState.READ,
    crawl_delay_seconds=None,
)


def shown(capsys: pytest.CaptureFixture[str], **fields: object) -> str:
    show_crawl(Session(), CrawlSummary.model_validate({"site": "shop", "run_id": "C1", "waiting": 7} | fields))
    told = capsys.readouterr()
    return told.out + told.err


def test_the_impact_is_told_in_one_line_a_host(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        "shop: shop.example was asked 1200 times from 2026-03-01 22:00:00 to 22:40:00 (48,000,000 bytes), "
        "mostly 2.04 s apart; answers took 0.31 s on average, 95 % at most 0.92 s; answered 429: 2, 503: 0; "
        "longest rest asked for: 60 s; robots.txt: obeyed, Crawl-delay –\n"
    ) in shown(capsys, impact=(IMPACT,))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"rest": Rest.MAX_PAGES}, "shop: max_pages is reached; 7 pages left for the next night"),
        (
            {"rest": Rest.BUDGET, "rest_host": "shop.example"},
            "shop: shop.example has had all its requests of the day; 7 pages left for the next night",
        ),
        (
            {"rest": Rest.WINDOW, "opens_at": datetime(2026, 3, 1, 14, tzinfo=UTC)},
            (
                "shop: the hours in which it may be visited are over; 7 pages left for the next night\n"
                "shop: may be visited again from 2026-03-01 22:00"
            ),
        ),
        (
            {"rest": Rest.WINDOW, "run_id": "", "opens_at": datetime(2026, 3, 1, 14, tzinfo=UTC)},
            (
                "shop: outside the hours in which it may be visited; nothing was asked for\n"
                "shop: may be visited again from 2026-03-01 22:00"
            ),
        ),
    ],
)
def test_why_pages_are_left_is_told(capsys: pytest.CaptureFixture[str], fields: dict[str, object], told: str) -> None:
    assert told in shown(capsys, **fields)


def test_the_impact_stands_in_the_json_of_a_crawl() -> None:
    summary = CrawlSummary(site="shop", run_id="C1", impact=(IMPACT,))

    (host,) = json.loads(json.dumps(summary.model_dump(mode="json")))["impact"]
    assert (host["requests"], host["median_gap_seconds"], host["robots"]) == (1200, 2.04, "read")
    assert CrawlSummary.model_validate_json(summary.model_dump_json()) == summary
