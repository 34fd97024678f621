"""Each command in the docs is run, page by page, in an empty folder with the files the page speaks of."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
TWIN = ROOT / "README.zh-CN.md"
"""Has the commands of README.md, which a test compares: running them once is enough."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ENDS_WITH = re.compile(r"# ends with (\d)")
FILES = {
    "rows.jsonl": '{"id": "10032", "title": "超小的针 孔摄象头", "price": 129.0, "currency": "CNY"}\n',
    "page.html": '<script type="application/ld+json">{"@type": "Product", "name": "Clock", "sku": "1", '
    '"offers": {"price": "9.90", "priceCurrency": "EUR"}}</script><h1>Clock</h1>',
}


@dataclass(frozen=True)
class Step:
    page: Path
    language: str
    text: str


def steps(page: Path) -> list[Step]:
    return [Step(page, *match.groups()) for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def runs(page: Path) -> bool:
    return any(step.language in {"console", "python", "toml"} for step in steps(page))


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("page", [page for page in PAGES if page != TWIN and runs(page)], ids=lambda p: p.name)
def test_every_command_of_the_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    PIL.Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 50).save(tmp_path / "photo.jpg")
    for step in steps(page):
        if step.language == "console":
            run_console(step.text, tmp_path)
        elif step.language == "python":
            exec(compile(step.text, page.name, "exec"), {})  # noqa: S102 - our own docs
        elif step.language == "toml":
            site = re.search(r'^name = "([a-z-]+)"', step.text, re.MULTILINE)
            assert site
            (tmp_path / "compliance" / "sites" / f"{site[1]}.toml").write_text(step.text, encoding="utf-8")


def run_console(block: str, folder: Path) -> None:
    """Lines that start with "$ "; the rest is output shown to the reader."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in block.splitlines():
        if line.startswith("$ "):
            ends = ENDS_WITH.search(line)
            done = subprocess.run(
                ["bash", "-c", line[2:]],
                cwd=folder,
                env={**os.environ, "PATH": path},
                text=True,
                capture_output=True,
                check=False,
            )
            assert done.returncode == (int(ends[1]) if ends else 0), f"{line}\n{done.stdout}{done.stderr}"


def test_make_targets_in_the_docs_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {
        target
        for page in PAGES
        for target in re.findall(r"\bmake ([a-z-]+)\b(?=`|\s+#|$)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert [target for target in sorted(named) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_both_readmes_have_the_same_sections_and_commands() -> None:
    english, chinese = (steps(ROOT / name) for name in ("README.md", "README.zh-CN.md"))

    assert [s.language for s in english] == [s.language for s in chinese]
    assert commands(english) == commands(chinese)


def commands(of: list[Step]) -> list[str]:
    lines = (line for step in of for line in step.text.splitlines())
    return [line.split("#")[0].strip() for line in lines if line.startswith(("$ ", "make ", "git "))]
