"""The repository speaks of the project alone, and finishes what it starts."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME|X" + "XX|Not" + "ImplementedError")


def tracked_texts() -> list[Path]:
    names = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True
    ).stdout.split("\0")
    return [
        path for name in names if name and (path := ROOT / name).is_file() and path.suffix in {".py", ".md", ".toml"}
    ]


def test_nothing_is_left_to_be_done_later() -> None:
    found = [path.name for path in tracked_texts() if UNFINISHED.search(path.read_text(encoding="utf-8"))]

    assert found == []


def test_no_python_file_of_the_program_is_over_300_lines() -> None:
    program = [path for path in tracked_texts() if path.suffix == ".py" and "tests" not in path.parts]
    long = [path.name for path in program if len(path.read_text(encoding="utf-8").splitlines()) > 300]

    assert long == []
