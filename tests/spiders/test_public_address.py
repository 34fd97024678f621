"""Nothing private is visited, whatever its name or spelling."""

import asyncio

import pytest

from lenswatch.spiders.fetching.public_address import PublicAddresses, PublicResolver, is_public
from lenswatch.spiders.fetching.refusals import PrivateAddressError, UnknownHostError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_private_addresses_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


def looked_up(*found: str) -> PublicAddresses:
    return PublicAddresses(frozenset({"127.0.0.1:8000"}), lambda _host, _port: found)


def test_a_name_with_one_private_address_is_refused() -> None:
    with pytest.raises(PrivateAddressError):
        asyncio.run(looked_up("8.8.8.8", "127.0.0.1").of("shop.example", 443))


def test_a_name_is_looked_up_once() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    addresses = PublicAddresses(lookup=lambda _host, _port: next(answers))

    async def twice() -> tuple[tuple[str, ...], tuple[str, ...]]:
        return await addresses.of("shop.example", 443), await addresses.of("SHOP.example", 443)

    assert asyncio.run(twice()) == (("8.8.8.8",), ("8.8.8.8",))


def test_a_name_without_address_is_unknown() -> None:
    with pytest.raises(UnknownHostError):
        asyncio.run(looked_up().of("shop.example", 443))


def test_only_the_one_port_that_code_allows_is_visited() -> None:
    addresses = PublicAddresses(frozenset({"127.0.0.1:8000"}))

    assert asyncio.run(addresses.of("127.0.0.1", 8000)) == ("127.0.0.1",)
    with pytest.raises(PrivateAddressError):
        asyncio.run(addresses.of("127.0.0.1", 8001))


@pytest.mark.parametrize("spelling", ["2130706433", "0x7f.1", "127.1", "localhost"])
def test_other_spellings_of_this_machine_are_refused(spelling: str) -> None:
    with pytest.raises((PrivateAddressError, UnknownHostError)):
        asyncio.run(PublicAddresses().of(spelling, 80))


async def connected_to(addresses: PublicAddresses) -> list[str]:
    """What aiohttp would connect to."""
    return [found["host"] for found in await PublicResolver(addresses).resolve("shop.example", 443)]


def test_what_is_connected_to_is_what_was_checked() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])  # a name that answers differently the second time: DNS rebinding
    addresses = PublicAddresses(lookup=lambda _host, _port: next(answers))

    async def checked_before() -> list[str]:
        await addresses.of("shop.example", 443)
        return await connected_to(addresses)

    assert asyncio.run(checked_before()) == ["8.8.8.8"]


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], []])
def test_a_name_that_was_not_checked_is_checked_before_connecting(found: list[str]) -> None:
    with pytest.raises((PrivateAddressError, UnknownHostError)):
        asyncio.run(connected_to(looked_up(*found)))
