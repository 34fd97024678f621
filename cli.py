"""The command line: what it is called by, and the commands it is made of."""

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.help_in_language import help_language, put_into_language
from lenswatch.commands.session import Session, errors_as_exit_codes
from lenswatch.core.errors import UserError
from lenswatch.core.messages import Catalogue

COMMANDS = {
    "demo": "demo:demo",
    "init": "workspace:init",
    "crawl": "crawl:crawl",
    "import": "feed:import_",
    "extract": "crawl:extract",
    "surface-audit": "surface_audit:surface_audit",
    "screen": "screen:screen",
    "explain": "explain:explain",
    "image": "image:image",
    "evaluate": "evaluate:evaluate",
    "fingerprint": "fingerprint:app",
    "nightly": "nightly:nightly",
    "site": "site:app",
    "report": "report:app",
    "lexicon": "lexicon:app",
    "train": "train:app",
}
"""Name of a command or group to its module in lenswatch.commands and what stands there; in the order of the help."""

_WITH_VALUE = ("--lang", "--workspace")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; always ends in SystemExit with a code of `ExitCode`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    session = Session()
    with errors_as_exit_codes(session):
        command = typer.main.get_command(command_line(named_in(given)))
        put_into_language(command, Catalogue.load(help_language(given)))
        command(args=given, obj=session)


def named_in(arguments: Sequence[str]) -> Iterable[str]:
    """The command that arguments name, or all of them where a help text or an error must know all.

    A crawler takes seconds to load: who screens a file need not wait for it.
    """
    words = iter(arguments)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif word in COMMANDS:
            return (word,)
        else:
            break
    return COMMANDS


def command_line(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with some of its commands."""
    app = typer.Typer(
        name="lenswatch",
        help="Scan marketplace listings for covert cameras sold under another name. It suspects; people decide.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback(invoke_without_command=True)(options)
    for name in names:
        module, _, attribute = COMMANDS[name].partition(":")
        found = getattr(import_module(f"lenswatch.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name=name)(found)
    return app


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
