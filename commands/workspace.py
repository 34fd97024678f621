"""`lenswatch init`."""

from pathlib import Path
from typing import Annotated

import typer

from lenswatch.operations.workspace import Workspace


def init(context: typer.Context, folder: Annotated[Path, typer.Argument(help="New folder.")]) -> None:
    """Make a workspace: settings, a copy of the lexicon, sites/, data/ and an empty sellers.csv.

    Example: lenswatch init compliance
    """
    made = Workspace.create(folder)
    context.obj.say("{folder}: workspace made. Set crawl.contact in lenswatch.toml before a crawl.", folder=made.root)
