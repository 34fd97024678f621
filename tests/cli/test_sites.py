"""`lenswatch site` as a user meets it: check a file, try it on a saved page and on one page of a shop."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from lenswatch.cli import main
from lenswatch.core.clock import SystemClock
from lenswatch.ledger.store import Store
from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import NewUrl

Run = Callable[..., int]
SITE = """\
name = "shop"
platform = "SHOP"
base_url = "{base_url}"
purpose = "clocks, because cameras are sold as clocks"
legal_basis = "a test"
layout = "unverified layout"
start = ["/list"]
currency = "CNY"

[links]
listing = ['^/item/']

[fields.brand]
css = "b"

[politeness]
delay_seconds = 2
max_pages = 50000
"""
PAGE = "<title>Clock</title><h1>Clock</h1><b>Moon</b><script type='application/ld+json'>{}</script>".format(
    '{"@type": "Product", "name": "Clock", "offers": {"price": 5}}'
)
ANSWERS = {
    "/robots.txt": "User-agent: *\nDisallow: /item/private\n",
    "/item/1": PAGE,
    "/other/1": PAGE,
    "/item/2": "<title>Log in to continue</title>",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder with a workspace called team; answers its exit code."""
    monkeypatch.chdir(tmp_path)

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "en", "--workspace", "team", *arguments])
        return int(ended.value.code or 0)

    run_("init", "team")
    settings = Path("team/lenswatch.toml")
    settings.write_text(settings.read_text(encoding="utf-8").replace('contact = ""', 'contact = "mailto:a@b.example"'))
    Path("shop.toml").write_text(SITE.format(base_url="https://shop.example"), encoding="utf-8")
    Path("page.html").write_text(PAGE, encoding="utf-8")
    return run_


@pytest.fixture
def shop(run: Run) -> Iterator[str]:  # noqa: ARG001 - the folder it stands in
    """A shop on loopback, with its site file."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = ANSWERS.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        base_url = f"http://127.0.0.1:{server.server_port}"
        Path("shop.toml").write_text(SITE.format(base_url=base_url), encoding="utf-8")
        yield base_url
        server.shutdown()
        thread.join()


def test_check_tells_what_one_night_reaches(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("site", "check", "shop.toml") == 0
    assert "one day reaches at most 43,200 pages of this host; the scope has unknown" in (capsys.readouterr().out)


def test_check_tells_how_much_of_the_site_a_workspace_knows(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(Path("team/data/ledger.sqlite")) as store:
        Frontier(store, SystemClock(), "shop", 60).add(NewUrl(f"https://shop.example/item/{n}") for n in range(3))

    assert run("site", "check", "shop.toml") == 0
    assert "the scope has 3" in capsys.readouterr().out


def test_a_saved_page_is_read_by_the_site_file(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("site", "try", "shop.toml", "https://shop.example/item/1", "--saved", "page.html") == 0

    listing = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (listing["platform"], listing["brand"], listing["currency"]) == ("SHOP", "Moon", "CNY")
    assert listing["read_from"]["brand"] == "site:shop:css:b"


@pytest.mark.slow
def test_one_page_is_fetched_politely_and_nothing_is_kept(
    run: Run, shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("site", "try", "shop.toml", f"{shop}/item/1", "--loopback") == 0

    listing = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (listing["title"], listing["brand"]) == ("Clock", "Moon")
    assert not Path("team/data/ledger.sqlite").exists()


@pytest.mark.slow
def test_an_address_no_pattern_meets_is_read_with_a_warning(
    run: Run, shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("site", "try", "shop.toml", f"{shop}/other/1", "--loopback") == 0
    assert "meets no listing pattern of shop.toml" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("/item/1",), "visits public addresses only"),
        (("/item/private", "--loopback"), "robots.txt forbids it"),
        (("/item/2", "--loopback"), "a login wall"),
        (("/item/3", "--loopback"), "it is not there"),
    ],
)
def test_a_page_that_cannot_be_had_says_why(
    run: Run, shop: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert run("site", "try", "shop.toml", f"{shop}{arguments[0]}", *arguments[1:]) == 3
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("https://other.example/",), "is not an address of site shop"),
        (("https://shop.example/item/1", "--loopback"), "is not an address of this machine"),
        (("https://shop.example/item/1", "--saved", "none.html"), "none.html: no such file"),
    ],
)
def test_what_the_user_can_mend_ends_with_2(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert run("site", "try", "shop.toml", *arguments) == 2
    assert told in capsys.readouterr().err


def test_without_a_contact_nothing_is_fetched(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("team/lenswatch.toml").write_text("", encoding="utf-8")

    assert run("site", "try", "shop.toml", "https://shop.example/item/1") == 2
    assert "crawl.contact is empty" in capsys.readouterr().err


def test_check_says_beforehand_that_a_browser_is_missing(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lenswatch.spiders.fetching.browser.find_spec", lambda _: None)
    Path("shop.toml").write_text(
        SITE.format(base_url="https://shop.example").replace("currency", "render = true\ncurrency"), encoding="utf-8"
    )

    assert run("site", "check", "shop.toml") == 0
    assert "pages drawn by script will be left: it needs a browser: pip install" in capsys.readouterr().err


@pytest.mark.slow
def test_a_page_that_needs_a_browser_is_not_tried_without_one(
    run: Run, shop: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lenswatch.spiders.fetching.browser.find_spec", lambda _: None)
    text = Path("shop.toml").read_text(encoding="utf-8")
    Path("shop.toml").write_text(text.replace("currency", "render = true\ncurrency"), encoding="utf-8")

    assert run("site", "try", "shop.toml", f"{shop}/item/1", "--loopback") == 3
    assert "/item/1: it needs a browser: pip install 'lenswatch[render]'" in capsys.readouterr().err
