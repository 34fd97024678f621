"""Draw docs/images/suspects.svg: what `lenswatch demo` prints, from a real run. Called by `make picture`."""

import html
import re
import tempfile
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from lenswatch.commands.show_demo import suspects_table
from lenswatch.core.clock import SystemClock
from lenswatch.core.messages import Catalogue
from lenswatch.operations.demo.run import run_demo

TARGET = Path(__file__).with_name("suspects.svg")
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
LENGTH = re.compile(r'textLength="(?P<length>[0-9.]+)"(?P<rest>[^>]*)>(?P<text>[^<]*)<')


def main() -> None:
    """Run the demo and keep the picture of its table."""
    with tempfile.TemporaryDirectory() as folder:
        result = run_demo(Path(folder) / "demo", SystemClock())
    console = Console(record=True, width=118, file=StringIO())
    console.print(suspects_table(Catalogue.load("zh"), result.suspects[:6]))
    svg = console.export_svg(title="lenswatch demo")
    TARGET.write_text(LENGTH.sub(_wide_enough, FONT.sub("", svg)), encoding="utf-8")


def _wide_enough(found: re.Match[str]) -> str:
    """The length of a text by its cells: rich counts characters, and squeezes Chinese into half its width."""
    text = html.unescape(found["text"])
    length = float(found["length"]) * cell_len(text) / max(len(text), 1)
    return f'textLength="{length:.1f}"{found["rest"]}>{found["text"]}<'


if __name__ == "__main__":
    main()
