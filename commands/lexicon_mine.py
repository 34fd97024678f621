"""`lenswatch lexicon mine`: proposals of expressions the lexicon lacks, and what curators decide of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.commands.lexicon_life import Actor, LexiconFolder, Reason
from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_lexicon_mine import show_done, show_followed, show_mined
from lenswatch.core.clock import SystemClock
from lenswatch.core.errors import UserError
from lenswatch.core.files import written_aside
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.term import MOST_SEVERE, Role
from lenswatch.ledger.candidates import Decision
from lenswatch.ledger.store import Store
from lenswatch.operations.mining.deciding import DEFAULT_SEVERITY, Choice, decide
from lenswatch.operations.mining.following import followed
from lenswatch.operations.mining.mine import Knowledge, MineOrder, mine
from lenswatch.operations.mining.neighbours import installed_embedder
from lenswatch.operations.mining.sheet import candidate_table, read_choices
from lenswatch.operations.releases.choice import own_keywords

app = typer.Typer()
_WORKBOOK, _CSV = ".xlsx", ".csv"
Wanted = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of candidates, as the cards show them.")]


@app.callback(invoke_without_command=True)
def lexicon_mine(
    context: typer.Context,
    run: Annotated[str | None, typer.Option(help="Only what this screening judged.")] = None,
    top: Annotated[int, typer.Option(min=1, help="So many cards at the most.")] = 25,
    sellers: Annotated[int, typer.Option(min=2, help="Fewest distinct sellers of suspected listings.")] = 3,
    out: Annotated[Path | None, typer.Option(help="Write the candidates to this .csv or .xlsx too.")] = None,
    decide_file: Annotated[
        Path | None, typer.Option("--decide", metavar="FILE", help="Do what a file of --out says, filled in.")
    ] = None,
    actor: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decided; for --decide.")] = "",
    lexicon: LexiconFolder = None,
    meaning: Annotated[
        bool, typer.Option("--meaning/--no-meaning", help="Compare meanings, if the extra mine is installed.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Propose expressions that several sellers of suspected listings use and the lexicon does not know.

    Example: lenswatch lexicon mine --top 25 --out candidates.xlsx
    """
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    if decide_file is not None:
        _decide(session, read_choices(decide_file), actor, lexicon, as_json=as_json)
        return
    if out is not None and out.suffix not in {_WORKBOOK, _CSV}:
        raise UserError("--out {path}: let its name end in .csv or .xlsx.", path=out)
    workspace = session.require_workspace()
    knowledge = Knowledge.build(Lexicon.load(lexicon or workspace.keywords or shipped_keywords()))
    embedder = installed_embedder() if meaning else None
    with Store.open(workspace.ledger) as store, session.progress("mining", None) as bar:
        order = MineOrder(run, top, sellers)
        mined = mine(store, knowledge, order, SystemClock(), embedder=embedder, on_listing=bar.advance)
    if meaning and embedder is None and not as_json:
        session.say("Meanings were not compared: pip install 'lenswatch[mine]' adds that evidence.")
    if out is not None:
        with written_aside(out) as stream:
            stream.write(candidate_table(mined.cards, workbook=out.suffix == _WORKBOOK))
    show_mined(session, mined, out, as_json=as_json)


@app.command("accept")
def mine_accept(
    context: typer.Context,
    ids: Wanted,
    actor: Actor,
    reason: Reason,
    role: Annotated[Role | None, typer.Option(help="Role; without, the one the card proposes.")] = None,
    severity: Annotated[int, typer.Option(min=1, max=MOST_SEVERE, help="1 to 5.")] = DEFAULT_SEVERITY,
    signals: Annotated[str, typer.Option(metavar="CODES", help="Signals of taxonomy.json, joined by ;")] = "",
    disguise: Annotated[str, typer.Option(metavar="CODE", help="D00 to D16.")] = "",
    lexicon: LexiconFolder = None,
    as_json: AsJson = False,
) -> None:
    """Propose candidates as terms, in terms/mined.csv; they count once lexicon promote has made them active.

    Example: lenswatch lexicon mine accept M5f6b4c58 --role alert --signals PINHOLE --by 李雷 --reason "seen in 4 shops"
    """
    codes = tuple(part.strip() for part in signals.split(";") if part.strip())
    choices = [
        Choice(one, Decision.ACCEPT, reason, role=role, severity=severity, signals=codes, disguise=disguise)
        for one in ids
    ]
    _decide(context.obj, choices, actor, lexicon, as_json=as_json)


@app.command("merge")
def mine_merge(
    context: typer.Context,
    candidate: Annotated[str, typer.Argument(metavar="ID", help="Id of a candidate.")],
    term: Annotated[str, typer.Argument(metavar="TERM", help="Id of the term it is another spelling of.")],
    actor: Actor,
    reason: Reason,
    lexicon: LexiconFolder = None,
    as_json: AsJson = False,
) -> None:
    """Propose a candidate as another spelling of a term: a row of its own with that term's role, points and signals.

    Example: lenswatch lexicon mine merge M5f6b4c58 TZ001 --by 李雷 --reason "the same thing in pinyin"
    """
    _decide(context.obj, [Choice(candidate, Decision.MERGE, reason, term_id=term)], actor, lexicon, as_json=as_json)


@app.command("reject")
def mine_reject(context: typer.Context, ids: Wanted, actor: Actor, reason: Reason, as_json: AsJson = False) -> None:
    """Show candidates no more. The reason is kept, and so is how they grow: lexicon mine list.

    Example: lenswatch lexicon mine reject M5f6b4c58 --by 李雷 --reason "a brand of batteries"
    """
    _decide(context.obj, [Choice(one, Decision.REJECT, reason) for one in ids], actor, None, as_json=as_json)


@app.command("watch")
def mine_watch(context: typer.Context, ids: Wanted, actor: Actor, reason: Reason, as_json: AsJson = False) -> None:
    """Keep candidates on a list that shows how they grow.

    Example: lenswatch lexicon mine watch M5f6b4c58 --by 李雷 --reason "too few shops yet"
    """
    _decide(context.obj, [Choice(one, Decision.WATCH, reason) for one in ids], actor, None, as_json=as_json)


@app.command("list")
def mine_list(context: typer.Context, as_json: AsJson = False) -> None:
    """Watched and rejected expressions: who decided, why, and how many sellers use them now.

    Example: lenswatch lexicon mine list
    """
    session: Session = context.obj
    with Store.open(session.require_workspace().ledger) as store:
        show_followed(session, followed(store, SystemClock()), as_json=as_json)


def _decide(session: Session, choices: Sequence[Choice], actor: str, lexicon: Path | None, *, as_json: bool) -> None:
    workspace = session.require_workspace()
    changes_tables = any(choice.decision in {Decision.ACCEPT, Decision.MERGE} for choice in choices)
    keywords = own_keywords(workspace, lexicon) if changes_tables else workspace.root
    with Store.open(workspace.ledger) as store:
        done = decide(store, keywords, choices, actor, SystemClock())
    show_done(session, done, as_json=as_json)
