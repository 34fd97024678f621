"""The history of a lexicon: its log and its releases as one row of events, and the check that nobody changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lenswatch.core.clock import report_time
from lenswatch.core.errors import LexiconError
from lenswatch.core.messages import Message, message
from lenswatch.keywords.releases.changelog import ChangeLog
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.manifest import Manifest
from lenswatch.keywords.releases.release import MANIFEST, Release, manifest_data


@dataclass(frozen=True)
class Event:
    """Something that was done."""

    time: str
    """ISO 8601 with offset."""
    actor: str
    action: str
    """As in the log; compile for a release."""
    object: str
    """A term's id, or a release's name."""
    reason: str
    before: str = ""
    """State before."""
    after: str = ""
    """State since."""
    reviewer: str = ""
    """The second person."""


def history(desk: Desk, about: str | None = None) -> tuple[Event, ...]:
    """What was done, the oldest first; of one term or release if asked.

    Raises:
        LexiconError: If the log or a manifest cannot be read.
    """
    events = [
        Event(one.time, one.actor, one.action, one.object, one.reason, one.before, one.after, one.reviewer)
        for one in ChangeLog.read(desk.keywords).entries
    ]
    for name in desk.shelf.names():
        folder = desk.shelf.folder / name
        manifest = Manifest.parse(manifest_data(folder), folder / MANIFEST)
        events.append(Event(report_time(manifest.created_at), manifest.actor, "compile", name, manifest.reason))
    chosen = (event for event in events if about is None or event.object == about)
    return tuple(sorted(chosen, key=lambda event: _moment(event.time)))


def problems_of(desk: Desk) -> Iterator[Message]:
    """What shows that the log or a release was changed afterwards."""
    log = ChangeLog.read(desk.keywords)
    yield from log.broken()
    digests: dict[str, str] = {}
    for name in desk.shelf.names():
        try:
            release = Release.open(desk.shelf.folder / name)
        except LexiconError as error:
            yield error.message
            continue
        manifest = release.manifest
        digests[name] = release.manifest_sha256
        if log.head_at(manifest.changelog_rows) != manifest.changelog_head:
            yield message("release {name}: the log up to it is no longer what it was.", name=name)
        if manifest.previous and digests.get(manifest.previous) != manifest.previous_manifest_sha256:
            yield message(
                "release {name}: release {previous} before it was changed.", name=name, previous=manifest.previous
            )


def _moment(time: str) -> float:
    """For sorting; a time that a hand has spoilt comes first."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except ValueError:
        return 0.0
