"""Running a coroutine on Twisted's reactor, as often as one likes.

Twisted's reactor cannot be run twice. A child process for each crawl would do, but clock, progress callback and
open ledger would have to be handed over, and a killed parent would leave it behind. With the asyncio reactor neither
is needed: it is started once, without `run`, and lives on an asyncio loop that is driven for one crawl at a time and
stands still in between. Everything stays in the calling thread, errors and Ctrl-C included.
"""

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from lenswatch.core.messages import message

T = TypeVar("T")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The loop the reactor of this process lives on: one for all, as the reactor is."""
    from twisted.internet import asyncioreactor  # noqa: PLC0415 - must not be imported before it is wanted

    loop = asyncio.new_event_loop()
    asyncioreactor.install(loop)  # type: ignore[no-untyped-call]  # Twisted's
    from twisted.internet import reactor  # noqa: PLC0415 - exists only once it is installed
    from twisted.python.log import PythonLoggingObserver  # noqa: PLC0415 - with the reactor, not before

    # Else Twisted writes what it logs to the terminal.
    PythonLoggingObserver("twisted").start()  # type: ignore[no-untyped-call]  # Twisted's
    reactor.startRunning(installSignalHandlers=False)
    return loop


def run(main: Callable[[], Coroutine[Any, Any, T]], on_interrupt: Callable[[], None]) -> T:
    """Run a coroutine to its end.

    Args:
        main: Makes the coroutine, once the reactor stands.
        on_interrupt: Called at the first Ctrl-C, to let what is under way come to rest.

    Raises:
        KeyboardInterrupt: At the second Ctrl-C, at once.
    """
    loop = _loop()
    asyncio.set_event_loop(loop)
    with _interrupts(loop, on_interrupt):
        return loop.run_until_complete(main())


@contextmanager
def _interrupts(loop: asyncio.AbstractEventLoop, on_interrupt: Callable[[], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    times = 0

    def interrupted() -> None:
        nonlocal times
        times += 1
        if times > 1:
            raise KeyboardInterrupt(message("stopped at once; pages under way will be fetched again"))
        on_interrupt()

    before = signal.getsignal(signal.SIGINT)
    loop.add_signal_handler(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, before)
