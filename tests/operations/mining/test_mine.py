"""What the miner proposes from a ledger, and what nobody can make it propose."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from lenswatch.core.clock import FixedClock
from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.term import Role, State
from lenswatch.ledger.candidates import Candidates, Decision, Order
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.ledger.suggestions import Suggestions, SuggestionSurface
from lenswatch.operations.mining.card import Card
from lenswatch.operations.mining.known import KnownTerms
from lenswatch.operations.mining.mine import Knowledge, Mined, MineOrder, mine
from tests.operations.mining.invented_archive import COPIED, PLANTED, POISON

Mine = Callable[..., Mined]
NOT_FOUND = {"七号螺丝", "半根针"}
"""They begin with a number: 七号 and 半 link words, as the dictionary has it."""


def cards(found: Mined) -> dict[str, Card]:
    return {card.expression: card for card in found.cards}


def listing(id_: str, title: str, description: str, seller: str | None = None) -> Listing:
    return Listing(
        id=id_, platform="TEST", title=title, description=description, seller=Seller(id=seller or f"n-{id_}")
    )


@pytest.fixture
def found(mined_ledger: tuple[bytes, Mined]) -> Mined:
    """All candidates of the second archive."""
    return mined_ledger[1]


def test_invented_expressions_are_found_but_for_the_known_misses(found: Mined) -> None:
    first = {card.expression for card in found.cards[:25]}

    assert PLANTED.keys() - first == NOT_FOUND


def test_one_seller_cannot_push_an_expression_nor_shops_that_copy_a_text(found: Mined) -> None:
    assert not any(part in POISON or POISON in part for part in cards(found))
    assert not any(part in COPIED for part in cards(found))


def test_a_card_holds_what_a_curator_needs(found: Mined, clock: FixedClock) -> None:
    card = cards(found)["隔壁老王款"]

    assert (card.sellers, card.listings, card.clean_listings, card.first_seen) == (4, 4, 0, clock.now())
    assert len({context.seller for context in card.contexts}) == 4
    assert all(context.matched == "隔壁老王款" for context in card.contexts)
    assert card.score == pytest.approx(sum(one.adds for one in card.evidence), abs=1e-3)
    assert card.proposed_role is Role.CONTEXT
    assert card.lang == "zh"


def test_what_the_lexicon_knows_is_no_candidate(found: Mined, lexicon: Lexicon) -> None:
    texts = {term.text for term in lexicon.terms}

    assert not texts & cards(found).keys()
    assert not any("针孔" in text or "摄像头" in text for text in cards(found))


@pytest.mark.parametrize("text", ["针孔摄像头", "真恐射象投", "针孔 摄像头", "小的针孔摄像头", "闹钟"])
def test_spellings_and_strings_of_known_terms_hold_nothing_new(knowledge: Knowledge, text: str) -> None:
    assert knowledge.known.covers(text)


def test_a_term_that_is_proposed_only_is_known_too(lexicon: Lexicon) -> None:
    proposed = replace(lexicon.terms[0], id="X1", text="飞蚊", state=State.PROPOSED)
    known = KnownTerms(LexiconReader(replace(lexicon, terms=())), frozenset({proposed.text}))

    assert known.covers("飞蚊")
    assert not known.covers("门童")


def test_an_ordinary_word_that_clean_listings_say_ranks_behind(found: Mined) -> None:
    assert all(card.clean_listings == 0 for card in found.cards[:10])


def test_watched_and_rejected_expressions_leave_the_cards_and_their_growth_is_noted(
    store: Store, mined: Mine, clock: FixedClock
) -> None:
    mined(store)
    candidates = Candidates(store, clock)
    orders = [("飞蚊", Decision.WATCH), ("门童", Decision.REJECT)]
    chosen = [(candidates.find(text), decision) for text, decision in orders]
    candidates.decide([Order(one, decision, "why") for one, decision in chosen if one], "李雷")

    again = mined(store)

    assert not {"飞蚊", "门童"} & cards(again).keys()
    assert [(one.expression, one.decision, one.sellers_now) for one in again.followed] == [
        ("飞蚊", "watch", 4),
        ("门童", "reject", 4),
    ]
    assert all(len(one.seen) == 1 and not one.doubled for one in again.followed)


def test_the_same_archive_gives_the_same_cards(store: Store, mined: Mine) -> None:
    assert mined(store).cards == mined(store).cards


def test_a_suggestion_after_a_watched_search_is_evidence(store: Store, mined: Mine, clock: FixedClock) -> None:
    run_id = Runs(store, clock).begin(RunKind.CRAWL, "shop")
    record = Suggestions(store, clock).record
    record(("shop", "针孔摄像头", SuggestionSurface.SUGGESTION), ("飞蚊 套装",), 0, run_id, None)
    record(("shop", "雨伞", SuggestionSurface.SUGGESTION), ("门童 套装",), 9, run_id, None)

    found = cards(mined(store))

    assert found["飞蚊"].suggested_for == ("针孔摄像头",)
    assert "suggestion" in {one.kind for one in found["飞蚊"].evidence}
    assert found["门童"].suggested_for == ()


def test_a_word_in_the_place_of_a_known_term_is_evidence_and_its_clear_listing_counts(
    store: Store, mined: Mine, fill: Callable[..., None]
) -> None:
    title = "卧室闹钟{}黑色镜面超长待机"
    fill(store, [listing(f"k{n}", title.format("针孔摄像头") + str(n) * 2, "", f"k{n}") for n in range(3)])
    fill(
        store, [listing(f"e{n}", title.format("落樱片") + str(n) * 2, f"第{n}批落樱片到了", f"e{n}") for n in range(3)]
    )

    card = cards(mined(store, top=60))["落樱片"]

    assert "针孔摄像头" in card.instead_of
    assert (card.nearest and card.nearest.how, card.proposed_role) == ("replaced", Role.ALERT)


def test_a_word_that_came_into_titles_when_a_known_term_left_is_evidence(
    store: Store, mined: Mine, fill: Callable[..., None]
) -> None:
    for word in ("针孔摄像头", "落樱片"):
        fill(store, [listing(f"t{n}", f"{word} 第{n}款 {'闹钟 台灯 书架'.split()[n]}", "", f"t{n}") for n in range(3)])

    card = cards(mined(store, top=60))["落樱片"]

    assert {"title_change"} <= {one.kind for one in card.evidence}
    assert card.sellers == 3


def test_sellers_the_platform_does_not_show_count_as_one(store: Store, mined: Mine, fill: Callable[..., None]) -> None:
    hidden = [
        Listing(id=f"h{n}", platform="TEST", title=f"针孔摄像头 {n}号", description=f"{word}落樱片现货")
        for n, word in enumerate(("夜间", "老款", "新到", "白色"))
    ]
    fill(store, hidden)

    assert "落樱片" not in cards(mined(store, top=500))


def test_numbers_of_people_are_in_no_card(store: Store, mined: Mine, fill: Callable[..., None]) -> None:
    texts = ("找我要落樱片13812345678", "落樱片加v: bella_88k 谈", "老客来问落樱片，a@mail.example")
    fill(store, [listing(f"p{n}", f"偷拍神器 {n}", text) for n, text in enumerate(texts)])

    card = cards(mined(store, top=60))["落樱片"]

    assert not any(part in card.model_dump_json() for part in ("138123", "bella", "mail.example"))


def test_nearness_of_meaning_adds_by_order_where_a_model_is_at_hand(
    store: Store, knowledge: Knowledge, clock: FixedClock
) -> None:
    class LengthOfText:
        """Texts of like length are of like meaning."""

        def passage(self, texts: Sequence[str]) -> NDArray[np.float32]:
            angles = np.array([len(text) / 40 for text in texts])
            return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)

    found = mine(store, knowledge, MineOrder(), clock, embedder=LengthOfText())

    assert found.embedded
    assert all("embedding" in {one.kind for one in card.evidence} for card in found.cards)
    assert all(card.nearest and card.nearest.how == "meaning" for card in found.cards)


def test_an_unknown_run_and_an_empty_ledger_are_said(
    store: Store, mined: Mine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(UserError, match="--run nobody"):
        mined(store, run_id="nobody")
    with (
        Store.open(tmp_path_factory.mktemp("empty") / "ledger.sqlite") as empty,
        pytest.raises(UserError, match="screen"),
    ):
        mined(empty)


def test_only_what_one_screening_judged_is_mined_when_asked(store: Store, mined: Mine) -> None:
    (run_id,) = store.connection.execute("SELECT id FROM run WHERE kind = 'screening'").fetchone()

    assert cards(mined(store, run_id=run_id)).keys() == cards(mined(store)).keys()


def test_candidates_keep_when_they_were_first_mined(store: Store, knowledge: Knowledge, clock: FixedClock) -> None:
    later = FixedClock(datetime(2026, 12, 22, 2, tzinfo=UTC))
    for at in (clock, later):
        mine(store, knowledge, MineOrder(), at)

    one = Candidates(store, clock).find("飞蚊")

    assert one is not None
    assert (one.first_mined, one.last_mined) == (clock.now(), later.now())
