"""`lenswatch lexicon`: the curator's tools."""

import typer

app = typer.Typer(help="The lexicon: what curators edit, check, try out and release.", no_args_is_help=True)
