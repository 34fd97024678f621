"""`lenswatch lexicon impact` and the impact of a rollback, as a curator types them."""

import json
from collections.abc import Callable

import pytest

from lenswatch.cli import main
from lenswatch.operations.impact import choice
from lenswatch.operations.impact.lawful import look_alikes
from lenswatch.operations.impact.report import ImpactReport
from tests.operations.impact.conftest import TITLES, Team

FEW = "terms/few.csv"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def few_look_alikes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of three thousand: lamps and towels."""
    few = tuple(row for row in look_alikes() if "台灯" in row.title or "毛巾" in row.title)
    monkeypatch.setattr(choice, "look_alikes", lambda: few)


@pytest.fixture
def lenswatch(team: Team, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the workspace; answers exit code and what was printed."""
    monkeypatch.chdir(team.workspace.root)

    def run(*arguments: str, language: str = "en") -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", language, *arguments])
        return int(ended.value.code or 0), *capsys.readouterr()

    return run


def test_tables_as_released_change_nothing(lenswatch: Run) -> None:
    code, out, _ = lenswatch("lexicon", "impact", "--against", "current")

    assert code == 0
    assert f"listings compared: {len(TITLES)}; read otherwise, and judged anew: 0" in out


def test_what_changes_is_shown_with_the_words_that_change_it(team: Team, lenswatch: Run) -> None:
    team.append(FEW, "N1,台灯,zh,block,5,active,CONCEAL_CLAIM;IMG,,,,,,authored,,,,,")

    code, out, err = lenswatch("lexicon", "impact")

    assert code == 1  # lamps are among the look-alikes
    assert "listings: newly flagged 2, newly to be looked at 0" in out
    assert "N1 title: 台灯 (+0 → +6.4)" in out
    assert "N1 台灯 (as written): in 0 listings → 2, of which 2 flagged" in out
    assert "impact.most_lawful_newly_flagged in lenswatch.toml allows 0" in err


def test_json_is_one_object_with_every_field(team: Team, lenswatch: Run) -> None:
    team.append(FEW, "N1,台灯,zh,block,5,active,CONCEAL_CLAIM;IMG,,,,,,authored,,,,,")

    _, out, _ = lenswatch("lexicon", "impact", "--json", "--sample", "1")

    told = json.loads(out)
    assert ImpactReport.model_validate_json(out).listings.newly_flagged == 2
    assert sorted(told) == [
        "breaches", "compared", "compared_with", "format", "judged_here", "lawful", "left_out", "lexicon", "listings",
        "platforms", "rescored", "reviewer", "run", "samples", "sellers", "terms", "terms_sha256",
    ]  # fmt: skip
    # A campaign ended since the archive was judged; that is part of what the next screening would change.
    assert [one["move"] for one in told["samples"]] == ["newly_flagged", "no_longer_flagged"]


@pytest.mark.parametrize(("allowed", "code"), [(0, 1), (1, 0)])
def test_a_ceiling_of_the_workspace_counts(team: Team, lenswatch: Run, allowed: int, code: int) -> None:
    settings = team.workspace.root / "lenswatch.toml"
    text = settings.read_text(encoding="utf-8").replace("most_lawful_newly_flagged = 0", "")
    text = text.replace("most_newly_flagged = 200", f"most_lawful_newly_flagged = 9999\nmost_newly_flagged = {allowed}")
    settings.write_text(text, encoding="utf-8")
    team.append(FEW, "N1,毛巾,zh,block,5,active,CONCEAL_CLAIM;IMG,,,,,,authored,,,,,")

    ended, _, err = lenswatch("lexicon", "impact", "--sample", "0")

    assert (ended, "1 listings would be newly flagged" in err) == (code, code == 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "there is no such folder, workbook or release"),
        (["7"], "there is no release 7"),
        (["keywords/weights.csv"], "is one table"),
        (["--run", "S1"], "run S1: unknown"),
        (["--against", "9"], "there is no release 9"),
    ],
)
def test_what_is_not_there_is_named(lenswatch: Run, arguments: list[str], told: str) -> None:
    code, out, err = lenswatch("lexicon", "impact", *arguments)

    assert (code, out) == (2, "")
    assert told in err


def test_tables_that_fail_their_check_are_named(team: Team, lenswatch: Run) -> None:
    team.replace(FEW, "针孔摄像头,zh,block", "针孔摄像头,zh,警告")

    code, _, err = lenswatch("lexicon", "impact")

    assert code == 2
    assert "terms/few.csv:2:4: cell D2 (role)" in err


def test_without_listings_or_verdicts_it_says_what_to_do(team: Team, lenswatch: Run) -> None:
    team.store.connection.execute("DELETE FROM verdict")
    code, _, err = lenswatch("lexicon", "impact")
    assert (code, "Run lenswatch screen first" in err) == (2, True)

    team.store.connection.execute("DELETE FROM reading")
    code, _, err = lenswatch("lexicon", "impact")
    assert (code, "lenswatch import FILE" in err) == (2, True)

    team.workspace.ledger.unlink()
    code, _, err = lenswatch("lexicon", "impact")
    assert (code, "lenswatch import FILE" in err, team.workspace.ledger.exists()) == (2, True, False)


def test_a_rollback_shows_what_it_changes(team: Team, lenswatch: Run) -> None:
    signed = ("--by", "李雷", "--reason", "too many")
    team.append(FEW, "N1,台灯,zh,feature,1,active,MINI,,,,,,authored,,,,,")
    team.release()

    code, out, _ = lenswatch("lexicon", "rollback", "1", *signed)
    assert code == 0
    assert "read otherwise, and judged anew: 2" in out

    code, out, _ = lenswatch("lexicon", "rollback", "2", *signed, "--json")
    assert json.loads(out)["impact"]["rescored"] == 2

    _, out, _ = lenswatch("lexicon", "rollback", "1", *signed, "--no-impact")
    assert "read otherwise" not in out
