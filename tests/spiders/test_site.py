"""A site file says where, why and how politely; a mistake in it is named by file, line and key."""

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lenswatch.core.errors import SiteError
from lenswatch.spiders.site.limit import Level
from lenswatch.spiders.site.site import Role, Site
from lenswatch.spiders.site.site_file import load_sites

GOOD = """\
name = "shop"
platform = "SHOP"
base_url = "https://shop.example/de"
purpose = "clocks, because cameras are sold as clocks"
legal_basis = "public pages"
layout = "verified against real saved pages of 2020"
start = ["/list"]
hosts = ["img.shop.example"]

[links]
listing = ['^/item/\\d+']
follow = [
    '^/list',
    '^/search',
]

[assertions]
minimum_items = 5

[assertions.minimum_coverage]
price = { value = 0.8, level = "warning" }
"""


def written(folder: Path, text: str, name: str = "shop.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_site_file_is_read(tmp_path: Path) -> None:
    site = Site.read(written(tmp_path, GOOD))

    assert site.start_urls == ("https://shop.example/de/list",)
    assert site.assertions.minimum_items is not None
    assert site.assertions.minimum_items.level is Level.ERROR
    assert site.assertions.minimum_coverage["price"].level is Level.WARNING


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('platform = "SHOP"', 'platfrom = "SHOP"', 1, "platform is missing"),
        ('name = "shop"', 'name = "shop"\nprice = 3', 2, "price is not known"),
        ('purpose = "clocks, because cameras are sold as clocks"\n', "", 1, "purpose is missing: say which categories"),
        ('legal_basis = "public pages"\n', "", 1, "legal_basis is missing: say on what ground"),
        ("    '^/search',", "    '^/search(',", 14, "'^/search(' is no regular expression"),
        ('base_url = "https://shop.example/de"', 'base_url = "ftp://shop.example"', 3, "base_url is wrong: 'ftp:"),
        ('base_url = "https://shop.example/de"', 'base_url = "https://me@shop.example"', 3, "base_url is wrong"),
        ('start = ["/list"]', 'start = ["https://other.example/"]', 7, "is not an address of https://shop.example"),
        ('start = ["/list"]', "start = []", 7, "start is wrong"),
        ('start = ["/list"]', 'start = ["/list"]\nreads = "some"', 8, "reads"),
        ('start = ["/list"]', 'start = ["/list"]\nreads = "structured_data"\npage_object = "taobao"', 8, "reads"),
        ('hosts = ["img.shop.example"]', 'hosts = ["https://img.shop.example"]', 8, "is no host such as"),
        ("minimum_items = 5", "minimum_items = -5", 18, "minimum_items"),
        ("minimum_items = 5", "minimum_item = 5", 18, "minimum_item is not known"),
        ("price = { value = 0.8", "prize = { value = 0.8", 21, "'prize' is no field of a listing"),
        ('level = "warning"', 'level = "mild"', 21, "price.level is wrong"),
        ("verified against real saved pages of 2020", "looks good", 6, "layout is wrong"),
        ('hosts = ["img.shop.example"]', 'page_object = "none"', 8, "page_object names no page object; known are"),
    ],
)
def test_a_mistake_is_named_by_line_and_key(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))

    with pytest.raises(SiteError) as caught:
        Site.read(path)

    assert str(caught.value).startswith(f"{path}: line {line}: ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("added", "line", "told"),
    [
        ("[monitors]\nitem_counts = 0.5", 24, "monitors.item_counts is not known"),
        ("[monitors]\nitem_count = 50", 24, "item_count is wrong: value is a share of 1, such as 0.5 for one half"),
        ("[monitors]\ncoverage = true", 24, "coverage is wrong: give a number, a table of value and level, or false"),
        ("[monitors]\nnew_keys = { value = 0.1, level = 'mild' }", 24, "new_keys.level is wrong"),
        ("[fields.prize]\ncss = 'b'", 23, "fields.prize is wrong: 'prize' is no field that can be read this way"),
        ("[fields.price]\ncss = 'b['", 24, "fields.price.css is wrong: 'b[' is no CSS selector"),
        ("[fields.price]\nxpath = '//b['", 24, "fields.price.xpath is wrong: '//b[' is no XPath 1.0 expression"),
        ("[fields.price]\njmespath = 'a['", 24, "fields.price.jmespath is wrong: 'a[' is no JMESPath expression"),
        ("[fields.price]\ncss = 'b'\nxpath = '//b'", 23, "fields.price is wrong: give exactly one of css, xpath"),
        ("[fields.price]\ncss = 'b'\nforce = true", 25, "fields.price.force is not known"),
        ("[start_search]\nurl = '/s?q={word}'", 24, "{word} is not known in '/s?q={word}'"),
        ("[start_search]\nurl = '/s?q=x'\nterms = ['x']", 23, "start_search is wrong: url needs {term}"),
        ("[start_search]\nurl = '/s?q={term}'\npages = 2\nterms = ['x']", 23, "url needs {page} or {offset}"),
        (
            "[start_search]\nurl = '/s?q={term}'\nterms = 'all'",
            25,
            'terms is wrong: write "lexicon", or a list of words',
        ),
        ("[start_search]\nurl = '/s?q={term}'", 23, "start_search: terms of the lexicon are chosen by language"),
        ("[start_search]\nurl = 'https://x.example/{term}'\nterms = ['x']", 23, "is not an address of https://shop"),
        (
            "[api]\nurl = '/f'\nitems = 'a'\n[api.fields]\ntitel = 'b'",
            27,
            "api.fields.titel is wrong: 'titel' is no field",
        ),
        ("[api]\nurl = '/f?p={page}'\nitems = 'a'\nfields = { id = 'b' }", 23, "fields needs title, and id or url"),
        ("[api]\nurl = '/f'\nitems = 'a['\nfields = { id = 'b', title = 'c' }", 25, "'a[' is no JMESPath expression"),
        (
            "[api]\nurl = '/f?{page}'\nitems = 'a'\nnext = 'n'\nfields = { id = 'b', title = 'c' }",
            23,
            "url counts pages",
        ),
    ],
)
def test_a_mistake_in_patches_and_starts_is_named_too(tmp_path: Path, added: str, line: int, told: str) -> None:
    path = written(tmp_path, f"{GOOD}\n{added}\n")

    with pytest.raises(SiteError) as caught:
        Site.read(path)

    assert str(caught.value).startswith(f"{path}: line {line}: ")
    assert told in str(caught.value)


