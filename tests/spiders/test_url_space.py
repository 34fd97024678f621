"""Address spaces without an end are left, and what was left is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import FOLLOW_PRIORITY, LISTING_PRIORITY, FrontierUrl, Kind, NewUrl
from lenswatch.spiders.frontier.url_space import UrlSpace, shape_of
from lenswatch.spiders.site.site import Site
from tests.spiders.conftest import Bench, Shop, site_of

BASE = "https://shop.example"
SITE = site_of(Shop(BASE), links={"listing": ["^/item/"], "follow": ["^/"], "max_alike": 3, "max_depth": 2})


def page(depth: int = 0) -> FrontierUrl:
    return FrontierUrl("k", f"{BASE}/k", Kind.PAGE, 0, 0, None, None, None, 0, None, None, None, depth)


def space(bench: Bench, site: Site = SITE) -> UrlSpace:
    return UrlSpace(site, Frontier(bench.store, bench.clock, "shop", 600, site.canonical))


def follow(*paths: str) -> list[NewUrl]:
    return [NewUrl(BASE + path, priority=FOLLOW_PRIORITY) for path in paths]


def offers(*paths: str) -> list[NewUrl]:
    return [NewUrl(BASE + path, priority=LISTING_PRIORITY) for path in paths]


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/events/2026/11?view=day", "/events/#?view"),
        ("/events/2031/2?view=week", "/events/#?view"),
        ("/list-7/b12c", "/list-#/b#c"),
        ("/a/b/a/b/a/b", "/a/b"),
        ("/s?q=x&page=2&page=3", "/s?page&q"),
        ("/s?page=&q", "/s?page&q"),
        ("/", "/"),
    ],
)
def test_addresses_of_one_kind_have_one_shape(path: str, shape: str) -> None:
    assert shape_of(BASE + path) == shape


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_numbers_make_no_other_shape(numbers: list[int]) -> None:
    path = "/".join(str(number) for number in numbers)

    assert shape_of(f"{BASE}/day/{path}") == "/day/#"


def test_no_more_than_so_many_alike_are_taken_up(bench: Bench) -> None:
    kept, left_out = space(bench).admitted(follow(*(f"/day/{n}" for n in range(5)), "/week/1"), page())

    assert [link.address for link in kept] == [f"{BASE}{path}" for path in ("/day/0", "/day/1", "/day/2", "/week/1")]
    assert [(str(one.reason), one.address) for one in left_out] == [
        ("more than 3 addresses like /day/#", f"{BASE}/day/3"),
        ("more than 3 addresses like /day/#", f"{BASE}/day/4"),
    ]


def test_what_is_left_out_is_named_once(bench: Bench) -> None:
    held = space(bench)
    held.admitted(follow(*(f"/day/{n}" for n in range(4))), page())

    assert held.admitted(follow("/day/3"), page()) == ((), ())


def test_what_was_taken_up_before_counts_and_stays(bench: Bench) -> None:
    known = follow(*(f"/day/{n}" for n in range(3)))
    Frontier(bench.store, bench.clock, "shop", 600).add(known, depth=1)

    kept, left_out = space(bench).admitted([*known, *follow("/day/9")], page())
    assert (list(kept), len(left_out)) == (known, 1)


def test_starts_do_not_count(bench: Bench) -> None:
    Frontier(bench.store, bench.clock, "shop", 600).add(follow(*(f"/day/{n}" for n in range(3))))

    assert len(space(bench).admitted(follow("/day/7", "/day/8", "/day/9"), page())[0]) == 3


def test_offers_are_never_too_many(bench: Bench) -> None:
    links = offers(*(f"/item/{n}" for n in range(50)))

    assert space(bench).admitted(links, page()) == (tuple(links), ())


def test_lists_are_followed_to_a_depth_and_offers_one_step_further(bench: Bench) -> None:
    links = [*follow("/day/1"), *offers("/item/1")]
    kept = [[link.address for link in space(bench).admitted(links, page(depth))[0]] for depth in (1, 2, 3)]

    assert kept == [[f"{BASE}/day/1", f"{BASE}/item/1"], [f"{BASE}/item/1"], []]


def test_a_link_back_from_too_deep_is_no_news(bench: Bench) -> None:
    links = follow("/day/1")
    Frontier(bench.store, bench.clock, "shop", 600).add(links, depth=1)

    assert space(bench).admitted(links, page(9)) == (tuple(links), ())


def test_pictures_and_redirects_are_not_held_up(bench: Bench) -> None:
    links = [NewUrl(f"{BASE}/a.jpg", kind=Kind.IMAGE, priority=10), NewUrl(f"{BASE}/day/1", redirects=1)]

    assert space(bench).admitted(links, page(9)) == (tuple(links), ())


def test_an_address_found_again_nearer_to_a_start_lies_nearer(bench: Bench) -> None:
    frontier = Frontier(bench.store, bench.clock, "shop", 600)
    for depth in (7, 2, 5):
        frontier.add(follow("/day/1"), depth)

    assert [url.depth for url in frontier.lease(1)] == [2]
