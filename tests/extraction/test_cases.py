"""Each folder of cases/ is a page of an invented shop with the listing, and the links, that must be read from it."""

import json
from pathlib import Path
from typing import Any

import pytest

from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import PAGE_OBJECTS

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


def _read(folder: Path, name: str) -> Any:  # noqa: ANN401 - JSON of several shapes
    return json.loads((folder / name).read_text(encoding="utf-8"))


def _page(folder: Path) -> tuple[Page, str | None]:
    meta = _read(folder, "meta.json")
    page = Page(url=meta["url"], body=(folder / "page.html").read_bytes(), content_type=meta["content_type"])
    return page, meta["page_object"]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_page_gives_its_listing(folder: Path) -> None:
    page, name = _page(folder)

    listing = extract_listing(page, PAGE_OBJECTS[name] if name else None)

    found = listing.model_dump(mode="json", exclude_defaults=True) if listing else None
    assert _read(folder, "listing.json") == found


@pytest.mark.parametrize(
    "folder", [case for case in CASES if (case / "links.json").exists()], ids=lambda case: case.name
)
def test_a_page_gives_its_links(folder: Path) -> None:
    page, name = _page(folder)

    links = PAGE_OBJECTS[name or ""].read_links(page)

    found = [{"url": o.url, "rank": o.rank, "surface": o.surface.value, "is_listing": o.is_listing} for o in links]
    assert _read(folder, "links.json") == found


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_value_tells_where_it_was_read(folder: Path) -> None:
    listing = _read(folder, "listing.json") or {}

    told = {name.split(".")[0] for name in listing.get("read_from", {})}

    assert set(listing) - {"url", "read_from"} == told
