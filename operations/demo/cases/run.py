"""The cases at work: a feed with pictures and a reference library, in a workspace of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree

from lenswatch.classifier.image.annotating import Mark, MarkKind
from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.image.crops import CropKeeper
from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.reuse.reference_match import ReferenceKind
from lenswatch.classifier.screener import Screener
from lenswatch.core.clock import Clock
from lenswatch.core.errors import UserError
from lenswatch.core.feed.file import read_feed
from lenswatch.core.files import written_aside
from lenswatch.core.messages import Message, message
from lenswatch.core.picture_note import PictureProblem
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Verdict
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.reference_matches import ReferenceMatches
from lenswatch.ledger.references import Provenance, References
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import JudgedListing, Verdicts
from lenswatch.operations.demo.cases.draw import REUSED
from lenswatch.operations.demo.catalogue import load_pictures
from lenswatch.operations.demo.last_night import EarlierClock
from lenswatch.operations.importing import import_rows
from lenswatch.operations.pictures.annotated import Annotating, annotated
from lenswatch.operations.pictures.ledger_sight import LedgerSight, finder_of
from lenswatch.operations.references.adding import add_reference
from lenswatch.operations.references.parts import parts_of_files
from lenswatch.operations.screening import screen_ledger
from lenswatch.operations.workspace import Workspace

_FEED, _LAST_NIGHT, _STOCK = "feed", "last_night", "stock-charger.jpg"
_OF_THE_SHOPS = {"teddy.jpg": "teddy-1.jpg", "gift-box.jpg": "woodbox-1.jpg"}
"""Pictures of C5, last night and tonight, to those of the marketplace they are."""
_UNSET = 'folder = ""                # folder of a feed'
_SAYS: Mapping[str, Message] = {
    "C1": message("only the print in its picture tells"),
    "C2": message("a confirmed device's picture, under another seller and title"),
    "C3": message("a picture that a lawful product shows too: silenced"),
    "C4": message("a clock in the picture, a camera's specifications in the words"),
    "C5": message("a picture exchanged since last night: told, and suspects nothing"),
}
_REFERENCES = (
    (ReferenceKind.DEVICE, "DEMO-2026-001", (REUSED[0],)),
    (ReferenceKind.DEVICE, "DEMO-2026-002", (_STOCK,)),
    (ReferenceKind.LAWFUL, "DEMO-LAWFUL-1", (_STOCK,)),
)
"""The second device was sold with a stock photo, which its lawful model has too."""


@dataclass(frozen=True)
class Case:
    """One listing, with and without its pictures."""

    judged: JudgedListing
    says: Message
    by_words: Verdict
    """What its words alone come to."""
    left_out: bool
    """Whether its print was not read, because the extra is not installed."""


@dataclass(frozen=True)
class Cases:
    """All of them."""

    workspace: Workspace
    cases: tuple[Case, ...]
    pictures: Path | None
    """Folder of annotated pictures; None where faces in them could not be hidden."""


def run_cases(out: Path, screener: Screener, clock: Clock) -> Cases:
    """Import, compare, screen; a second run in the same folder finds nothing new.

    Args:
        out: Folder of the cases' workspace; made if it is not there.
        screener: Judges.
        clock: Time of everything that is recorded.
    """
    workspace = _workspace(out)
    with Store.open(workspace.ledger) as store:
        _fill(workspace, store, clock)
        screen_ledger(store, screener, clock, sight=LedgerSight(workspace, store, clock))
        judged = sorted(Verdicts(store, clock).latest(), key=lambda one: one.stored.key)
        cases = tuple(_case(one, screener) for one in judged)
        return Cases(workspace, cases, _annotate(workspace, store, clock, cases))


def _workspace(out: Path) -> Workspace:
    found = Workspace.find(out) if (out / _FEED).is_dir() else None
    if found:
        return found
    workspace = Workspace.create(out)
    with as_file(files("lenswatch").joinpath("operations", "demo", "cases")) as cases:
        copytree(cases / "pictures", out / _FEED, dirs_exist_ok=True)
        for feed, name in ((_FEED, "listings.jsonl"), (_LAST_NIGHT, "last_night.jsonl")):
            (out / f"{feed}.jsonl").write_bytes((cases / name).read_bytes())
    for name, drawn in _OF_THE_SHOPS.items():
        (out / _FEED / name).write_bytes(load_pictures()[drawn])
    settings = out / "lenswatch.toml"
    text = settings.read_text(encoding="utf-8").replace(_UNSET, _UNSET.replace('""', f'"{_FEED}"'))
    settings.write_text(text, encoding="utf-8")
    return Workspace.find(out) or workspace


def _fill(workspace: Workspace, store: Store, clock: Clock) -> None:
    """The library first, then the feed; what is there stays."""
    references = References(store, clock)
    known = {one.provenance.label for one in references.all()}
    backbone = Backbone.load()
    for kind, label, names in _REFERENCES:
        if label not in known:
            parts = parts_of_files([workspace.root / _FEED / name for name in names])
            provenance = Provenance(kind, label, "demo", "demo", "demo", None, None)
            add_reference(references, provenance, parts, backbone, keep_text=False)
    if not Listings(store, clock).find("C5"):
        _import(workspace, store, EarlierClock(clock), _LAST_NIGHT)
    _import(workspace, store, clock, _FEED)


def _import(workspace: Workspace, store: Store, clock: Clock, feed: str) -> None:
    file = workspace.root / f"{feed}.jsonl"
    import_rows(store, clock, file.name, read_feed(str(file)), lambda _: None)


def _case(judged: JudgedListing, screener: Screener) -> Case:
    listing = judged.stored.listing
    unread = any(note.problem is PictureProblem.NO_TEXT_READER for note in judged.verdict.pictures)
    left_out = unread and listing.id == "C1"
    return Case(judged, _SAYS[listing.id or ""], screener.screen(listing), left_out)


def _annotate(workspace: Workspace, store: Store, clock: Clock, cases: tuple[Case, ...]) -> Path | None:
    """The pictures with what was seen in them, beside the reports."""
    finder = finder_of(workspace, store)
    annotating = Annotating(finder, Taxonomy.load(), "zh")
    drawn = {name.rpartition("/")[2]: data for name, data in _seen(annotating, cases)}
    drawn |= {name.rpartition("/")[2]: data for name, data in _silenced(workspace, store, clock)}
    if not drawn:
        return None
    folder = workspace.reports / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in drawn.items():
        with written_aside(folder / name) as stream:
            stream.write(data)
    return folder


def _seen(annotating: Annotating, cases: tuple[Case, ...]) -> Iterator[tuple[str, bytes]]:
    for case in cases:
        listing = case.judged.stored.listing
        found = annotating.of([(listing, case.judged.verdict)]).files
        yield from ((f"{listing.id}.jpg", data) for data in found.values())


def _silenced(workspace: Workspace, store: Store, clock: Clock) -> Iterator[tuple[str, bytes]]:
    """What the negative bank silenced is no signal; the demo shows it all the same."""
    try:
        faces = CropKeeper.load()
    except UserError:  # the caller says that no pictures are stored
        return
    recorded = ReferenceMatches(store, clock)
    for stored in Listings(store, clock).find("C3"):
        decoded = decode((workspace.root / _FEED / _STOCK).read_bytes(), 640)
        for match in recorded.of(stored.revision_id):
            label = f"{match.label}: {match.quoted.shown}, silenced by a lawful product / 正常商品，已排除"
            box = (2, 2, decoded.picture.width - 2, decoded.picture.height - 2)
            mark = Mark(box=box, label=label, kind=MarkKind.MATCH)
            yield f"{stored.listing.id}.jpg", annotated(decoded, [mark], faces)
