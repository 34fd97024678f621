"""Which lexicon counts in a workspace: its newest release, or its tables before the first."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.classifier.reuse.reference_match import ReferenceKind
from lenswatch.classifier.screener import Screener
from lenswatch.cli import main
from lenswatch.core.clock import FixedClock
from lenswatch.core.config import Config
from lenswatch.core.errors import UserError
from lenswatch.core.feed.row import FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.releases.compiling import Order
from lenswatch.keywords.releases.desk import Desk
from lenswatch.ledger.references import Provenance, References
from lenswatch.ledger.spellings import seen_spellings
from lenswatch.ledger.store import Store
from lenswatch.operations.importing import import_rows
from lenswatch.operations.releases.choice import choose_lexicon, own_keywords, seen_by
from lenswatch.operations.screening import screen_ledger
from lenswatch.operations.workspace import Workspace

CLOCK = FixedClock(datetime(2026, 11, 22, 2, tzinfo=UTC))
ORDER = Order("李雷", "", CLOCK.now())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "team")


@pytest.fixture
def lenswatch(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run a command in the workspace; answers its exit code."""
    monkeypatch.chdir(workspace.root)

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "en", *arguments])
        return int(ended.value.code or 0)

    return run


def keywords(workspace: Workspace) -> Path:
    assert workspace.keywords
    return workspace.keywords


def propose(workspace: Workspace) -> None:
    with (keywords(workspace) / "terms" / "devices_zh.csv").open("a", encoding="utf-8") as table:
        table.write("H1,夜莺摄像笔,zh,block,5,proposed,CONCEAL_CLAIM;IMG,,,,,,authored,,,,,\n")


def screened(store: Store, workspace: Workspace) -> int:
    lexicon = choose_lexicon(workspace).lexicon.in_force(CLOCK.now())
    return screen_ledger(store, Screener.build(lexicon, Taxonomy.load(), Config()), CLOCK).screened


def test_before_the_first_release_the_tables_count_as_they_stand(workspace: Workspace) -> None:
    chosen = choose_lexicon(workspace)

    assert chosen.lexicon == Lexicon.load(keywords(workspace))
    assert (chosen.lexicon.release, chosen.notes) == (None, ())


def test_after_it_edits_count_only_once_compiled_and_that_is_said(workspace: Workspace) -> None:
    Desk(keywords(workspace)).compile(ORDER, lambda _: None)
    propose(workspace)
    chosen = choose_lexicon(workspace)

    assert "H1" not in {term.id for term in chosen.lexicon.terms}
    assert [str(note) for note in chosen.notes] == [
        "keywords/ was changed since release 1, which goes on counting: lenswatch lexicon compile"
    ]


def test_tables_in_the_middle_of_an_edit_do_not_stop_the_screening(workspace: Workspace) -> None:
    Desk(keywords(workspace)).compile(ORDER, lambda _: None)
    (keywords(workspace) / "context.csv").unlink()

    assert choose_lexicon(workspace).lexicon.rules


def test_a_first_release_of_the_same_tables_judges_nothing_again(workspace: Workspace) -> None:
    with Store.open(workspace.ledger) as store:
        import_rows(store, CLOCK, "feed", [FeedRow(1, Listing(id="1", platform="P", title="挂钟"))], lambda _: None)
        before = screened(store, workspace)
        Desk(keywords(workspace)).compile(ORDER, lambda _: None)

        assert (before, screened(store, workspace)) == (1, 0)


def test_spellings_are_counted_over_the_newest_verdicts(workspace: Workspace) -> None:
    rows = [
        Listing(id=str(n), platform="P", title=title) for n, title in enumerate(["针孔摄象头 针孔摄象头", "针孔摄象头"])
    ]
    with Store.open(workspace.ledger) as store:
        import_rows(store, CLOCK, "feed", [FeedRow(n, row) for n, row in enumerate(rows, 1)], lambda _: None)
        screened(store, workspace)
        found = [one for one in seen_spellings(store) if one.term_id == "TZ001"]

    assert [(one.matched, one.hits) for one in found] == [("针孔摄象头", 2)]
    assert found[0].flagged <= found[0].hits
    assert seen_by(workspace, keywords(workspace))


