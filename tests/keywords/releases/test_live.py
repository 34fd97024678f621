"""A running process takes up a new release whole, or keeps the old one and says so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.errors import LenswatchError
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.live import LiveLexicon
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.transition import Request
from lenswatch.keywords.term import State

Make = Callable[[], Release]
Ask = Callable[..., Request]
LISTING = Listing(title="夜莺摄像笔 夜鹰摄像笔")


@dataclass
class Stage:
    """A live lexicon with a hand on its clocks."""

    live: LiveLexicon[Screener]
    ticks: list[float]
    refused: list[LenswatchError] = field(default_factory=list)

    def after(self, seconds: float) -> Screener:
        self.ticks[0] += seconds
        return self.live.current()


@pytest.fixture
def stage(desk: Desk, release: Make, clock: FixedClock) -> Stage:
    ticks, refused = [0.0], list[LenswatchError]()

    def build(lexicon: Lexicon) -> Screener:
        return Screener.build(lexicon, Taxonomy.load(), Config())

    first = release().lexicon()
    live = LiveLexicon(first, build, desk.shelf, clock, lambda: ticks[0], refused.append)
    return Stage(live, ticks, refused)


def test_a_new_release_counts_within_two_seconds(stage: Stage, desk: Desk, release: Make, ask: Ask) -> None:
    old = stage.after(1)
    desk.move(["H1"], ask(to=State.ACTIVE, reviewer="韩梅梅"))
    new = release().manifest.name

    assert stage.after(0.4) is old
    assert stage.after(0.1).versions.release == new
    assert stage.live.swaps == 1


def test_every_verdict_is_wholly_of_one_release(
    stage: Stage, desk: Desk, release: Make, ask: Ask, clock: FixedClock
) -> None:
    alone = {}
    for state in (State.UNDER_REVIEW, State.ACTIVE, State.SUSPENDED, State.ACTIVE):
        desk.move(["H1"], ask(to=state, reviewer="韩梅梅"))
        lexicon = release().lexicon().in_force(clock.now())
        alone[lexicon.release] = Screener.build(lexicon, Taxonomy.load(), Config()).screen(LISTING)
        verdicts = [stage.after(0.2).screen(LISTING) for _ in range(5)]
        assert verdicts[-1].versions.release == lexicon.release
        assert all(verdict == alone.get(verdict.versions.release, verdict) for verdict in verdicts)

    assert len({verdict.score for verdict in alone.values()}) == 2
    assert stage.live.swaps == 4


def test_a_broken_release_leaves_the_old_one_and_is_told_of_once(
    stage: Stage, desk: Desk, release: Make, ask: Ask
) -> None:
    old = stage.after(1)
    desk.move(["L1"], ask())
    lock = desk.shelf.folder / release().manifest.name / "variants.lock"
    lock.write_bytes(lock.read_bytes()[:100])
    kept = [stage.after(1) for _ in range(3)]

    assert all(screener is old for screener in kept)
    assert (len(stage.refused), stage.live.refused) == (1, 1)
    desk.move(["L1"], ask())


def test_after_a_broken_release_the_next_good_one_counts(stage: Stage, desk: Desk, release: Make, ask: Ask) -> None:
    desk.shelf.point_to("9-00000000")
    stage.after(1)
    desk.shelf.point_to(stage.live.lexicon.release or "")
    desk.move(["L1"], ask())
    good = release().manifest.name

    assert stage.after(1).versions.release == good
    assert stage.live.refused == 1


def test_a_term_stops_counting_when_its_emergency_ends(
    stage: Stage, desk: Desk, release: Make, ask: Ask, clock: FixedClock
) -> None:
    desk.move(["H1"], ask(emergency=True))
    release()
    during = stage.after(1).screen(LISTING)
    clock.advance(hours=72)
    after = stage.after(1).screen(LISTING)

    assert during.score > after.score
    assert during.versions.release == after.versions.release
    assert during.versions.lexicon != after.versions.lexicon


def test_dates_count_in_screening_and_leave_a_replay_alone(desk: Desk, clock: FixedClock) -> None:
    table = desk.keywords / "terms" / "few.csv"
    dated = "C1,夜莺摄像笔,zh,block,5,active,CONCEAL_CLAIM;IMG,,,,,,authored,,,2026-11-01,2026-11-22,\n"
    table.write_text(table.read_text(encoding="utf-8").replace("夜莺摄像笔", "夜莺") + dated, encoding="utf-8")
    lexicon = Lexicon.load(desk.keywords)
    midnight = clock.now() + timedelta(hours=14)
    states = [
        next(term.state for term in lexicon.in_force(at).terms if term.id == "C1")
        for at in (clock.now(), midnight - timedelta(seconds=1), midnight)
    ]

    assert states == [State.ACTIVE, State.ACTIVE, State.SUSPENDED]
    assert lexicon.changes_after(clock.now()) == midnight
    now = lexicon.in_force(clock.now())
    assert now.in_force(clock.now()) is now
