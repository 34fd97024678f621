"""Only public addresses are visited, judged after the name was looked up and again for what is connected to."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from aiohttp.abc import AbstractResolver, ResolveResult

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


class PublicResolver(AbstractResolver):
    """Gives aiohttp the checked addresses, so that what is connected to is what was checked.

    Without it a name could be looked up twice and answer differently (DNS rebinding).
    """

    def __init__(self, addresses: PublicAddresses) -> None:
        self._addresses = addresses

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - aiohttp's interface
    ) -> list[ResolveResult]:
        """The addresses of a host, of whatever family.

        Raises:
            PrivateAddressError: If any of them is not public.
            UnknownHostError: If there is none.
        """
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in await self._addresses.of(host, port)
        ]

    async def close(self) -> None:
        """Nothing is open."""
