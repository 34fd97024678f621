"""Running a crawl on an event loop of its own, in the calling thread: errors and Ctrl-C arrive where it was called."""

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from twisted.python.log import PythonLoggingObserver

from lenswatch.core.messages import message

T = TypeVar("T")


def run(main: Callable[[], Coroutine[Any, Any, T]], on_interrupt: Callable[[], None]) -> T:
    """Run a coroutine to its end.

    Args:
        main: Makes the coroutine.
        on_interrupt: Called at the first Ctrl-C, to let what is under way come to rest.

    Raises:
        KeyboardInterrupt: At the second Ctrl-C, at once.
    """
    runner = asyncio.Runner()
    # What Scrapy's Deferreds say that nobody took up goes into our log file too.
    log = PythonLoggingObserver("twisted")  # type: ignore[no-untyped-call]  # Twisted's
    with ExitStack() as ending, _interrupts(runner.get_loop(), on_interrupt):
        log.start()
        ending.callback(log.stop)
        ending.callback(runner.close)
        try:
            return runner.run(main())
        except KeyboardInterrupt:
            ending.pop_all()  # at once: what is under way is left as a kill would leave it
            raise


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
