"""Sites that search for the lexicon's terms get the workspace's own, in their language."""

from pathlib import Path

from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.operations.crawling import search_terms, shipped_sites, with_lexicon
from lenswatch.operations.workspace import Workspace


def test_active_block_and_alert_terms_of_the_language_are_searched_for() -> None:
    terms = Lexicon.load(shipped_keywords()).terms
    found = search_terms(terms, "zh-Hans")

    assert set(found) == {
        term.text for term in terms if term.lang == "zh" and term.active and term.role in {"block", "alert"}
    }
    assert found[0] in {term.text for term in terms if term.role == "block"}
    assert search_terms(terms, "fi") == ()


def test_only_sites_that_ask_for_them_get_terms(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "team")
    sites = {site.name: site for site in with_lexicon(shipped_sites(), workspace)}

    assert len(sites["jd"].start_urls) > 100
    assert len(sites["mercari"].start_urls) == 3
    assert sites["generic-shop"].start_search is None
