"""The command line: what it is called by, and the commands it is made of."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands import crawl, demo, feed, lexicon, nightly, report, screen, site, surface_audit
from lenswatch.commands import workspace as workspaces
from lenswatch.commands.session import Session, errors_as_exit_codes
from lenswatch.core.errors import UserError

app = typer.Typer(
    name="lenswatch",
    help="Scan marketplace listings for covert cameras sold under another name. It suspects; people decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(demo.demo)
app.command()(workspaces.init)
app.command()(crawl.crawl)
app.command(name="import")(feed.import_)
app.command()(crawl.extract)
app.command(name="surface-audit")(surface_audit.surface_audit)
app.command()(screen.screen)
app.command()(screen.explain)
app.command()(nightly.nightly)
app.add_typer(site.app, name="site")
app.add_typer(report.app, name="report")
app.add_typer(lexicon.app, name="lexicon")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; always ends in SystemExit with a code of `ExitCode`."""
    session = Session()
    with errors_as_exit_codes(session):
        app(args=arguments, obj=session)


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    lang: Annotated[str | None, typer.Option(help="Language of messages: en or zh.")] = None,
    workspace: Annotated[Path, typer.Option(help="Folder of the workspace.")] = Path(),
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Choose language and workspace."""
    if show_version:
        typer.echo(f"lenswatch {version('lenswatch')}")
        raise typer.Exit
    if lang not in {None, "en", "zh"}:
        raise UserError("--lang {lang}: choose en or zh", lang=lang)
    context.obj.language, context.obj.start = lang, workspace
    context.obj.open()
