"""A small archive, judged by the first release of a small lexicon."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.feed.row import FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.compiling import Order
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.release import Release
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.operations.impact.choice import Curator, Question
from lenswatch.operations.impact.comparing import Comparator
from lenswatch.operations.impact.run import Trial
from lenswatch.operations.importing import import_rows
from lenswatch.operations.screening import screen_ledger
from lenswatch.operations.workspace import Workspace
from tests.lexicon_alone import judged_by_the_lexicon_alone

SMALL = Path(__file__).parents[2] / "keywords" / "small_lexicon"
BEGUN = datetime(2026, 3, 1, 2, tzinfo=UTC)
Outcome = tuple[float, Band]
TITLES = [
    "针孔摄像头 高清", "手表 摄像头", "手表 带夜视 看不出来", "旧词旧词 摄像头", "密拍 手表", "可检测针孔摄像头",
    "儿童手表 摄像头", "针孔摄像头支架", "spy cams wholesale", "zhen孔摄像头", "针孔摄相头", "夜视 摄像头",
    "移动检测 摄像头", "看不出来", "手表盒 摄像头", "台灯", "台灯 摄像头", "毛巾 纯棉", "秘拍", "手表",
    "防偷拍 看不出来", "小圆镜 针孔摄像头", "夜视 手表 IMG", "spy cam", "手表摄像头 送儿童手表", "移动检测摄像头",
]  # fmt: skip


@dataclass
class Team:
    """A workspace with a judged archive."""

    workspace: Workspace
    store: Store
    clock: FixedClock

    @property
    def keywords(self) -> Path:
        assert self.workspace.keywords
        return self.workspace.keywords

    @property
    def curator(self) -> Curator:
        return Curator(self.workspace, self.clock)

    def replace(self, table: str, old: str, new: str) -> None:
        """Edit a table as a curator would: some characters for others."""
        path = self.keywords / table
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, table: str, row: str) -> None:
        path = self.keywords / table
        head = path.read_text(encoding="utf-8") if path.exists() else "id,policy,spelling,reason,actor,date\n"
        path.write_text(f"{head}{row}\n", encoding="utf-8")

    def add(self, listings: Sequence[Listing]) -> None:
        import_rows(self.store, self.clock, "feed", [FeedRow(n, one) for n, one in enumerate(listings, 1)], print)

    def release(self) -> Release:
        """Compile the tables as they stand."""
        made = Desk(self.keywords).compile(Order("李雷", "", self.clock.now()), lambda _: None)
        assert made
        return made

    def screen(self, lexicon: Lexicon | None = None) -> str:
        found = (lexicon or Lexicon.load(self.keywords)).in_force(self.clock.now())
        screener = Screener.build(found, Taxonomy.load(), self.workspace.config)
        run_id = screen_ledger(self.store, screener, self.clock).run_id
        self.clock.advance(minutes=5)
        return run_id

    def trial(self, **asked: object) -> Trial:
        """The comparison a question leads to, without the look-alikes, which take a second."""
        question = Question(**asked)  # type: ignore[arg-type]  # each test names what it asks
        lexicon, named = self.curator.lexicon(question)
        trial = self.curator.trial(self.store, question, lexicon, named)
        return Trial(**{**vars(trial), "look_alikes": ()})

    def predicted(self, trial: Trial) -> tuple[Mapping[str, Outcome], set[str]]:
        """What each listing will score, and which were judged anew."""
        found = list(Comparator(trial.baseline, trial.after, trial.build).archive(trial.archive))
        after = {one.stored.key: (one.compared.after.score, one.compared.after.band) for one in found}
        return after, {one.stored.key for one in found if one.compared.rescored}

    def standing(self) -> Mapping[str, Outcome]:
        """What the ledger says each listing scores."""
        return {
            one.stored.key: (one.verdict.score, one.verdict.band) for one in Verdicts(self.store, self.clock).latest()
        }


@pytest.fixture(scope="package")
def judged_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of `team`, made once."""
    root = tmp_path_factory.mktemp("impact") / "team"
    Workspace.create(root)
    workspace = Workspace(root, judged_by_the_lexicon_alone(root))
    shutil.rmtree(root / "keywords")
    shutil.copytree(SMALL, root / "keywords")
    with Store.open(workspace.ledger) as store:
        team = Team(workspace, store, FixedClock(BEGUN))
        team.add([listing(number, title) for number, title in enumerate(TITLES)])
        team.screen(team.release().lexicon())
    return root


@pytest.fixture
def team(tmp_path: Path, judged_once: Path) -> Iterator[Team]:
    root = Path(shutil.copytree(judged_once, tmp_path / "team"))
    workspace = Workspace(root, Config.read(root / "lenswatch.toml"))
    with Store.open(workspace.ledger) as store:
        yield Team(workspace, store, FixedClock(BEGUN + timedelta(minutes=5)))


def listing(number: int, title: str) -> Listing:
    """Every third one shows no seller; three listings a seller."""
    seller = Seller(id=f"S{number // 9}") if number % 3 else None
    return Listing(id=str(number), platform="PQ"[number % 2], title=title, seller=seller)
