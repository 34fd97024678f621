"""The surface audit, as a curator meets it: a platform is asked what it suggests, and the answers are marked."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from lenswatch.cli import main
from lenswatch.core.clock import SystemClock
from lenswatch.ledger.captures import Captures
from lenswatch.ledger.runs import Runs
from lenswatch.ledger.store import Store
from lenswatch.ledger.suggestions import Suggestions
from lenswatch.operations.withholding import Withholding
from tests.spiders.conftest import Reply, Shop

pytestmark = pytest.mark.slow
Audit = Callable[..., int]
SITE = """\
name = "shop"
platform = "SHOP"
base_url = "{base_url}"
purpose = "clocks, because cameras are sold as clocks"
legal_basis = "a test"
layout = "unverified layout"
start = ["/list"]
language = "zh-Hans"
"""
SUGGEST = """
[[suggest]]
url = "/sug?q={query}"
kind = "json"
jmespath = "words"

[[suggest]]
url = "/search?q={query}"
kind = "html"
css = ".related a"
results = { css = ".item" }
"""


def words(*texts: str) -> Reply:
    return Reply(json.dumps({"words": texts}).encode(), media_type="application/json")


def results(*related: str, offers: int = 0) -> Reply:
    links = "".join(f"<a>{text}</a>" for text in related)
    return Reply(f"<p class=related>猜你想搜{links}</p>{'<p class=item>' * offers}".encode())


def suggest(shop: Shop, query: str, *texts: str, related: Reply | None = None) -> None:
    shop.replies[f"/sug?q={quote_plus(query)}"] = words(*texts)
    shop.replies[f"/search?q={quote_plus(query)}"] = related or results(offers=3)


@pytest.fixture
def audit(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """Run the audit in a workspace whose site is the shop; answers the exit code."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["init", "team"])
    settings = Path("team/lenswatch.toml")
    text = settings.read_text(encoding="utf-8").replace('contact = ""', 'contact = "mailto:a@b.example"')
    settings.write_text(text.replace("delay_seconds = 1.0", "delay_seconds = 0"), encoding="utf-8")
    Path("team/sites/shop.toml").write_text(SITE.format(base_url=shop.base_url) + SUGGEST, encoding="utf-8")
    Path("words.txt").write_text("# 本周\n针孔摄像头\n\n偷拍神器\n", encoding="utf-8")

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "en", "--workspace", "team", "surface-audit", "shop", "--loopback", *arguments])
        return int(ended.value.code or 0)

    return run


def test_what_is_put_forward_for_a_blocked_word_is_marked(
    shop: Shop, audit: Audit, capsys: pytest.CaptureFixture[str]
) -> None:
    suggest(shop, "针孔摄像头", "针孔摄象头 无线", "牛仔裤", related=results("鹰眼摄像头", "针孔摄像头"))
    suggest(shop, "偷拍神器")

    assert audit("--terms", "words.txt") == 0

    out = capsys.readouterr().out
    assert "针孔摄像头: no results, and yet 4 suggestions" in out
    assert "1. 针孔摄象头 无线 – another spelling of 针孔摄像头" in out
    assert "2. 牛仔裤 – unknown to the lexicon" in out
    assert "2. 针孔摄像头 – holds 针孔摄像头" in out
    assert "偷拍神器: 3 results, 0 suggestions" in out
    assert "shop: 4 addresses asked, 0 of them answered with a robot check" in out


def test_every_suggestion_leads_to_its_capture(shop: Shop, audit: Audit) -> None:
    suggest(shop, "针孔摄像头", "甲")

    audit("--terms", "words.txt", "--limit", "1")

    with Store.open(Path("team/data/ledger.sqlite")) as store:
        (answer,) = Suggestions(store, SystemClock()).latest("shop")
        capture = Captures(store).get(answer.suggestions[0].capture_id or 0)
    assert capture is not None
    assert capture.url == f"{shop.base_url}/sug?q={quote_plus('针孔摄像头')}"


