"""One night at a time: the lease, its renewal, and what a second start is told."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from lenswatch.core.clock import Clock
from lenswatch.core.errors import BusyError, LenswatchError, StorageError, WorkspaceError
from lenswatch.core.messages import Message, message
from lenswatch.ledger.leases import Lease, Leases
from lenswatch.ledger.night_steps import NightSteps
from lenswatch.ledger.nights import Nights
from lenswatch.ledger.store import Store
from lenswatch.operations.nightly.step_names import STEP_NAMES

NAME = "nightly"
_SECONDS = 600
"""After this long without renewal the lease of another machine is free; on this one the process itself is asked."""
_MINUTE, _HOUR = 60, 3600


@dataclass
class Holding:
    """The lease while it is held."""

    taken_over: Lease | None
    """The dead holder it was taken from."""
    trouble: LenswatchError | None = None
    """Why it is held no more."""

    def check(self) -> None:
        """Go on only while the lease is ours.

        Raises:
            WorkspaceError: If another machine took it, because this one was silent too long.
        """
        if self.trouble is not None:
            raise self.trouble


@contextmanager
def held(store: Store, ledger: Path, clock: Clock) -> Iterator[Holding]:
    """Hold the lease for the length of a block, renewed from a thread with a connection of its own.

    Raises:
        BusyError: If another night runs here; names who, since when, and at which step.
    """
    leases = Leases(store, clock, _SECONDS)
    try:
        holding = Holding(leases.take(NAME))
    except WorkspaceError as error:
        raise _busy(store, clock, leases.get(NAME)) from error
    over = Event()
    renewal = Thread(target=_renew, args=(ledger, clock, holding, over), name="nightly lease", daemon=True)
    renewal.start()
    try:
        yield holding
    finally:
        over.set()
        renewal.join()
        leases.release(NAME)


def _renew(ledger: Path, clock: Clock, holding: Holding, over: Event) -> None:
    while not over.wait(_SECONDS / 3):
        try:
            with Store.open(ledger) as store:
                Leases(store, clock, _SECONDS).take(NAME)
        except StorageError:
            continue  # a full disk is the night's own trouble; the next renewal may still be in time
        except WorkspaceError as error:
            holding.trouble = error
            return


def _busy(store: Store, clock: Clock, lease: Lease | None) -> BusyError:
    if lease is None:
        return BusyError("another nightly run has just ended here; this start did nothing. Start it again.")
    return BusyError(
        "another nightly run is under way here: process {process} on {host}, since {since} ({age}), {step}. "
        "This start did nothing. Wait for it, or stop that process: the next start goes on where it was.",
        process=lease.process,
        host=lease.host,
        since=f"{lease.since.astimezone():%Y-%m-%d %H:%M:%S%z}",
        age=age((clock.now() - lease.since).total_seconds()),
        step=step_under_way(store, clock),
    )


def step_under_way(store: Store, clock: Clock) -> Message:
    """What the unfinished night is at, in words."""
    nights = Nights(store, clock).unfinished()
    steps = NightSteps(store, clock).under_way(nights[-1].id) if nights else ()
    if not steps:
        return message("between two steps")
    subjects = ", ".join(step.subject for step in steps if step.subject)
    if subjects:
        return message("at the step {kind} of {subject}", kind=STEP_NAMES[steps[0].kind], subject=subjects)
    return message("at the step {kind}", kind=STEP_NAMES[steps[0].kind])


def age(seconds: float) -> Message:
    """A length of time as people say it."""
    if seconds < _MINUTE:
        return message("less than a minute")
    if seconds < _HOUR:
        return message("{minutes} min", minutes=int(seconds // _MINUTE))
    return message("{hours} h {minutes} min", hours=int(seconds // _HOUR), minutes=int(seconds % _HOUR // _MINUTE))


def holder_in_words(lease: Lease) -> Message:
    """Whose dead lease was taken over."""
    if lease.host == socket.gethostname():
        return message("process {process} of this machine", process=lease.process)
    return message("process {process} on {host}", process=lease.process, host=lease.host)
