"""sellers.csv of a workspace counts for what is screened from then on, and for nothing that was judged before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.classifier.sellers.priors import NO_SELLERS
from lenswatch.classifier.sellers.table import EMPTY
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.errors import UserError
from lenswatch.core.feed.row import FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.term import State
from lenswatch.ledger.archive import Archive
from lenswatch.ledger.spellings import seen_spellings
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts, versions_digest
from lenswatch.operations.impact.baseline import Baseline, Origin
from lenswatch.operations.impact.choice import Curator
from lenswatch.operations.impact.comparing import Comparator
from lenswatch.operations.importing import import_rows
from lenswatch.operations.screening import screen_ledger
from lenswatch.operations.sellers import sellers_in_force
from lenswatch.operations.workspace import Workspace

SMALL = Path(__file__).parents[1] / "keywords" / "small_lexicon"
ROW = "P,s7,confirmed,2026-03-02,文号7,陈晓,\n"


@dataclass
class Team:
    workspace: Workspace
    store: Store
    clock: FixedClock
    lexicon: Lexicon

    def decide(self, *rows: str) -> None:
        self.workspace.sellers.write_bytes(EMPTY + "".join(rows).encode())

    def offer(self, number: int) -> None:
        one = Listing(id=str(number), platform="P", title="针孔摄像头", seller=Seller(id="s7"))
        import_rows(self.store, self.clock, "feed", [FeedRow(number, one)], print)

    @property
    def screener(self) -> Screener:
        known = sellers_in_force(self.workspace, self.clock.now())
        return Screener.build(self.lexicon, Taxonomy.load(), self.workspace.config, known.priors)

    def screen(self) -> int:
        return screen_ledger(self.store, self.screener, self.clock).screened

    def counted(self) -> list[bool]:
        """Whether a decision counted, listing by listing."""
        verdicts = [one.verdict for one in Verdicts(self.store, self.clock).latest()]
        return [any(signal.source is SignalSource.SELLER for signal in one.signals) for one in verdicts]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    workspace = Workspace.create(tmp_path / "team")
    with Store.open(workspace.ledger) as store:
        yield Team(workspace, store, FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC)), Lexicon.load(SMALL))


def test_it_counts_for_listings_screened_from_then_on_and_judges_none_again(team: Team) -> None:
    team.offer(1)
    assert team.screen() == 1
    team.decide(ROW)
    team.offer(2)

    assert team.screen() == 1
    assert team.counted() == [False, True]


def test_after_two_years_it_counts_no_more(team: Team) -> None:
    team.decide(ROW)
    team.clock.instant = datetime(2028, 3, 2, 15, 59, tzinfo=UTC)
    assert sellers_in_force(team.workspace, team.clock.now()).priors.digest
    team.clock.advance(minutes=1)  # midnight in China

    assert sellers_in_force(team.workspace, team.clock.now()).priors.digest is None


def test_versions_that_judge_alike_have_one_digest_whoever_was_decided_on(team: Team) -> None:
    before = team.screener.versions
    team.decide(ROW)

    assert team.screener.versions.sellers
    assert versions_digest(team.screener.versions) == versions_digest(before)


def test_a_comparison_of_lexicons_lays_to_the_edit_nothing_that_a_decision_did(team: Team) -> None:
    team.decide(ROW)
    team.offer(1)
    team.screen()
    gone = tuple(replace(term, state=State.RETIRED) if term.id == "T1" else term for term in team.lexicon.terms)
    baseline = Baseline.of(team.lexicon, Origin.TABLES, lambda _: replace(team.screener, sellers=NO_SELLERS))
    build = Curator(team.workspace, team.clock).build
    (one,) = Comparator(baseline, replace(team.lexicon, terms=gone), build).archive(Archive(team.store))

    sides = (one.compared.before, one.compared.after)
    assert [one.compared.rescored, sides[0].score > sides[1].score] == [True, True]
    assert [signal for side in sides for signal in side.signals if signal.source is SignalSource.SELLER] == []


def test_its_source_is_no_spelling_of_a_term(team: Team) -> None:
    team.decide(ROW)
    team.offer(1)
    team.screen()

    assert "文号7" not in {one.term_id for one in seen_spellings(team.store)}


def test_no_file_no_workspace_and_no_weight_are_no_decision(team: Team) -> None:
    now = team.clock.now()
    weightless = Workspace(team.workspace.root, Config.model_validate({"screening": {"seller_prior": 0}}))
    team.decide(ROW)
    assert sellers_in_force(weightless, now).priors.digest is None
    team.workspace.sellers.unlink()

    assert sellers_in_force(team.workspace, now) == sellers_in_force(None, now)


def test_a_folder_in_its_place_is_told(team: Team) -> None:
    team.workspace.sellers.unlink()
    team.workspace.sellers.mkdir()

    with pytest.raises(UserError, match=r"sellers\.csv: cannot be read"):
        sellers_in_force(team.workspace, team.clock.now())
