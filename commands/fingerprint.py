"""`lenswatch fingerprint add`, `match`, `retire` and `stats`: the reference library."""

import getpass
import sys
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.reuse.reference_match import ReferenceKind
from lenswatch.commands.options import AsJson
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.commands.show_fingerprint import show_compared, show_figures
from lenswatch.core.clock import CHINA, SystemClock
from lenswatch.core.errors import UserError
from lenswatch.core.exit_code import ExitCode
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.reference_matches import ReferenceMatches
from lenswatch.ledger.references import Provenance, References
from lenswatch.ledger.store import Store
from lenswatch.operations.pictures.finding import PictureFinder
from lenswatch.operations.pictures.ledger_sight import finder_of
from lenswatch.operations.references.adding import add_reference
from lenswatch.operations.references.library import Library
from lenswatch.operations.references.parts import files_in, parts_of_files, parts_of_listing
from lenswatch.operations.references.statistics import figures
from lenswatch.operations.references.watching import Compared, Watch, one_listing

app = typer.Typer(help="The reference library: was it seen before?", no_args_is_help=True)


@app.command()
def add(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="FOLDER|ID", help="Folder of pictures and .txt files, or a listing.")],
    source: Annotated[str, typer.Option(metavar="TEXT", help="Who confirmed it: document no., authority or person.")],
    legal_basis: Annotated[str, typer.Option(metavar="TEXT", help="On what legal basis it is kept and matched.")],
    expires: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day it counts.")] = None,
    lawful: Annotated[bool, typer.Option("--lawful", help="A lawful product: it silences matches.")] = False,
    actor: Annotated[str, typer.Option("--by", metavar="NAME", help="Who; without, the name at log-in.")] = "",
    keep_text: Annotated[bool, typer.Option("--keep-text", help="Keep the texts themselves too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add a confirmed device (or a lawful product) to the library; it counts at once.

    Example: lenswatch fingerprint add 10032 --source "鉴定 2026-118" --legal-basis "合同第9条" --expires 2027-11-30
    """
    session: Session = context.obj
    folder = Path(what)
    with Store.open(session.require_workspace().ledger) as store:
        clock = SystemClock()
        if folder.is_dir():
            parts, label, key = parts_of_files(files_in(folder)), folder.resolve().name, None
        else:
            stored = one_listing(Listings(store, clock), what)
            parts, label, key = parts_of_listing(stored.listing, _finder(session, store)), stored.key, stored.key
        kind = ReferenceKind.LAWFUL if lawful else ReferenceKind.DEVICE
        provenance = Provenance(kind, label, source, legal_basis, actor or _login(), _end_of(expires), key)
        added = add_reference(References(store, clock), provenance, parts, Backbone.load(), keep_text=keep_text)
    if as_json:
        unseen = [one.name for one in parts.unseen]
        show_json({"reference": added.reference, "pictures": added.pictures, "blocks": added.blocks, "unseen": unseen})
        return
    session.say(
        "reference {id}: {label}; pictures {pictures}, blocks of text {blocks}",
        id=added.reference,
        label=label,
        pictures=added.pictures,
        blocks=added.blocks,
    )
    for one in parts.unseen:
        session.warn("{file}: {reason}", file=one.name, reason=one.reason)


@app.command()
def match(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE…|ID]", help="Pictures and .txt files of one listing, or its id."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Every listing not yet held against the whole library.")] = False,
    as_json: AsJson = False,
) -> None:
    """What a listing re-uses of each reference; half of one asks for an expert, and removes nothing.

    Example: lenswatch fingerprint match 10032 --json
    """
    session: Session = context.obj
    if bool(what) == new:
        raise UserError("name files or a listing, or give --new")
    with Store.open(session.require_workspace().ledger) as store:
        clock = SystemClock()
        references = References(store, clock)
        listings, library = Listings(store, clock), Library(references)
        finder, recorded = _finder(session, store), ReferenceMatches(store, clock)
        watch = Watch(library, listings, finder, recorded, Backbone.load())
        if new:
            for compared in session.counted("comparing", watch.compare_waiting()):
                show_compared(session, compared, as_json=as_json, only_matches=True)
            return
        files = _files(what or [])
        compared = _compared_files(watch, files) if files else watch.compare(one_listing(listings, (what or [""])[0]))
    show_compared(session, compared, as_json=as_json)
    sys.exit(ExitCode.USER_ERROR if files and compared.unseen else ExitCode.OK)


@app.command()
def retire(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", min=1, help="Number of a reference.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")],
    actor: Annotated[str, typer.Option("--by", metavar="NAME", help="Who does it.")],
    as_json: AsJson = False,
) -> None:
    """Match a reference no more from now on; it and what it matched stay on record.

    Example: lenswatch fingerprint retire 3 --reason "决定已撤销" --by 李雷
    """
    session: Session = context.obj
    for option, text in (("--reason", reason), ("--by", actor)):
        if not text.strip():
            raise UserError("{option}: is empty; fill it in.", option=option)
    with Store.open(session.require_workspace().ledger) as store:
        References(store, SystemClock()).retire(number, actor, reason)
    if as_json:
        show_json({"reference": number, "retired_by": actor, "reason": reason})
    else:
        session.say("reference {id}: matches no more; its history stays", id=number)


@app.command()
def stats(context: typer.Context, as_json: AsJson = False) -> None:
    """How many references, which run out, and how well each keeps relistings down.

    Example: lenswatch fingerprint stats
    """
    session: Session = context.obj
    with Store.open(session.require_workspace().ledger) as store:
        clock = SystemClock()
        references = References(store, clock)
        show_figures(session, figures(references, ReferenceMatches(store, clock)), references.all(), as_json=as_json)


def _compared_files(watch: Watch, files: Sequence[Path]) -> Compared:
    parts = parts_of_files(files)
    return Compared(str(files[0]), files[0].name, watch.library.matches(parts.observed(watch.backbone)), parts.unseen)


def _files(what: Sequence[str]) -> tuple[Path, ...]:
    """The files that are meant; none where it is the id of a listing."""
    files = tuple(Path(one) for one in what)
    if len(files) == 1 and files[0].is_dir():
        return files_in(files[0])
    if len(files) == 1 and not files[0].exists() and not files[0].suffix:
        return ()
    for path in files:
        if not path.exists():
            raise UserError("{file}: no such file", file=path)
    return files


def _finder(session: Session, store: Store) -> PictureFinder:
    return finder_of(session.require_workspace(), store)


def _end_of(day: datetime | None) -> datetime | None:
    return datetime.combine(day.date() + timedelta(days=1), time(), CHINA) if day else None


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UserError("{option}: is empty; fill it in.", option="--by") from error
