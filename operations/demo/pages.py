"""The pages of the whole demo marketplace."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from lenswatch.operations.demo.catalogue import Catalogue, load_pictures, load_templates
from lenswatch.operations.demo.shops import lanxing, muwu, qingju, taohuo, yunjiao
from lenswatch.operations.demo.shops.press import HTML, Page, Press

__all__ = ["Night", "Page", "Site"]

ROBOTS = "User-agent: *\nAllow: /\nDisallow: /private/\n"
_PICTURE_TYPES = {"jpg": "image/jpeg", "png": "image/png"}
_BY_QUERY = {
    "/qingju/api/v2/goods": "cursor",
    "/taohuo/item.htm": "id",
    "/taohuo/shop/view_shop.htm": "user_number_id",
}
"""Paths whose pages are told apart by one parameter of the query; others are ignored."""


class Night(Enum):
    """Which night is played: one shop changes its layout between the two."""

    LAST = "last night"
    TONIGHT = "tonight"


class Site:
    """All pages of one catalogue. Addresses are looked up whole; no part of a request is ever joined to a path."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Print every page of both nights but the searches, whose number is not bounded."""
        self.night = Night.TONIGHT
        self._catalogue = catalogue
        self._press = press = Press(load_templates())
        self._pages: dict[str, Page] = {
            "/robots.txt": Page(body=ROBOTS.encode(), content_type="text/plain; charset=utf-8"),
            "/private/accounts.html": Page(body="<!DOCTYPE html><p>仅限商家".encode(), content_type=HTML),
            **_pictures(),
            **lanxing.pages(catalogue, press),
            **muwu.pages(catalogue, press),
            **qingju.pages(catalogue, press),
            **taohuo.pages(catalogue, press),
        }
        self._changing = {night: yunjiao.pages(catalogue, press, new_layout=night is Night.TONIGHT) for night in Night}

    def page(self, path: str, query: Mapping[str, str]) -> Page | None:
        """The page at a path with its decoded query, or `None`."""
        if path == "/taohuo/search":
            start = query.get("s", "0")
            words = query.get("q", "").strip()
            return taohuo.search(self._catalogue, self._press, words, int(start) if start.isdecimal() else 0)
        name = _BY_QUERY.get(path)
        address = f"{path}?{name}={query[name]}" if name and name in query else path
        return self._pages.get(address) or self._changing[self.night].get(address)


def _pictures() -> dict[str, Page]:
    return {
        f"/pictures/{name}": Page(body=body, content_type=_PICTURE_TYPES[name.rpartition(".")[2]])
        for name, body in load_pictures().items()
    }
