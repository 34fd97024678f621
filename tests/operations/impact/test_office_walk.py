"""The curator's whole way: edit in LibreOffice, save, check, see the impact, promote, compile, screen."""

import shutil
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from lenswatch.cli import main
from lenswatch.operations.impact.report import ImpactReport
from tests.operations.impact.conftest import Team

pytestmark = pytest.mark.slow
MACRO = Path(__file__).with_name("curator.bas")
AS_TEXT = "/".join(f"{column}/2" for column in range(1, 19))
OPENED, SAVED = f"44,34,76,1,{AS_TEXT}", "44,34,76,1,,0,false,true,false,false,false"
"""Comma, quotation mark, UTF-8, from line 1, every column as text; the same on saving."""
MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">'
    "{code}</script:module>\n"
)
SIGNED = ("--by", "李雷", "--reason", "seen in shops")
LAMPS = {"Q:15", "P:16"}
AddRow = Callable[..., None]
Run = Callable[..., str]


@pytest.fixture(scope="module")
def add_row(tmp_path_factory: pytest.TempPathFactory) -> AddRow:
    """Writes a row into a CSV file or workbook with LibreOffice itself."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: nobody can edit a table with it")
    profile = tmp_path_factory.mktemp("office") / "profile"

    def start(*arguments: str) -> None:
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=300)

    start("--terminate_after_init")  # makes the profile, with an empty Module1
    code = escape(MACRO.read_text(encoding="utf-8"), quote=False)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MODULE.format(code=code), encoding="utf-8")

    def add(path: Path, cells: str, sheet: str = "") -> None:
        options = (OPENED, SAVED) if path.suffix == ".csv" else ("", "")
        given = ",".join(f'"{value}"' for value in (path, *options, sheet, cells.replace(",", "|")))
        start(f"macro:///Standard.Module1.AddRow({given})")

    return add


@pytest.fixture
def done(team: Team, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the workspace, which must end well or, where that is expected, with findings."""
    monkeypatch.chdir(team.workspace.root)

    def run(*arguments: str, ends: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", "en", *arguments])
        out, err = capsys.readouterr()
        assert int(ended.value.code or 0) == ends, err
        return out

    return run


def test_a_csv_table_from_the_edit_to_the_next_screening(team: Team, done: Run, add_row: AddRow) -> None:
    add_row(team.keywords / "terms" / "few.csv", "N1,台灯,zh,alert,5,proposed,CONCEAL_CLAIM,,,,,,authored")

    done("lexicon", "check")
    told = done("lexicon", "impact", "--with", "N1", "--against", "1", "--json", ends=1)  # lamps are look-alikes too
    report = ImpactReport.model_validate_json(told)
    done("lexicon", "promote", "N1", "--to", "active", *SIGNED, "--reviewed-by", "韩梅梅")
    done("lexicon", "compile", *SIGNED)
    done("screen")

    scored = {one.id: (one.score_after, one.band_after) for one in report.samples}
    assert scored.keys() == LAMPS
    assert {key: team.standing()[key] for key in LAMPS} == scored
    assert (report.rescored, report.listings.newly_review) == (2, 2)


def test_a_workbook_from_the_template_to_the_next_screening(team: Team, done: Run, add_row: AddRow) -> None:
    book = team.workspace.root / "lexicon.xlsx"
    done("lexicon", "template", "--from", "keywords", "--out", str(book))
    add_row(book, "N1,台灯,zh,alert,3,active,CONCEAL_CLAIM,,,,,,authored", "词语 few")

    done("lexicon", "check", str(book))
    report = ImpactReport.model_validate_json(done("lexicon", "impact", str(book), "--against", "current", "--json"))
    for table in [*team.keywords.glob("*.csv"), team.keywords / "terms" / "few.csv"]:
        if table.name != "CHANGELOG.csv":
            table.unlink()
    book.rename(team.keywords / "lexicon.xlsx")
    done("lexicon", "compile", *SIGNED)
    before = team.standing()
    done("screen")

    after = team.standing()
    assert {key for key in LAMPS if after[key] != before[key]} == LAMPS
    assert (report.rescored, [one.term for one in report.terms]) == (2, ["N1"])
