"""`lenswatch demo`."""

from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_demo import show_demo
from lenswatch.core.clock import SystemClock
from lenswatch.core.config import Config
from lenswatch.operations.demo.run import run_demo


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for the demo's workspace.")] = Path("demo-out"),
    as_json: AsJson = False,
) -> None:
    """The main job, whole, on the bundled marketplace: crawl, screen, roll up, draft.

    Messages are Chinese, the language of its profile, unless --lang en is given.

    Example: lenswatch demo --out demo-out
    """
    session: Session = context.obj
    session.speak_as(Config().profile)
    with session.status("crawling, screening and drafting the demo marketplace"):
        result = run_demo(out, SystemClock())
    show_demo(session, result, as_json=as_json)