def test_a_site_without_any_start_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace('start = ["/list"]\n', ""))

    with pytest.raises(SiteError, match="line 1: is wrong: start: is missing; so are start_search, sitemap and api"):
        Site.read(path)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="not readable as TOML"):
        Site.read(written(tmp_path, "name = "))


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    second = written(tmp_path, GOOD, "zweite.toml")

    with pytest.raises(SiteError) as caught:
        load_sites([tmp_path])
    assert str(caught.value).startswith(f"{second}: line 1: the name shop is taken by")


def test_the_shipped_sites_are_sound() -> None:
    with as_file(files("lenswatch").joinpath("spiders", "sites")) as folder:
        assert "generic-shop" in {site.name for site in load_sites([folder])}


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://shop.example/de/item/7", Role.LISTING),
        ("https://SHOP.example:443/de/item/7?x=1", Role.LISTING),
        ("https://shop.example/de/list?page=2", Role.FOLLOW),
        ("https://shop.example/en/item/7", None),
        ("https://shop.example/desk/item/7", None),
        ("https://shop.example:8443/de/item/7", None),
        ("https://shop.example.evil.example/de/item/7", None),
        ("https://user@shop.example/de/item/7", None),
        ("https://shop.example/de/imprint", None),
        ("file:///de/item/7", None),
    ],
)
def test_the_role_of_an_address(tmp_path: Path, url: str, role: Role | None) -> None:
    assert Site.read(written(tmp_path, GOOD)).role_of(url) is role
