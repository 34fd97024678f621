"""What platforms put forward is kept audit by audit, and the newest answer is found again."""

from datetime import timedelta

from lenswatch.core.clock import FixedClock
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.ledger.suggestions import Suggestions, SuggestionSurface

TYPED = ("shop", "针孔", SuggestionSurface.SUGGESTION)
RELATED = ("shop", "针孔", SuggestionSurface.RELATED)


def audited(store: Store, clock: FixedClock, *texts: str, results: int | None = None) -> str:
    """A run that asked one query."""
    run_id = Runs(store, clock).begin(RunKind.CRAWL, "shop.suggest")
    Suggestions(store, clock).record(TYPED, texts, results, run_id, None)
    Runs(store, clock).finish(run_id, {})
    clock.advance(hours=1)
    return run_id


def test_the_newest_answer_of_each_surface_counts(store: Store, clock: FixedClock) -> None:
    audited(store, clock, "黑科技摄像头", "旧词")
    run_id = audited(store, clock, "鹰眼摄像头", results=0)
    Suggestions(store, clock).record(RELATED, (), None, run_id, None)

    related, typed = Suggestions(store, clock).latest("shop")

    assert [one.text for one in typed.suggestions] == ["鹰眼摄像头"]
    assert (typed.results, typed.run_id, related.suggestions) == (0, run_id, ())
    assert Suggestions(store, clock).latest("other") == ()


def test_what_was_put_forward_since_a_run_comes_in_order(store: Store, clock: FixedClock) -> None:
    audited(store, clock, "旧词")
    second = audited(store, clock, "甲", "乙")
    audited(store, clock, "丙")

    found = Suggestions(store, clock).since(second)

    assert [(one.text, one.rank) for one in found] == [("甲", 1), ("乙", 2), ("丙", 1)]
    assert Suggestions(store, clock).since("nothing") == ()


def test_an_answer_given_twice_in_a_run_is_kept_once(store: Store, clock: FixedClock) -> None:
    run_id = Runs(store, clock).begin(RunKind.CRAWL, "shop.suggest")
    suggestions = Suggestions(store, clock)
    suggestions.record(TYPED, ("甲", "乙"), 5, run_id, None)
    suggestions.record(TYPED, ("乙",), 0, run_id, None)

    (answer,) = suggestions.latest("shop")

    assert ([one.text for one in answer.suggestions], answer.results) == (["乙"], 0)


def test_when_a_text_was_seen_first_is_known(store: Store, clock: FixedClock) -> None:
    begun = clock.now()
    audited(store, clock, "甲")
    audited(store, clock, "甲", "乙")

    assert Suggestions(store, clock).first_seen("shop") == {"甲": begun, "乙": begun + timedelta(hours=1)}