def test_spellings_are_counted_by_what_people_decided_of_the_listings(workspace: Workspace) -> None:
    rows = [FeedRow(n, Listing(id=str(n), platform="P", title="针孔摄象头")) for n in range(1, 5)]
    with Store.open(workspace.ledger) as store:
        import_rows(store, CLOCK, "feed", rows, lambda _: None)
        screened(store, workspace)
        references = References(store, CLOCK)
        for kind, number in (("device", 1), ("device", 2), ("lawful", 3)):
            told = Provenance(ReferenceKind(kind), "1", "鉴定 2026-118", "合同第9条", "李雷", None, f"P:{number}")
            references.add(told, (), ())
        references.retire(2, "李雷", "决定已撤销")
        (found,) = [one for one in seen_spellings(store) if one.term_id == "TZ001"]

    assert (found.hits, found.confirmed, found.dismissed) == (4, 1, 1)


def test_the_lexicon_that_ships_is_never_changed() -> None:
    shipped = shipped_keywords()
    assert isinstance(shipped, Path)

    with pytest.raises(UserError, match="ships"):
        own_keywords(None, shipped)
    with pytest.raises(UserError, match="--lexicon"):
        own_keywords(None, None)


def test_a_terms_life_by_command(
    lenswatch: Callable[..., int], workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = ("--by", "李雷", "--reason", "seen")
    codes = [lenswatch("lexicon", "compile", *signed)]
    propose(workspace)
    codes += [
        lenswatch("lexicon", "promote", "H1", "--to", "active", *signed),
        lenswatch("lexicon", "promote", "H1", *signed, "--reviewed-by", "韩梅梅"),
        lenswatch("lexicon", "compile", *signed),
        lenswatch("lexicon", "retire", "H1", *signed),
        lenswatch("lexicon", "diff", "1", "2"),
        lenswatch("lexicon", "rollback", "1", *signed),
        lenswatch("lexicon", "rollback", "1", *signed, "--discard"),
        lenswatch("lexicon", "log", "--verify"),
    ]
    capsys.readouterr()
    lenswatch("lexicon", "log", "--json")
    events = json.loads(capsys.readouterr().out)["events"]

    assert codes == [0, 1, 0, 0, 0, 0, 2, 0, 0]
    assert [event["action"] for event in events if event["actor"] == "李雷"] == [
        "compile", "promote", "promote", "compile", "retire", "rollback", "compile"
    ]  # fmt: skip
    assert lenswatch("lexicon", "diff", "1") == 0


def test_a_forged_log_ends_with_findings(lenswatch: Callable[..., int], workspace: Workspace) -> None:
    propose(workspace)
    lenswatch("lexicon", "promote", "H1", "--by", "李雷", "--reason", "seen")
    log = keywords(workspace) / "CHANGELOG.csv"
    log.write_text(log.read_text(encoding="utf-8").replace("李雷", "小明"), encoding="utf-8")

    assert lenswatch("lexicon", "log", "--verify") == 1


@pytest.mark.slow
def test_a_long_pipe_takes_up_a_new_release(workspace: Workspace) -> None:
    desk = Desk(keywords(workspace))
    desk.compile(ORDER, lambda _: None)
    command = [sys.executable, "-c", "from lenswatch.cli import main; main()", "screen", "-"]
    line = b'{"id": "1", "title": "\xe6\x8c\x82\xe9\x92\x9f"}\n'
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=workspace.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(line)
        process.stdin.flush()
        first = json.loads(process.stdout.readline())["versions"]["release"]
        propose(workspace)
        made = desk.compile(ORDER, lambda _: None)
        assert made
        now, patience = first, time.monotonic() + 60
        while now == first and time.monotonic() < patience:  # to the verdict after the next look at the pointer
            process.stdin.write(line)
            process.stdin.flush()
            now = json.loads(process.stdout.readline())["versions"]["release"]
        process.stdin.close()

    assert now == made.manifest.name
