"""What buyers wrote never becomes part of a listing; what the seller wrote stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.core.listing import Listing
from lenswatch.spiders.extraction.buyers_words import drop_buyers_words
from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.extraction.outline import Outline
from lenswatch.spiders.page import Page

BUYER = "王小明 13800138000 微信 wang_xm88"
PIECES = ("王小明", "13800138000", "wang_xm88", "buyer.jpg")
HEAD = "<html><head><title>高清闹钟 时钟</title></head><body><h1>高清闹钟 时钟</h1><span class='price'>¥129.00</span>"
BUY = "<button>加入购物车</button>"
INVITATION = "需要更多款式请加微信 seller_clock66 或致电 0755-12345678，量大从优，支持定制，全国包邮发货。"


def listing_of(body: str) -> Listing:
    page = f"{HEAD}{BUY}{body}</body></html>"
    listing = extract_listing(Page("https://shop.invalid/item/4471", page.encode(), "text/html; charset=utf-8"))
    assert listing is not None
    return listing


def leaked(listing: Listing) -> list[str]:
    told = listing.model_dump_json()
    return [piece for piece in PIECES if piece in told]


PRAISE = f"{BUYER}：时钟收到了，走时很准，屏幕亮度刚好，晚上也不刺眼，物流也很快，值得购买。"
OWN = "<p>木质外壳，USB 供电，静音走时，三档亮度可调，送礼自用都合适，附赠数据线一条。</p>"
REVIEWS = {
    "in a class": f"<div class='product-reviews'><p class='review-description'>{PRAISE}</p></div>",
    "inside the description": f"<div id='description'>{OWN}<ul class='comment-list'><li>{BUYER}</li></ul></div>",
    "as microdata": "<div itemprop='review' itemscope itemtype='https://schema.org/Review'>"
    f"<span itemprop='author'>王小明</span><p itemprop='description'>{PRAISE}</p></div>",
    "as a table": "<div id='pingjia'><b>全部评价</b><table><tr><td>买家</td><td>王小明</td></tr>"
    "<tr><td>手机</td><td>13800138000</td></tr><tr><td>所在地</td><td>wang_xm88</td></tr></table></div>",
    "under a heading": "<section><h3>用户评价（128）</h3><dl><dt>王小明</dt><dd>wang_xm88</dd></dl>"
    "<ul class='attributes'><li><b>电话：</b>13800138000</li></ul></section>",
    "under a heading in a bar": "<div class='hd'><h3>买家秀</h3></div>"
    f"<div class='product-gallery'><img src='/buyer.jpg'>{BUYER}</div>",
    "with pictures": "<div class='review-gallery product'><img src='/buyer.jpg'></div>",
    "in English": "<h2>Customer reviews (3)</h2><table><tr><td>Phone</td><td>13800138000</td></tr></table>",
    "as a seller's": "<div class='reviews'><a class='seller-name' href='/u/7'>王小明</a></div>",
}


@pytest.mark.parametrize("body", REVIEWS.values(), ids=REVIEWS.keys())
def test_a_review_is_no_part_of_a_listing(body: str) -> None:
    listing = listing_of(body)

    assert leaked(listing) == []
    assert listing.title == "高清闹钟 时钟"


def test_a_review_in_structured_data_is_no_part_of_a_listing() -> None:
    data = (
        '{"@type": "Product", "name": "高清闹钟 时钟", "offers": {"price": 129, "priceCurrency": "CNY"}, "review": '
        '{"@type": "Review", "author": {"@type": "Person", "name": "王小明", "telephone": "13800138000"}, '
        '"description": "wang_xm88", "image": "https://shop.invalid/buyer.jpg"}}'
    )

    assert leaked(listing_of(f'<script type="application/ld+json">{data}</script>')) == []


def test_a_review_that_names_its_product_is_not_taken_for_one() -> None:
    data = (
        '{"@type": "Review", "author": "王小明", "reviewBody": "13800138000", '
        '"itemReviewed": {"@type": "Product", "name": "wang_xm88"}}'
    )

    assert leaked(listing_of(f'<script type="application/ld+json">{data}</script>')) == []


@pytest.mark.parametrize(
    "body",
    [
        f"<div id='description'>{INVITATION}</div>",
        f"<div id='description'>{INVITATION}</div><div class='reviews'>{BUYER}</div>",
        f"<div class='has-reviews'><div class='product-description'>{INVITATION}</div></div>",
        f"<div class='preview'><div class='product-description'>{INVITATION}</div></div>",
        f"<h3>商品评价</h3><p>暂无</p><h3>商品详情</h3><div id='description'>{INVITATION}</div>",
    ],
)
def test_a_sellers_invitation_to_make_contact_stays(body: str) -> None:
    listing = listing_of(body)

    assert listing.description is not None
    assert "seller_clock66" in listing.description
    assert "0755-12345678" in listing.description
    assert leaked(listing) == []


def test_a_page_that_calls_all_of_itself_reviews_is_still_read() -> None:
    page = f"<body class='with-reviews'><div class='reviews-page'>{HEAD}{BUY}</div></body>"

    listing = extract_listing(Page("https://shop.invalid/item/4471", page.encode(), None))

    assert listing is not None
    assert (listing.title, str(listing.price)) == ("高清闹钟 时钟", "129.00")


@settings(deadline=None)
@given(st.lists(st.sampled_from(["<div class=review>", "<h2>评价</h2>", "<p>x", "</div>", "<h1>y", "<b id=comment>"])))
def test_no_nesting_of_reviews_breaks_the_tree(parts: list[str]) -> None:
    page = Page("https://shop.invalid/", "".join(parts).encode(), None)

    drop_buyers_words(Outline(page))

    tree = page.tree
    assert tree.css("[class=review] [class=review]") == [] or tree.css_first("h1") is not None
