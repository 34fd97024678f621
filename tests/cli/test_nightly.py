"""`lenswatch nightly` as cron and systemd meet it."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from configparser import ConfigParser
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lenswatch.cli import main
from lenswatch.core.clock import SystemClock
from lenswatch.ledger.nights import Nights
from lenswatch.ledger.store import Store

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
LEXICON = Path(__file__).parents[1] / "keywords" / "small_lexicon"
UNITS = sorted(EXAMPLES.glob("*.service")) + sorted(EXAMPLES.glob("*.timer"))
CRON_FIELD = r"(\*|\d+)(,\d+)*"
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a folder with a workspace and a feed; answers its exit code."""
    monkeypatch.chdir(tmp_path)

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(("--lang", "en", *arguments))
        return int(ended.value.code or 0)

    run_("init", "team")
    shutil.rmtree("team/keywords")
    shutil.copytree(LEXICON, "team/keywords")
    Path("feeds").mkdir()
    Path("feeds/a.jsonl").write_text('{"id": "1", "platform": "P", "title": "针孔摄像头"}\n', encoding="utf-8")
    os.utime("feeds/a.jsonl", (0, 0))
    return run_


def test_a_night_prints_its_summary_and_where_it_lies(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--workspace", "team", "nightly", "--feeds", "feeds") == 0
    out = capsys.readouterr().out

    assert "Listings now: 1 suspected" in out
    assert Path(out.splitlines()[-1]).is_file()


def test_json_is_the_summary_and_nothing_else(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run("--workspace", "team", "nightly", "--feeds", "feeds", "--json")
    summary = json.loads(capsys.readouterr().out)
    (folder,) = Path("team/nights").iterdir()

    assert (summary["form"], summary["bands"]["flag"]) == (1, 1)
    assert summary == json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def test_the_settings_say_what_the_options_leave_out(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Path("team/lenswatch.toml").read_text(encoding="utf-8").partition("[nightly]")[0]
    text = settings + '[nightly]\nfeeds = "../feeds"\nsites = []\nfinish_by = "07:30"\n'
    Path("team/lenswatch.toml").write_text(text, encoding="utf-8")
    capsys.readouterr()

    assert run("--workspace", "team", "nightly", "--dry-run", "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert [step["kind"] for step in plan["steps"]] == ["import", "screen", "draft"]
    assert plan["finish_by"]


def test_a_second_start_ends_with_75(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("--workspace", "team", "nightly", "--feeds", "feeds")
    with Store.open(Path("team/data/ledger.sqlite")) as store:
        store.connection.execute(
            "INSERT INTO lease VALUES ('nightly', 'machine7:1', ?, '2999-01-01T00:00:00.000000+00:00')",
            (datetime.now(UTC).isoformat(),),
        )

    assert run("--workspace", "team", "nightly", "--feeds", "feeds") == 75
    assert "process 1 on machine7" in capsys.readouterr().err


def test_an_unknown_site_is_named_and_ends_with_2(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--workspace", "team", "nightly", "--feeds", "feeds", "--sites", "nowhere, elsewhere") == 2
    out = capsys.readouterr().out
    assert "no site is called nowhere" in out
    assert "no site is called elsewhere" in out


def test_resume_begins_no_night(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--workspace", "team", "nightly", "--feeds", "feeds", "--resume") == 0
    assert "nothing to go on with" in capsys.readouterr().err
    assert not Path("team/nights").exists()


def test_resume_goes_on_with_an_unfinished_night(run: Run) -> None:
    with Store.open(Path("team/data/ledger.sqlite")) as store:
        Nights(store, SystemClock()).begin(None)

    assert run("--workspace", "team", "nightly", "--feeds", "feeds", "--resume") == 0
    assert len(list(Path("team/nights").iterdir())) == 1


def test_what_is_no_time_ends_with_2(run: Run) -> None:
    assert run("--workspace", "team", "nightly", "--feeds", "feeds", "--finish-by", "soon") == 2


def unit(path: Path) -> ConfigParser:
    parsed = ConfigParser(interpolation=None, strict=True)
    parsed.optionxform = str  # type: ignore[assignment]  # as configparser documents it
    parsed.read(path, encoding="utf-8")
    return parsed


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_hold_what_systemd_needs(path: Path) -> None:
    parsed = unit(path)
    needed = {".service": ("Service", "ExecStart"), ".timer": ("Timer", "OnCalendar")}[path.suffix]

    assert parsed.get("Unit", "Description")
    assert parsed.get(*needed)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_finds_nothing_wrong_in_the_units(path: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze here")
    shutil.copytree(EXAMPLES, tmp_path / "units")
    copy = tmp_path / "units" / path.name
    copy.write_text(path.read_text(encoding="utf-8").replace(PROGRAM, shutil.which("true") or ""), encoding="utf-8")
    done = subprocess.run([program, "verify", "--man=no", copy], capture_output=True, text=True, check=False)

    assert (done.returncode, [line for line in done.stderr.splitlines() if path.name in line]) == (0, [])


PROGRAM = "/srv/lenswatch/.venv/bin/lenswatch"


def cron_lines() -> list[tuple[str, str]]:
    """When and what."""
    text = (EXAMPLES / "lenswatch-nightly.crontab").read_text(encoding="utf-8")
    form = re.compile(rf"^(@reboot|{CRON_FIELD}( {CRON_FIELD}){{4}}) (?P<command>/.*)$")
    lines = [line for line in text.splitlines() if line and not line.startswith("#") and not re.match(r"\w+=", line)]
    matches = [form.match(line) for line in lines]
    return [(match[1], match["command"]) for match in matches if match] if all(matches) else []


def test_the_crontab_starts_every_evening_and_after_a_reboot() -> None:
    assert [when for when, _ in cron_lines()] == ["0 22 * * *", "@reboot"]


@pytest.mark.parametrize(
    "command",
    [command for _, command in cron_lines()]
    + [unit(path).get("Service", "ExecStart") for path in UNITS if path.suffix == ".service"],
)
def test_the_commands_of_the_examples_do_what_they_say(run: Run, command: str) -> None:
    program, *arguments = shlex.split(command)
    places = {"/srv/lenswatch/compliance": "team", "/srv/feeds": "feeds"}

    assert program == PROGRAM
    assert run(*(places.get(argument, argument) for argument in arguments), "--dry-run") == 0
