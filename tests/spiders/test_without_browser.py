"""Where there is no browser, pages that need one are left, and everything else goes on."""

from pathlib import Path

import pytest

from lenswatch.spiders.fetching.browser import browser_path, missing_browser
from tests.spiders.conftest import SETTINGS, Bench, Shop

NEEDED = "it needs a browser: pip install 'lenswatch[render]' and a Chromium"
BROWSER = "lenswatch.spiders.fetching.browser"


@pytest.mark.slow
def test_pages_that_need_a_browser_are_left_and_the_rest_is_read(
    shop: Shop, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{BROWSER}.find_spec", lambda _: None)
    shop.fill(4)

    summary = bench.crawl(shop, render_patterns=["^/item/[12]"])

    assert (summary.left, summary.rendered, summary.failed, summary.listings_new) == (2, 0, 0, 2)
    assert [(str(f.reason), f.count) for f in summary.failures] == [(NEEDED, 2)]
    assert summary.sound
    assert not {"/item/1", "/item/2"} & set(shop.asked())

    monkeypatch.undo()
    assert bench.crawl(shop).listings_new == 2  # a file that needs no browser any more reads what was left


@pytest.mark.slow
def test_a_site_that_needs_a_browser_for_all_is_not_called_unreachable(
    shop: Shop, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{BROWSER}.find_spec", lambda _: None)

    summary = bench.crawl(shop, render_patterns=["^/list"])

    assert (summary.left, summary.unreachable, summary.sound) == (1, False, True)


@pytest.mark.slow
def test_a_browser_that_does_not_start_is_tried_once(shop: Shop, bench: Bench, tmp_path: Path) -> None:
    pytest.importorskip("playwright", reason="the extra [render] is not installed")
    tried = tmp_path / "tried"
    broken = tmp_path / "chromium"
    broken.write_text(f"#!/bin/sh\necho once >> {tried}\nexit 1\n")
    broken.chmod(0o755)
    bench.settings = SETTINGS.model_copy(update={"browser": str(broken)})
    shop.fill(3)

    summary = bench.crawl(shop, render=True)

    assert (summary.left, summary.listings_new, tried.read_text()) == (3, 0, "once\n")
    assert "the one here does not start" in str(summary.failures[0].reason)


def test_the_setting_names_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{BROWSER}.find_spec", lambda _: object())
    monkeypatch.setenv("PATH", str(tmp_path))
    nowhere = str(tmp_path / "nowhere")

    assert str(missing_browser("")) == NEEDED
    assert f"{nowhere}, which the setting crawl.browser names, is none" in str(missing_browser(nowhere))

    (tmp_path / "google-chrome").write_text("#!/bin/sh\n")
    (tmp_path / "google-chrome").chmod(0o755)
    assert browser_path("") == str(tmp_path / "google-chrome")
    assert missing_browser("") is None
