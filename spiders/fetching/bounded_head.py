"""A bound on the head of an answer: Twisted reads headers as long as a server sends them, into memory."""

from typing import Protocol

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory, _LenientHTTP11ClientProtocol
from twisted.internet.interfaces import IAddress

_MOST_HEAD_BYTES = 256 * 1024
"""Far more than any server sends; what is left of a body in the same packet counts too."""
_IN_HEAD = frozenset({"STATUS", "HEADER"})


class _Abortable(Protocol):
    """Twisted's transport, which type checkers cannot read."""

    def abortConnection(self) -> None: ...  # noqa: N802 - Twisted's interface


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Breaks a connection whose answer does not come to its body."""

    _head_bytes = 0

    def request(self, request):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - Twisted's own types are private
        """Ask; each answer has a head of its own."""
        self._head_bytes = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's interface
        """Read a packet."""
        parser, transport = self._parser, self.transport
        if parser is not None and parser.state in _IN_HEAD:
            self._head_bytes += len(data)
            if self._head_bytes > _MOST_HEAD_BYTES and transport is not None:
                _abort(transport)
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted's


class BoundedHeadFactory(_LenientHTTP11ClientFactory):
    """Makes connections for Scrapy's pool."""

    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:  # noqa: ARG002, N802 - Twisted's interface
        """A connection."""
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # Twisted's


def _abort(transport: _Abortable) -> None:
    transport.abortConnection()
