"""`lenswatch lexicon`: the curator's tools."""

import typer

from lenswatch.commands import lexicon_files, lexicon_impact, lexicon_life, lexicon_mine

app = typer.Typer(help="The lexicon: what curators edit, check, try out and release.", no_args_is_help=True)
app.command("check")(lexicon_files.check)
app.command("template")(lexicon_files.template)
app.command("merge")(lexicon_files.merge)
app.command("compile")(lexicon_life.lexicon_compile)
app.command("impact")(lexicon_impact.lexicon_impact)
app.command("promote")(lexicon_life.lexicon_promote)
app.command("retire")(lexicon_life.lexicon_retire)
app.command("rollback")(lexicon_life.lexicon_rollback)
app.command("log")(lexicon_life.lexicon_log)
app.command("diff")(lexicon_life.lexicon_diff)
app.add_typer(lexicon_mine.app, name="mine")
