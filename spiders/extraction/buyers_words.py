"""What buyers wrote on a page, taken out before anything is read from it.

Reviews hold names, telephone numbers and pictures of people who bought something. They are no part of a listing and
must not reach the ledger (PIPL 6, 24; 网络数据安全管理条例 24). What the seller writes stays, invitations to make
contact included.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.dom import ancestors, labels
from lenswatch.spiders.extraction.outline import Outline, Places
from lenswatch.spiders.extraction.text import node_line

_WORDS = ("review", "comment", "opinion", "feedback")
_CHINESE = ("pingjia", "pinglun", "evaluat", "shaidan")
"""Words of class names on pages that speak of 评价 at all."""
_NAME = re.compile(rf"(?<!p)(?:{'|'.join((*_WORDS, *_CHINESE))})", re.IGNORECASE)  # a preview is none
_SWITCH = re.compile(r"(?:^|[-_])(?:has|with|without|no|show|hide|enable|allow)[-_]?(?:product[-_]?)?$", re.IGNORECASE)
_MARKED = (("itemprop", "review"), ("itemtype", "/review"), ("typeof", "review"))
_PLACES = Places(classes=_WORDS, ids=_WORDS, carrying=_MARKED)
_PLACES_CHINESE = Places(classes=(*_WORDS, *_CHINESE), ids=(*_WORDS, *_CHINESE), carrying=_MARKED)
_HEADINGS = ("h2", "h3", "h4", "h5", "dt")
_HEADING = re.compile(
    r"(?:(?:商品|用户|买家|顾客|客户|累计|全部|宝贝|最新|网友|精选|真实)*(?:评价|评论|点评|晒单|买家秀|晒图|问大家|口碑)"
    r"|(?:customer |product |user |buyer |top |latest |verified )*(?:reviews?|comments|testimonials|questions)"
    r"|(?:ratings? (?:and|&) reviews?)|(?:kunden)?(?:bewertungen|rezensionen)|avis(?: clients)?"
    r"|opiniones(?: de clientes)?|(?:カスタマー)?レビュー|상품평|구매 ?후기|отзывы(?: покупателей)?)"
    r"[\s(（:：\d+,.万)）]*",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"[评点]|晒|秀|问大家|口碑|レビュー|상품평|후기|отзыв|review|comment|testimonial|question|rating|bewertung|rezension|avis|opinion",
    re.IGNORECASE,
)
"""What each of those headings holds."""
_REACH = 400
_SOLD_HERE = '[itemprop="offers"],[itemprop="price"],[class*="add-to-cart" i],[id*="add-to-cart" i]'
_SELLERS = re.compile(r"desc|detail|spec|param")
_ELSEWHERE = frozenset({"footer", "nav", "aside", "form", "button"})
_WHOLE_PAGE = frozenset({"html", "head", "body", "main", "form"})
_MOST = 3000
_LONGEST_HEADING = 40


def drop_buyers_words(outline: Outline) -> None:
    """Take blocks of reviews out of a page's tree: known by mark-up, by what they are called, or by their heading.

    A block that holds the product's own heading or offer is left: pages call themselves "with reviews".
    """
    heading = next(iter(outline.tagged("h1")), None)
    kept = {node.mem_id for node in (heading, *ancestors(heading))} if heading is not None else set()
    inside: set[int] = set()
    blocks: list[LexborNode] = []
    for node in chain(_named(outline, inside), _headed(outline)):
        if node.mem_id not in inside and node.mem_id not in kept and _is_block(node):
            blocks.append(node)
            inside.update(one.mem_id for one in node.traverse() if one.mem_id != node.mem_id)
    # All is settled before the first is removed: nodes inside a removed one must not be touched.
    outline.drop([node for node in blocks if node.mem_id not in inside])


def _is_block(node: LexborNode) -> bool:
    return node.tag not in _WHOLE_PAGE and node.css_first(_SOLD_HERE) is None


def _named(outline: Outline, inside: AbstractSet[int]) -> Iterator[LexborNode]:
    """What is called reviews, in document order; what stands inside a block that was taken is not looked at again."""
    chinese = "评".encode() in outline.markup
    for node in outline.find(_PLACES_CHINESE if chinese else _PLACES)[:_MOST]:
        if node.mem_id in inside:
            continue
        attributes = node.attributes
        names = " ".join([attributes.get(name) or "" for name in ("class", "id", "itemprop", "itemtype", "typeof")])
        if _NAME.search(names) and any(_names_reviews(name) for name in names.split()):
            yield node


def _names_reviews(name: str) -> bool:
    found = _NAME.search(name)
    return found is not None and not _SWITCH.search(name[: found.start()])


def _headed(outline: Outline) -> Iterator[LexborNode]:
    """What follows a heading such as 用户评价, up to the next heading of its rank."""
    for heading in (node for tag in _HEADINGS for node in outline.tagged(tag)):
        # The whole text content is had at once, and mostly tells that nothing of the kind is said.
        if not _SAID.search(heading.text(deep=True)[:_REACH]):
            continue
        shown = node_line(heading) or ""
        if len(shown) > _LONGEST_HEADING or not _HEADING.fullmatch(shown):
            continue
        yield heading
        node = heading
        while node.parent is not None and _is_alone(node) and node.parent.tag not in _WHOLE_PAGE:
            node = node.parent
        following = node.next
        while following is not None and not _begins_anew(following, heading):
            if following.is_element_node:
                yield following
            following = following.next


def _is_alone(node: LexborNode) -> bool:
    """Whether a heading is all that its parent shows, as where a bar of its own holds it."""
    parent = node.parent
    return parent is not None and node_line(parent) == node_line(node)


def _begins_anew(node: LexborNode, heading: LexborNode) -> bool:
    """Whether what a heading is about ends here: a heading of its rank, the foot of the page, the seller's own text."""
    tag, rank = node.tag or "", heading.tag or ""
    if tag == rank or tag in _ELSEWHERE:
        return True
    if rank.startswith("h") and re.fullmatch("h[1-6]", tag) and tag <= rank:
        return True
    return node.is_element_node and _SELLERS.search(labels(node)) is not None
