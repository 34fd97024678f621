import subprocess
import sys

import pytest

from lenswatch.cli import COMMANDS, named_in


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
def test_a_screening_loads_no_crawler() -> None:
    code = (
        "from lenswatch.cli import command_line; command_line(['screen']); import sys; print('scrapy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"False\n"
