"""The curator's desk: commands that change a lexicon's tables, one at a time, each logged before it is done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lenswatch.core.clock import report_time
from lenswatch.core.errors import LexiconError
from lenswatch.core.files import written_aside
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.changelog import ChangeLog, Entry
from lenswatch.keywords.releases.compiling import Material, Order, compiled, files_of
from lenswatch.keywords.releases.proposed import MINED, next_ids
from lenswatch.keywords.releases.release import Release
from lenswatch.keywords.releases.second_person import newly_active, unreviewed
from lenswatch.keywords.releases.shelf import Shelf
from lenswatch.keywords.releases.tables import Tables
from lenswatch.keywords.releases.transition import Outcome, Request, Transition
from lenswatch.keywords.releases.variants_lock import Seen
from lenswatch.keywords.sheets.source import workbooks_of
from lenswatch.keywords.term import State

SeenIn = Callable[[Lexicon], Iterable[Seen] | None]
"""What a ledger saw of a lexicon's terms; None where there is none."""


@dataclass(frozen=True)
class Desk:
    """The tables and releases of one lexicon."""

    keywords: Path
    """Its folder."""

    @property
    def shelf(self) -> Shelf:
        """Its releases."""
        return Shelf(self.keywords)

    def move(self, ids: Sequence[str], request: Request) -> tuple[Outcome, ...]:
        """Move terms along their way; all or none.

        Raises:
            LexiconError: If a term is unknown, a way is closed, or the tables would be wrong afterwards.
            UserError: If a name or the reason will not do.
            WorkspaceError: If another command is at work.
        """
        with self.shelf.locked():
            self._refuse_workbooks()
            tables = Tables.read(self.keywords)
            transition = Transition(tables.lexicon(), self.shelf.current_name() or "", request)
            for term_id in ids:
                transition.add(term_id)
            waiting = sorted(transition.emergencies.values(), key=lambda one: one.term_id)
            after = tables.with_cells(transition.cells).with_emergencies(waiting)
            after.lexicon()  # raises where, for example, a rule still names a retired term
            self._write(tables, after, transition.entries)
        return tuple(transition.outcomes)

    def propose(self, rows: Sequence[Mapping[str, str]], request: Request) -> tuple[str, ...]:
        """Add terms in state proposed to the table terms/mined.csv; all or none. They count only once promoted.

        Args:
            rows: Cells by column of each term, without id and state, which are given here. What stands in the column
                reason is logged; where that is empty, the reason of the request.
            request: Who, when and why.

        Returns:
            The new ids, in the order of the rows.

        Raises:
            LexiconError: If the tables would be wrong afterwards, for example because a term stands there already.
            UserError: If the name or the reason will not do.
            WorkspaceError: If another command is at work.
        """
        request.check()
        with self.shelf.locked():
            self._refuse_workbooks()
            tables = Tables.read(self.keywords)
            before = tables.lexicon()
            ids = tuple(next_ids(before, len(rows)))
            proposed = [{**row, "id": id_, "state": State.PROPOSED.value} for id_, row in zip(ids, rows, strict=True)]
            after = tables.with_rows(MINED, proposed)
            after.lexicon()
            release = self.shelf.current_name() or ""
            entries = [_proposal_entry(row, release, request) for row in proposed]
            self._write(tables, after, entries)
        return ids

    def compile(self, order: Order, seen_in: SeenIn, *, again: bool = False) -> Release | None:
        """Make a release of the tables and let it count; None if the release that counts holds the same.

        Args:
            order: Who, when and why.
            seen_in: What the ledger saw, for the counters.
            again: Make one even so, for its counters.

        Raises:
            LexiconErrors: If the tables are wrong.
            LexiconError: If a term was deleted, or waits for a second person.
            WorkspaceError: If another command is at work.
        """
        with self.shelf.locked():
            tables, log, current = Tables.read(self.keywords), ChangeLog.read(self.keywords), self.shelf.current()
            if current and current.manifest.tables_sha256 == tables.digest and not again:
                return None
            Lexicon.load(self.keywords)  # names files as they stand, workbooks too, and what a spreadsheet lost
            lexicon = tables.lexicon()
            if current:
                _refuse_deleted(current, lexicon)
                _refuse_unreviewed(current, lexicon, log)
            return self._release(Material(tables, lexicon, log, current), order, seen_in)

    def rollback(self, version: int, request: Request, seen_in: SeenIn, *, discard: bool = False) -> Release:
        """Make a new release that equals an old one, and put its tables back.

        Args:
            version: The old release.
            request: Who, when, why, and who has agreed if heavy terms count again by it.
            seen_in: What the ledger saw, for the counters.
            discard: Give up what was edited since the last release.

        Raises:
            LexiconError: If there is no such release, it counts already, edits would be lost, or a second person is
                missing.
            WorkspaceError: If another command is at work.
        """
        request.check()
        with self.shelf.locked():
            self._refuse_workbooks()
            old, current = self.shelf.find(version), self.shelf.current()
            if current is None:
                raise LexiconError("{folder}: no release counts; compile first.", folder=self.keywords)
            if old.manifest.tables_sha256 == current.manifest.tables_sha256:
                raise LexiconError("release {name} counts, and holds the same already.", name=current.manifest.name)
            if not discard:
                self._refuse_edited(current)
            lexicon = old.tables.lexicon()
            _refuse_unseconded(current, lexicon, request)
            log = ChangeLog.read(self.keywords).extended([_rollback_entry(old, current, request)])
            log.write(self.keywords)
            self._replace(old.tables)
            order = Order(request.actor, request.reason, request.at, same_as=version)
            return self._release(Material(old.tables, lexicon, log, current), order, seen_in)

    def edited_since(self, release: Release) -> bool:
        """Whether the tables differ from those of a release."""
        return Tables.read(self.keywords).digest != release.manifest.tables_sha256

    def _refuse_workbooks(self) -> None:
        found = workbooks_of(self.keywords)
        if found:
            raise LexiconError(
                "{folder}: this command writes CSV files, but {files} is a workbook. Put CSV files in its place (every "
                "release holds them, in tables/); nothing was changed.",
                folder=self.keywords,
                files=", ".join(found),
            )

    def _refuse_edited(self, current: Release) -> None:
        if self.edited_since(current):
            raise LexiconError(
                "{folder}: was changed since release {version}, and a rollback would lose that. Compile it first, or "
                "give it up with --discard.",
                folder=self.keywords,
                version=current.manifest.version,
            )

    def _release(self, material: Material, order: Order, seen_in: SeenIn) -> Release:
        manifest, lock = compiled(material, self.shelf.next_version(), order, seen_in(material.lexicon))
        self.shelf.put(manifest.name, files_of(material, manifest, lock))
        release = Release.open(self.shelf.folder / manifest.name)
        self.shelf.point_to(manifest.name)
        return release

    def _write(self, before: Tables, after: Tables, entries: Sequence[Entry]) -> None:
        """The log first: what was done can then never be missing from it."""
        if entries:
            ChangeLog.read(self.keywords).extended(entries).write(self.keywords)
        for name, data in after.files.items():
            if before.files.get(name) != data:
                with written_aside(self.keywords / name) as stream:
                    stream.write(data)

    def _replace(self, tables: Tables) -> None:
        """Other tables in the place of those that stand; releases keep what goes."""
        before = Tables.read(self.keywords)
        self._write(before, tables, [])
        for name in before.files.keys() - tables.files.keys():
            (self.keywords / name).unlink()


