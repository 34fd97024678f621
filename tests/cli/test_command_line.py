import subprocess
import sys

import pytest
from typer.main import get_command

from lenswatch.cli import COMMANDS, command_line, main, named_in
from lenswatch.commands.help_in_language import help_language, put_into_language
from lenswatch.commands.session import Session
from lenswatch.core.messages import Catalogue


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["screen", "rows.jsonl"], ["screen"]),
        (["--lang", "zh", "screen"], ["screen"]),
        (["--workspace", "demo", "report", "draft"], ["report"]),
        (["site", "--help"], ["site"]),
        (["--help"], list(COMMANDS)),
        (["scren"], list(COMMANDS)),
        ([], list(COMMANDS)),
    ],
)
def test_only_the_command_asked_for_is_loaded(arguments: list[str], names: list[str]) -> None:
    assert list(named_in(arguments)) == names


@pytest.mark.slow
def test_a_screening_loads_no_crawler_and_no_network_before_there_is_a_picture() -> None:
    code = (
        "from lenswatch.cli import command_line; command_line(['screen']); import sys; "
        "print({'scrapy', 'onnxruntime'} & sys.modules.keys())"
    )

    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"set()\n"


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        (["--lang", "zh", "screen", "--help"], "en_US.UTF-8", "zh"),
        (["--lang=en", "--help"], "zh_CN.UTF-8", "en"),
        (["--help"], "zh_CN.UTF-8", "zh"),
        (["--lang"], "C", "en"),
    ],
)
def test_help_speaks_the_language_asked_for_else_that_of_the_environment(
    arguments: list[str], environ: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LC_ALL", environ)

    assert help_language(arguments) == language


def test_chinese_help_keeps_the_example_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--lang", "zh", "screen", "--help"])

    told = capsys.readouterr().out
    assert end.value.code == 0
    assert "打分" in told
    assert "lenswatch screen rows.jsonl --out verdicts.jsonl" in told


class Shouting:
    """Translates every text into capitals."""

    def gettext(self, message: str) -> str:
        return message.upper()


def test_what_typer_adds_to_a_help_text_is_translated_too(capsys: pytest.CaptureFixture[str]) -> None:
    command = get_command(command_line(["site", "screen"]))
    put_into_language(command, Catalogue("zh", Shouting()))
    for arguments in (["--help"], ["site", "--help"], ["screen", "--help"]):
        with pytest.raises(SystemExit):
            command(args=arguments, obj=Session())
    told = capsys.readouterr().out

    assert told.count("SHOW THIS MESSAGE AND EXIT.") == told.count("─ OPTIONS ─") == 3
    assert (told.count("─ COMMANDS ─"), told.count("─ ARGUMENTS ─")) == (2, 1)
    assert "─ Options ─" not in told
