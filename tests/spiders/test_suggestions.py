"""What a site suggests is read out of JSON, out of a function call around it, and out of a page of results."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lenswatch.core.errors import SiteError
from lenswatch.ledger.suggestions import SuggestionSurface
from lenswatch.spiders.page import Page
from lenswatch.spiders.reading.suggestions import Suggested, read_suggestions
from lenswatch.spiders.site.site import Site
from lenswatch.spiders.site.suggest import Suggest, beginnings
from lenswatch.spiders.site.suggestion_site import suggestions_of
from tests.spiders.conftest import Shop, site_of

JSON: dict[str, object] = {"url": "/sug?q={query}", "kind": "json", "jmespath": "result[*][0]"}
HTML: dict[str, object] = {"url": "/search?q={query}", "kind": "html", "css": ".related a", "results": {"css": ".item"}}


def read(suggest: Mapping[str, object], body: str) -> Suggested | None:
    page = Page("https://shop.example/", body.encode(), None)
    return read_suggestions("shop", Suggest.model_validate(suggest), "针孔", page)


@pytest.mark.parametrize("around", ["{}", "cb_1({});", " /**/jQuery.back({})\n"])
def test_json_is_read_bare_and_in_a_call(around: str) -> None:
    body = json.dumps(
        {"result": [["黑科技摄像头", "9"], ["<b>鹰眼</b> 摄像头"], [7], ["黑科技摄像头"]], "total": "1,204"}
    )

    found = read({**JSON, "results": {"jmespath": "total"}}, around.replace("{}", body))

    assert found is not None
    assert (found.texts, found.results) == (("黑科技摄像头", "鹰眼 摄像头"), 1204)
    assert found.surface is SuggestionSurface.SUGGESTION


@pytest.mark.parametrize("body", ["", "<html>", "[]", '{"result": null}', '{"result": 5}', "cb({oops})"])
def test_an_answer_of_another_make_is_not_taken_for_no_suggestions(body: str) -> None:
    assert read(JSON, body) is None


def test_an_empty_list_is_no_suggestions() -> None:
    found = read(JSON, '{"result": []}')

    assert found is not None
    assert (found.texts, found.results) == ((), None)


@pytest.mark.parametrize(
    "place", [{"css": ".related a"}, {"xpath": "//*[@class='related']/a"}, {"xpath": "//*[@class='related']/a/text()"}]
)
def test_related_searches_are_read_off_a_page_of_results(place: dict[str, str]) -> None:
    body = "<p class=related>猜你想搜 <a>特小\n摄像头</a><a>0.5摄像头</a><a> </a></p>"

    found = read({"url": "/s?q={query}", "kind": "html", **place, "results": {"css": ".item"}}, body)

    assert found is not None
    assert (found.texts, found.results, found.surface) == (
        ("特小 摄像头", "0.5摄像头"),
        0,
        SuggestionSurface.RELATED,
    )


@pytest.mark.parametrize(("count", "results"), [("//li", 2), ("count(//li)", 2), ("string(//b)", 1204), ("//b", 1)])
def test_results_are_counted_or_read(count: str, results: int) -> None:
    found = read({**HTML, "results": {"xpath": count}}, "<ul><li><li></ul><b>1,204</b>")

    assert found is not None
    assert found.results == results


@given(st.text(max_size=80))
def test_no_answer_breaks_the_reading(body: str) -> None:
    for suggest in (JSON, HTML):
        found = read(suggest, body)
        assert found is None or all(text == " ".join(text.split()) and text for text in found.texts)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"url": "/sug?q="}, "needs {query}"),
        ({"url": "/sug?q={query}&p={page}"}, "needs {query}"),
        ({"css": "a"}, "kind json goes with jmespath"),
        ({"kind": "html"}, "kind html with one of css and xpath"),
        ({"results": {"css": "a"}}, "results are found like the suggestions"),
        ({"results": {"css": "a", "xpath": "//a"}}, "exactly one"),
        ({"jmespath": "a["}, "no JMESPath"),
        ({"encoding": "nonsense"}, "no character encoding"),
    ],
)
def test_a_wrong_table_is_refused_with_its_reason(change: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told.replace("{", r"\{")):
        Suggest.model_validate(JSON | change)


def test_a_site_file_may_have_one_table_or_several(tmp_path: Path) -> None:
    head = 'name = "a"\nplatform = "A"\nbase_url = "https://a.example"\npurpose = "p"\nlegal_basis = "l"\n'
    table = 'url = "/s?q={query}"\nkind = "json"\njmespath = "@"\n'
    file = tmp_path / "a.toml"
    file.write_text(f'{head}layout = "unverified layout"\nstart = ["/"]\n[[suggest]]\n{table}[[suggest]]\n{table}')
    assert len(Site.read(file).suggest) == 2

    file.write_text(
        f'{head}layout = "unverified layout"\nstart = ["/"]\n[suggest]\n{table}'.replace("/s?", "https://b.example/s?")
    )
    with pytest.raises(SiteError, match=r"line 8: .*suggest: .* is not an address of https://a.example"):
        Site.read(file)


def test_terms_come_before_their_beginnings_and_the_limit_holds() -> None:
    suggest = {**JSON, "prefixes": True, "encoding": "gbk"}
    site = site_of(Shop("https://shop.example"), suggest=[suggest, HTML])

    cut = suggestions_of(site, ["针孔头", "spy cam pen"])

    assert cut.asked_queries == ("针孔头", "spy cam pen", "针孔", "spy", "spy cam")
    assert cut.start_urls[0] == "https://shop.example/sug?q=%D5%EB%BF%D7%CD%B7"
    assert len(cut.start_urls) == 7
    assert cut.asked_by("https://shop.example/sug?q=%D5%EB%BF%D7") == (site.suggest[0], "针孔")
    assert suggestions_of(site, ["针孔头"], most=1).asked_queries == ("针孔头",)


@given(st.text(max_size=20))
def test_beginnings_are_shorter_than_the_term_and_each_once(term: str) -> None:
    found = beginnings(term)

    assert len(set(found)) == len(found)
    assert all(term.startswith(beginning) and 2 <= len(beginning) < len(term) for beginning in found)
