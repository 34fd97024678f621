"""Decisions on candidates: a term is only ever proposed, and a file of decisions is done whole or not at all."""

import csv
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lenswatch.core.clock import FixedClock
from lenswatch.core.errors import LexiconError, UserError
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.changelog import ChangeLog
from lenswatch.keywords.term import Role, State
from lenswatch.ledger.candidates import Candidates, Decision
from lenswatch.ledger.store import Store
from lenswatch.operations.mining.deciding import Choice, decide
from lenswatch.operations.mining.mine import Mined
from lenswatch.operations.mining.sheet import candidate_table, read_choices

SMALL = Path(__file__).parents[2] / "keywords" / "small_lexicon"


@pytest.fixture
def keywords(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "keywords"))


@pytest.fixture
def found(mined_ledger: tuple[bytes, Mined]) -> Mined:
    return mined_ledger[1]


@pytest.fixture
def store(mined_ledger: tuple[bytes, Mined], tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(mined_ledger[0])
    with Store.open(path) as opened:
        yield opened


def test_accepting_proposes_a_term_with_its_evidence_and_logs_who_and_why(
    store: Store, keywords: Path, clock: FixedClock
) -> None:
    choice = Choice("飞蚊", Decision.ACCEPT, "4 shops", role=Role.ALERT, severity=4, signals=("PINHOLE",))
    (done,) = decide(store, keywords, [choice], "李雷", clock)

    (term,) = (term for term in Lexicon.load(keywords).terms if term.text == "飞蚊")
    entry = ChangeLog.read(keywords).entries[-1]
    assert (term.id, term.state, term.role, term.severity) == (done.term_id, State.PROPOSED, Role.ALERT, 4)
    assert term.source.startswith("mined 2026-11-22")
    assert "4 sellers, 4 listings" in term.note
    assert (entry.actor, entry.action, entry.object, entry.after) == ("李雷", "propose", "TM001", "proposed")
    assert not list(ChangeLog.read(keywords).broken())


def test_merging_proposes_a_spelling_with_the_terms_own_weight(
    store: Store, keywords: Path, clock: FixedClock, found: Mined
) -> None:
    model = next(term for term in Lexicon.load(keywords).terms if term.role is Role.BLOCK)
    decide(store, keywords, [Choice(found.cards[0].id, Decision.MERGE, "same", term_id=model.id)], "李雷", clock)

    (term,) = (term for term in Lexicon.load(keywords).terms if term.id == "TM001")
    assert (term.role, term.severity, term.signals) == (model.role, model.severity, model.signals)
    assert term.state is State.PROPOSED
    assert f"another spelling of {model.id}" in term.note


def test_ids_go_on_from_the_last_and_rows_go_behind_those_that_stand(
    store: Store, keywords: Path, clock: FixedClock, found: Mined
) -> None:
    for card in found.cards[:2]:
        decide(store, keywords, [Choice(card.id, Decision.ACCEPT, "seen", role=Role.CONTEXT)], "李雷", clock)

    table = (keywords / "terms" / "mined.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in table[1:]] == ["TM001", "TM002"]


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ([Choice("nobody", Decision.REJECT, "no")], "nobody"),
        ([Choice("飞蚊", Decision.WATCH, "a"), Choice("飞蚊", Decision.REJECT, "b")], "twice"),
        ([Choice("飞蚊", Decision.WATCH, " ")], "--reason"),
        ([Choice("门童", Decision.REJECT, "no"), Choice("飞蚊", Decision.MERGE, "a", term_id="T999")], "T999"),
        ([Choice("门童", Decision.REJECT, "no"), Choice("飞蚊", Decision.ACCEPT, "a", role=Role.BLOCK)], "signal"),
        ([Choice("飞蚊", Decision.ACCEPT, "a", severity=9)], "severity"),
    ],
)
def test_where_one_decision_is_wrong_none_is_done(
    store: Store, keywords: Path, clock: FixedClock, choices: list[Choice], said: str
) -> None:
    with pytest.raises((UserError, LexiconError), match=said):
        decide(store, keywords, choices, "李雷", clock)

    assert not Candidates(store, clock).decided()
    assert not (keywords / "terms" / "mined.csv").exists()


@pytest.mark.parametrize("workbook", [False, True])
def test_a_file_filled_in_is_read_back(tmp_path: Path, found: Mined, workbook: bool) -> None:  # noqa: FBT001 - a parameter of the test
    path = tmp_path / ("candidates.xlsx" if workbook else "candidates.csv")
    data = candidate_table(found.cards, workbook=workbook)
    filled = {"decision": "accept", "severity": "4", "signals": "PINHOLE;IMG", "reason": "seen"}
    path.write_bytes(filled_workbook(data, filled) if workbook else filled_csv(data, filled))

    (choice,) = read_choices(path)

    card = found.cards[0]
    expected = Choice(card.id, Decision.ACCEPT, "seen", card.proposed_role, 4, ("PINHOLE", "IMG"))
    assert choice == expected


@pytest.mark.parametrize("name", ["none.csv", "none.xlsx"])
def test_a_file_without_candidates_can_be_written_and_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(candidate_table([], workbook=path.suffix == ".xlsx"))

    assert read_choices(path) == ()


def test_every_wrong_cell_of_a_file_is_named(tmp_path: Path, found: Mined) -> None:
    path = tmp_path / "candidates.csv"
    path.write_bytes(filled_csv(candidate_table(found.cards, workbook=False), {"decision": "accpt", "severity": "9"}))

    with pytest.raises(UserError) as raised:
        read_choices(path)

    assert all(part in str(raised.value) for part in ("(decision)", "(severity)", "(reason)", "candidates.csv:2:"))


def filled_csv(data: bytes, cells: dict[str, str]) -> bytes:
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    names = [cell.rpartition("|")[2] for cell in rows[0]]
    for name, value in cells.items():
        rows[1][names.index(name)] = value
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def filled_workbook(data: bytes, cells: dict[str, str]) -> bytes:
    book = load_workbook(BytesIO(data))
    page = book.worksheets[0]
    names = [str(cell.value).rpartition("|")[2] for cell in page[1]]
    for name, value in cells.items():
        page.cell(2, names.index(name) + 1, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