def test_an_audit_tells_what_is_new_since_the_last_one(
    shop: Shop, audit: Audit, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Path("team/lenswatch.toml")
    settings.write_text(settings.read_text(encoding="utf-8").replace("recrawl_hours = 20", "recrawl_hours = 0"))
    suggest(shop, "针孔摄像头", "甲")
    suggest(shop, "偷拍神器", "乙")
    assert audit("--terms", "words.txt") == 0
    assert "0 new since the last audit" in capsys.readouterr().out

    suggest(shop, "针孔摄像头", "甲", "丙")
    assert audit("--terms", "words.txt", "--json", "--out", "audit.json") == 0

    told = json.loads(capsys.readouterr().out)
    assert told == json.loads(Path("audit.json").read_text(encoding="utf-8"))
    new = {one["text"]: one["new"] for query in told["queries"] for one in query["suggestions"]}
    assert new == {"甲": False, "乙": False, "丙": True}


def test_a_platform_is_not_asked_twice_on_a_day(shop: Shop, audit: Audit, capsys: pytest.CaptureFixture[str]) -> None:
    suggest(shop, "针孔摄像头", "甲")
    suggest(shop, "偷拍神器", "乙")
    Path("other.txt").write_text("偷拍神器\n鹰眼\n", encoding="utf-8")
    suggest(shop, "鹰眼", "丙")
    audit("--terms", "words.txt")
    audit("--terms", "other.txt")
    capsys.readouterr()

    audit("--terms", "words.txt")

    out = capsys.readouterr().out
    assert set(shop.asked().values()) == {1}
    assert "shop: 0 addresses asked" in out
    assert "1. 甲 – unknown" in out
    assert "丙" not in out


def test_a_refusal_is_counted_and_not_got_round(shop: Shop, audit: Audit, capsys: pytest.CaptureFixture[str]) -> None:
    shop.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /search", media_type="text/plain")
    shop.replies[f"/sug?q={quote_plus('针孔摄像头')}"] = Reply("<title>安全验证</title>".encode())
    shop.replies[f"/sug?q={quote_plus('偷拍神器')}"] = Reply(b'{"oops": 1}', media_type="application/json")

    assert audit("--terms", "words.txt") == 0

    said = capsys.readouterr()
    assert "2 addresses asked, 1 of them answered with a robot check or a login wall, 2 forbidden" in said.out
    assert "1 failed; 2 queries without an answer" in said.out
    assert "the answer holds no suggestions where the site file says" in said.err
    assert set(shop.asked().values()) == {1}


def test_words_about_checks_among_suggestions_are_no_robot_check(
    shop: Shop, audit: Audit, capsys: pytest.CaptureFixture[str]
) -> None:
    suggest(shop, "针孔摄像头", "验证码 摄像头")

    audit("--terms", "words.txt", "--limit", "1")

    assert "1. 验证码 摄像头" in capsys.readouterr().out


def test_without_words_the_lexicons_own_are_asked(shop: Shop, audit: Audit) -> None:
    assert audit("--limit", "6") == 0

    assert len(shop.asked()) == 6
    assert all("%" in path for path in shop.asked())


@pytest.mark.parametrize(
    ("site", "told"),
    [
        (SITE, "site shop: its file has no [suggest] table"),
        (SITE.replace('language = "zh-Hans"\n', "") + SUGGEST, "names no language to choose terms by"),
        (SITE.replace("zh-Hans", "fi") + SUGGEST, "there is no term to ask for"),
        (SITE.replace("{base_url}", "https://shop.example") + SUGGEST, "is not an address of this machine"),
    ],
)
def test_what_cannot_be_audited_is_said_plainly(
    shop: Shop, audit: Audit, capsys: pytest.CaptureFixture[str], site: str, told: str
) -> None:
    Path("team/sites/shop.toml").write_text(site.replace("{base_url}", shop.base_url), encoding="utf-8")

    assert audit() == 2
    assert told in capsys.readouterr().err


def test_addresses_of_an_audit_are_none_of_the_sites_crawl(shop: Shop, audit: Audit) -> None:
    suggest(shop, "针孔摄像头", "甲")
    audit("--terms", "words.txt", "--limit", "1")

    with Store.open(Path("team/data/ledger.sqlite")) as store:
        rows = store.connection.execute("SELECT DISTINCT site FROM frontier").fetchall()
        runs = store.connection.execute("SELECT subject, state FROM run").fetchall()

    assert (rows, runs) == ([("shop.suggest",)], [("shop.suggest", "finished")])


def test_an_audit_that_is_turned_away_withholds_nothing_from_reports(shop: Shop, audit: Audit) -> None:
    Path("words.txt").write_text("\n".join(f"摄像头{number}" for number in range(12)), encoding="utf-8")
    for number in range(12):
        suggest(shop, f"摄像头{number}", related=Reply("<title>安全验证</title>".encode()))
        shop.replies[f"/sug?q={quote_plus(f'摄像头{number}')}"] = Reply("<title>安全验证</title>".encode())

    assert audit("--terms", "words.txt") == 3

    with Store.open(Path("team/data/ledger.sqlite")) as store:
        gaps = Withholding(store, Runs(store, SystemClock())).gaps()
    assert gaps.withheld == ()
