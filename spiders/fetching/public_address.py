"""Only public addresses are visited, judged after the name was looked up and again for what is connected to."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Protocol

from twisted.internet.address import IPv4Address as Tcp4
from twisted.internet.address import IPv6Address as Tcp6
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer  # type: ignore[import-untyped]  # ships no types

from lenswatch.spiders.fetching.refusals import PrivateAddressError, UnknownHostError

Lookup = Callable[[str, int], Sequence[str]]
_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, whatever wrapping it comes in."""
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return number.is_global and not number.is_multicast and all(_plain_public(inner) for inner in _wrapped(number))


def _plain_public(number: IPv4Address) -> bool:
    return number.is_global and not number.is_multicast


def _wrapped(number: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(number, IPv4Address):
        return []
    found = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
    if number in _NAT64:
        found.append(IPv4Address(int(number) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def system_lookup(host: str, port: int) -> Sequence[str]:
    """Addresses of a name, as the operating system knows them."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class PublicAddresses:
    """Looks names up once per crawl and gives public addresses only.

    Args:
        allowed_loopback: `host:port` pairs of this machine that may be visited; for the demo and tests, by code only.
        lookup: How a name is looked up; runs in a thread.
    """

    def __init__(self, allowed_loopback: frozenset[str] = frozenset(), lookup: Lookup = system_lookup) -> None:
        self._allowed, self._lookup = allowed_loopback, lookup
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}

    async def of(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of a host.

        Raises:
            PrivateAddressError: If any of them is not public.
            UnknownHostError: If there is none.
        """
        place = (host.lower(), port)
        if place not in self._known:
            self._known[place] = await self._checked(*place)
        return self._known[place]

    async def _checked(self, host: str, port: int) -> tuple[str, ...]:
        if f"{host}:{port}" in self._allowed:
            return (host,)
        try:
            found = await asyncio.get_running_loop().run_in_executor(None, self._lookup, host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(host) from error
        if not found:
            raise UnknownHostError(host)
        if not all(is_public(address) for address in found):
            raise PrivateAddressError(host)
        return tuple(dict.fromkeys(found))


class _Receiver(Protocol):
    """Twisted's IResolutionReceiver, which type checkers cannot read."""

    def resolutionBegan(self, resolution: object) -> None: ...  # noqa: N802 - Twisted's interface
    def addressResolved(self, address: object) -> None: ...  # noqa: N802 - Twisted's interface
    def resolutionComplete(self) -> None: ...  # noqa: N802 - Twisted's interface


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing runs on: the answer is used or dropped."""


@implementer(IHostnameResolver)
class PublicResolver:
    """Gives Twisted the checked addresses, so that what is connected to is what was checked.

    Without it a name could be looked up twice and answer differently (DNS rebinding).
    """

    def __init__(self, addresses: PublicAddresses) -> None:
        self._addresses = addresses
        self._tasks: set[asyncio.Task[None]] = set()

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: _Receiver,  # noqa: N803 - Twisted's interface
        hostName: str,  # noqa: N803 - Twisted's interface
        portNumber: int = 0,  # noqa: N803 - Twisted's interface
        addressTypes: object = None,  # noqa: ARG002, N803 - Twisted's interface
        transportSemantics: str = "TCP",  # noqa: ARG002, N803 - Twisted's interface
    ) -> _Resolution:
        """Look a name up; a name that is refused has no addresses."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        task = asyncio.get_running_loop().create_task(self._answer(resolutionReceiver, hostName, portNumber))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return resolution

    async def _answer(self, receiver: _Receiver, host: str, port: int) -> None:
        try:
            addresses = await self._addresses.of(host, port)
        except (PrivateAddressError, UnknownHostError):
            addresses = ()
        for address in addresses:
            receiver.addressResolved(Tcp6("TCP", address, port) if ":" in address else Tcp4("TCP", address, port))
        receiver.resolutionComplete()
