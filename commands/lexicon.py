"""`lenswatch lexicon`: the curator's tools."""

import typer

from lenswatch.commands import lexicon_files

app = typer.Typer(help="The lexicon: what curators edit, check, try out and release.", no_args_is_help=True)
app.command("check")(lexicon_files.check)
app.command("template")(lexicon_files.template)
app.command("merge")(lexicon_files.merge)
