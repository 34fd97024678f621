"""A term's way: who may move it where, and what is written."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lenswatch.core.clock import FixedClock
from lenswatch.core.errors import LexiconError, UserError
from lenswatch.keywords.lexicon import Lexicon, LexiconErrors
from lenswatch.keywords.releases.changelog import ChangeLog
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.transition import Request
from lenswatch.keywords.term import State, Term

Ask = Callable[..., Request]


def term(desk: Desk, term_id: str) -> Term:
    return next(term for term in Lexicon.load(desk.keywords).terms if term.id == term_id)


def test_a_light_term_goes_its_way_step_by_step(desk: Desk, ask: Ask) -> None:
    for state in (State.UNDER_REVIEW, State.ACTIVE):
        desk.move(["L1"], ask())
        assert term(desk, "L1").state is state


def test_a_heavy_term_waits_for_a_second_person(desk: Desk, ask: Ask) -> None:
    (outcome,) = desk.move(["H1"], ask(to=State.ACTIVE))

    assert outcome.waiting
    assert term(desk, "H1").state is State.UNDER_REVIEW
    desk.move(["H1"], ask(reviewer="韩梅梅"))
    assert term(desk, "H1").state is State.ACTIVE


@pytest.mark.parametrize("reviewer", ["李雷", " 李雷　"])
def test_nobody_is_a_second_person_for_himself(desk: Desk, ask: Ask, reviewer: str) -> None:
    with pytest.raises(UserError, match="another"):
        desk.move(["H1"], ask(reviewer=reviewer))


def test_each_move_is_logged_with_actor_time_reason_and_states(desk: Desk, ask: Ask) -> None:
    desk.move(["H1"], ask(to=State.ACTIVE, reviewer="韩梅梅"))
    last = ChangeLog.read(desk.keywords).entries[-1]

    assert last.cells[:-1] == [
        "2026-11-22T10:00:00+08:00", "李雷", "promote", "H1", "seen", "", "proposed", "active", "韩梅梅"
    ]  # fmt: skip


def test_a_move_changes_one_row_and_no_other_byte(desk: Desk, ask: Ask) -> None:
    table = desk.keywords / "terms" / "few.csv"
    before = table.read_bytes().replace(b"\n", b"\r\n")
    table.write_bytes(b"\xef\xbb\xbf" + before)
    desk.move(["L1"], ask())
    changed = [
        (a, b) for a, b in zip(before.split(b"\r\n"), table.read_bytes()[3:].split(b"\r\n"), strict=True) if a != b
    ]

    assert [b.decode() for _, b in changed] == ["L1,小巧玲珑款,zh,feature,2,under_review,MINI,,,,,,authored,,,,,"]


def test_of_several_terms_all_move_or_none(desk: Desk, ask: Ask) -> None:
    with pytest.raises(LexiconError, match="X9"):
        desk.move(["L1", "X9"], ask())

    assert term(desk, "L1").state is State.PROPOSED
    assert not (desk.keywords / "CHANGELOG.csv").exists()


def test_a_retired_term_comes_back_through_review_only(desk: Desk, ask: Ask) -> None:
    desk.move(["L1"], ask(to=State.RETIRED))
    with pytest.raises(LexiconError, match="under_review"):
        desk.move(["L1"], ask(to=State.ACTIVE))
    desk.move(["L1"], ask())

    assert term(desk, "L1").state is State.UNDER_REVIEW


def test_a_term_that_a_rule_names_cannot_be_retired(desk: Desk, ask: Ask) -> None:
    desk.move(["H1"], ask(to=State.ACTIVE, reviewer="韩梅梅"))
    with (desk.keywords / "context.csv").open("a", encoding="utf-8") as rules:
        rules.write("R99,H1,#IMG,field,,,DISGUISE,1,,needs it\n")

    with pytest.raises(LexiconErrors, match="retired"):
        desk.move(["H1"], ask(to=State.RETIRED))
    assert term(desk, "H1").active


@pytest.mark.parametrize("reason", ["", " ", "=1+1", "zero\u200bwidth"])
def test_a_reason_is_given_and_harmless_in_a_spreadsheet(desk: Desk, ask: Ask, reason: str) -> None:
    with pytest.raises(UserError, match="--reason"):
        desk.move(["L1"], ask(reason=reason))


def test_an_emergency_counts_for_72_hours_and_then_as_suspended(desk: Desk, ask: Ask, clock: FixedClock) -> None:
    (outcome,) = desk.move(["H1"], ask(emergency=True))
    lexicon = Lexicon.load(desk.keywords)
    before, after = (lexicon.in_force(clock.now() + timedelta(hours=hours)) for hours in (71.9, 72))

    assert outcome.until == clock.now() + timedelta(hours=72)
    assert [next(term.state for term in one.terms if term.id == "H1") for one in (before, after)] == [
        State.ACTIVE,
        State.SUSPENDED,
    ]
    assert lexicon.lapsed(clock.now() + timedelta(hours=72)) == {"H1"}
    assert term(desk, "H1").valid_to == (clock.now() + timedelta(hours=72)).date()


def test_a_review_ends_an_emergency_and_gives_back_the_dates(desk: Desk, ask: Ask, clock: FixedClock) -> None:
    desk.move(["H1"], ask(emergency=True))
    clock.advance(hours=100)
    with pytest.raises(LexiconError, match="cannot be renewed"):
        desk.move(["H1"], ask(emergency=True))
    (still,) = desk.move(["H1"], ask())
    desk.move(["H1"], ask(reviewer="韩梅梅"))

    assert (still.waiting, still.after) == (True, State.SUSPENDED)
    assert term(desk, "H1").valid_to is None
    assert Lexicon.load(desk.keywords).in_force(clock.now()).lapsed(clock.now()) == frozenset()
    assert Lexicon.load(desk.keywords).emergencies == ()


def test_a_hand_that_activates_a_heavy_term_gets_no_release(
    desk: Desk, ask: Ask, release: Callable[[], Release]
) -> None:
    release()
    table = desk.keywords / "terms" / "few.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("block,5,proposed", "block,5,active"), encoding="utf-8")
    with pytest.raises(LexiconError, match="second person: H1"):
        release()
    desk.move(["H1"], ask(reviewer="韩梅梅"))

    assert release().manifest.version == 2


def test_a_hand_that_ends_an_emergency_gets_no_release(desk: Desk, ask: Ask, release: Callable[[], Release]) -> None:
    release()
    desk.move(["H1"], ask(emergency=True))
    release()
    (desk.keywords / "emergencies.csv").unlink()

    with pytest.raises(LexiconError, match="second person: H1"):
        release()


def test_a_deleted_term_gets_no_release(desk: Desk, release: Callable[[], Release]) -> None:
    release()
    table = desk.keywords / "terms" / "few.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if not line.startswith("L1,")), encoding="utf-8")

    with pytest.raises(LexiconError, match="never deleted: put L1 back"):
        release()
