"""The item page of Taobao's layout."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from lenswatch.spiders.extraction.findings import Findings, Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.numbers import read_count
from lenswatch.spiders.extraction.price import Price, read_price
from lenswatch.spiders.extraction.schema_values import absolute
from lenswatch.spiders.extraction.script_values import script_string, script_strings
from lenswatch.spiders.extraction.text import node_line, node_paragraphs, one_line
from lenswatch.spiders.page import Page

_CHINA = Locality("CN", "zh")
_CONFIG = re.compile(r"\bg_config\s{0,20}=\s{0,20}\{|\bTShop\.Setup\s{0,20}\(")
_CONFIG_REACH = 60_000
_THUMBNAIL = re.compile(r"(\.(?:jpg|jpeg|png|gif|webp))_(?:\d+x\d+|Q\d+|sum|b|m|s)[^/]{0,60}$", re.IGNORECASE)
_LOADING = ("描述加载中", "加载中")
_SPACED = re.compile(r"[:：]\s*")


def read_item(page: Page) -> Findings | None:
    """What an item page says; None where it carries neither the item's title nor its script."""
    start = _CONFIG.search(page.text)
    script = page.text[start.start() : start.start() + _CONFIG_REACH] if start else ""
    if script_string(script, "itemId") is None and 'id="J_Title"' not in page.text:
        return None
    tree = page.tree
    return Findings(
        id=_scripted(script, "itemId"),
        sku=_scripted(script, "itemId"),
        title=_title(tree) or _scripted(script, "title"),
        price=_price(tree, script),
        currency=Found("CNY", "page-object:taobao"),
        images=_images(page, script),
        attributes=(attributes := _attributes(tree)),
        brand=_brand(attributes),
        description=_description(tree),
        category=_shown(tree, "#J_Breadcrumb"),
        public_sales=_sales(tree),
        ship_from=_shown(tree, "#J-From") or _shown(tree, ".tb-deliveryAdd #J_deliveryAdd"),
        seller_id=_scripted(script, "sellerId") or _scripted(script, "shopId"),
        seller_name=_shown(tree, ".tb-shop-name a") or _shown(tree, ".slogo-shopname") or _scripted(script, "shopName"),
        seller_url=_seller_url(page),
        canonical_url=_canonical(page),
        lang=Found("zh-Hans", "page-object:taobao"),
    )


def _found(value: str | None, place: str) -> Found[str] | None:
    return Found(value, f"page-object:taobao:{place}") if value else None


def _scripted(script: str, key: str) -> Found[str] | None:
    value = one_line(script_string(script, key))
    return Found(value, f"script:g_config.{key}") if value else None


def _shown(tree: LexborHTMLParser, selector: str) -> Found[str] | None:
    return _found(node_line(tree.css_first(selector)), selector)


def _title(tree: LexborHTMLParser) -> Found[str] | None:
    for selector in ("#J_Title .tb-main-title", "#J_DetailMeta .tb-detail-hd h1", "#J_Title h3", "#J_Title"):
        node = tree.css_first(selector)
        if node is not None and (title := one_line(node.attributes.get("data-title")) or node_line(node)):
            return _found(title, "#J_Title" if "J_Title" in selector else selector)
    return None


def _price(tree: LexborHTMLParser, script: str) -> Found[Price] | None:
    for selector in ("#J_PromoPriceNum", "#J_PromoPrice .tb-rmb-num", "#J_StrPrice .tb-rmb-num", ".tm-price"):
        shown = node_line(tree.css_first(selector))
        price = read_price(f"¥{shown}", _CHINA) if shown else None
        if price is not None:
            return Found(price, f"page-object:taobao:{selector}")
    scripted = script_string(script, "price") or script_string(script, "reservePrice")
    price = read_price(f"¥{scripted}", _CHINA) if scripted else None
    return Found(price, "script:g_config.price") if price else None


def _images(page: Page, script: str) -> Found[tuple[str, ...]] | None:
    """The pictures at their full size: the thumbnails' addresses without the size that is appended to them."""
    shown = [node.attributes.get("src") for node in page.tree.css("#J_ImgBooth")]
    thumbnails = [
        node.attributes.get("data-src") or node.attributes.get("src") for node in page.tree.css("#J_UlThumb img")
    ]
    scripted = () if shown or thumbnails else script_strings(script, "auctionImages") or (script_string(script, "pic"),)
    addresses = [
        absolute(_THUMBNAIL.sub(r"\1", address), page.url) for address in (*shown, *thumbnails, *scripted) if address
    ]
    found = tuple(dict.fromkeys(address for address in addresses if address))
    place = (
        "page-object:taobao:#J_ImgBooth"
        if shown
        else "page-object:taobao:#J_UlThumb"
        if thumbnails
        else "script:g_config.auctionImages"
    )
    return Found(found, place) if found else None


def _attributes(tree: LexborHTMLParser) -> Found[Mapping[str, str]] | None:
    pairs = {}
    for node in tree.css("ul.attributes-list li, #J_AttrUL li"):
        name, *value = _SPACED.split(node_line(node) or "", maxsplit=1)
        if name and value and value[0]:
            pairs[name] = value[0]
    return Found(pairs, "page-object:taobao:ul.attributes-list") if pairs else None


def _brand(attributes: Found[Mapping[str, str]] | None) -> Found[str] | None:
    return _found(attributes.value.get("品牌"), "ul.attributes-list:品牌") if attributes else None


def _description(tree: LexborHTMLParser) -> Found[str] | None:
    for selector in ("#J_DivItemDesc", "#description"):
        text = node_paragraphs(tree.css_first(selector))
        if text and text not in _LOADING:
            return _found(text, selector)
    return None


def _sales(tree: LexborHTMLParser) -> Found[int] | None:
    for selector in ("#J_SellCounter", ".tm-ind-sellCount .tm-count"):
        count = read_count(node_line(tree.css_first(selector)))
        if count is not None:
            return Found(count, f"page-object:taobao:{selector}")
    return None


def _seller_url(page: Page) -> Found[str] | None:
    for selector in (".tb-shop-name a", ".slogo-shopname"):
        node = page.tree.css_first(selector)
        if node is not None:
            return _found(absolute(node.attributes.get("href"), page.url), selector)
    return None


def _canonical(page: Page) -> Found[str] | None:
    node = page.tree.css_first("link[rel=canonical]")
    return _found(absolute(node.attributes.get("href"), page.url), "link[rel=canonical]") if node is not None else None