def _proposal_entry(row: Mapping[str, str], release: str, request: Request) -> Entry:
    return Entry(
        time=report_time(request.at),
        actor=request.actor.strip(),
        action="propose",
        object=row["id"],
        reason=row.get("reason") or request.reason.strip(),
        version=release,
        after=State.PROPOSED.value,
    )


def _rollback_entry(old: Release, current: Release, request: Request) -> Entry:
    return Entry(
        time=report_time(request.at),
        actor=request.actor.strip(),
        action="rollback",
        object=old.manifest.name,
        reason=request.reason.strip(),
        version=current.manifest.name,
        reviewer=request.reviewer.strip(),
    )


def _refuse_deleted(current: Release, lexicon: Lexicon) -> None:
    known = {term.id for term in lexicon.terms}
    gone = [term.id for term in current.tables.lexicon().terms if term.id not in known]
    if gone:
        raise LexiconError(
            "terms are never deleted: put {ids} back from release {version}, and retire them instead.",
            ids=", ".join(gone),
            version=current.manifest.version,
        )


def _refuse_unreviewed(current: Release, lexicon: Lexicon, log: ChangeLog) -> None:
    since = log.entries[current.manifest.changelog_rows :]
    found = unreviewed(current.tables.lexicon(), lexicon, since)
    if found:
        raise LexiconError(
            "since release {version} these terms became active, or read otherwise, without a second person: {ids}. "
            "No release was made; for each: lenswatch lexicon promote ID --to active --by NAME --reason TEXT "
            "--reviewed-by NAME",
            version=current.manifest.version,
            ids=", ".join(term.id for term in found),
        )


def _refuse_unseconded(current: Release, lexicon: Lexicon, request: Request) -> None:
    found = list(newly_active(current.tables.lexicon(), lexicon))
    if found and not request.reviewer:
        raise LexiconError(
            "by this rollback these terms count again, which needs a second person: {ids}. Nothing was changed; add "
            "--reviewed-by NAME.",
            ids=", ".join(term.id for term in found),
        )


def order_of(actor: str, reason: str, at: datetime) -> Order:
    """An order whose names were checked.

    Raises:
        UserError: If the name is empty or unfit for a cell.
    """
    Request(actor, reason or "compile", at).check()
    return Order(actor.strip(), reason.strip(), at)
