"""`lenswatch train`."""

from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session

app = typer.Typer(help="Train models again from their corpus.", no_args_is_help=True)


@app.callback()
def train() -> None:
    """Train models again from their corpus."""


@app.command()
def text(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for the model; lenswatch.toml names it in [models].")],
    extra: Annotated[
        list[Path] | None,
        typer.Option(help="Real rows to learn from as well, JSONL with text, label and source; never copied."),
    ] = None,
    corpus: Annotated[Path | None, typer.Option(help="Folder of another corpus.")] = None,
    as_json: AsJson = False,
) -> None:
    """Train the text model; the same inputs give the same bytes.

    Example: lenswatch train text --out models --extra titles.jsonl.gz
    """
    # imported here: scikit-learn takes a second to load, and --help must not wait for it
    from lenswatch.models.corpus_file import shipped_corpus  # noqa: PLC0415 - see above
    from lenswatch.models.text.making import make_text_model  # noqa: PLC0415 - see above
    from lenswatch.operations.releases.choice import choose_lexicon  # noqa: PLC0415 - see above

    session: Session = context.obj
    chosen = choose_lexicon(session.workspace)
    with session.progress("training", None) as bar:
        made = make_text_model(corpus or shipped_corpus(), extra or [], chosen.lexicon, out, lambda _: bar.advance(1))
    if as_json:
        show_json({"out": str(made.folder), "manifest_sha256": made.digest, "rows": made.rows})
        return
    session.say(
        "{out}: text model trained on {rows} rows, manifest {digest}; its figures are in text_model/CARD.md",
        out=made.folder,
        rows=made.rows,
        digest=made.digest[:12],
    )
