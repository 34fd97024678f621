"""The business licence that a seller publishes: a link to its page, and the code where it is printed."""

import re

from selectolax.lexbor import LexborNode

from lenswatch.spiders.extraction.dom import ancestors, labels
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.outline import Outline
from lenswatch.spiders.extraction.schema_values import absolute

_HINTS = ("照".encode(), b"licen", b"Licen")
_LICENCE = re.compile(
    r"营业执照|營業執照|经营证照|经营执照|证照信息|工商执照|工商信息|资质证照|店铺资质|亮照"
    r"|business licen[cs]e",
    re.IGNORECASE,
)
_CODE = re.compile(
    (
        r"(?:统一社会信用代码|社会信用代码|营业执照注册号)(?:[(][^()<>]{0,40}[)]|（[^()<>]{0,40}）)?\s{0,5}(?:[:]|：|是|为)?\s{0,40}"
        r"(?:<[^<>]{0,200}>\s{0,40}){0,4}([0-9A-Za-z]{15,18})(?![0-9A-Za-z])"
    ).encode()
)
_FOOTER = re.compile(rb"""<footer\b|<div[^<>]{0,100}(?:id|class)=["'][^"'<>]{0,60}foot""")
_LONGEST = 40


def shown_licence(outline: Outline, url: str) -> Found[str] | None:
    """Address of the page where the seller publishes its licence; the platform's own, in the foot, is none."""
    if not any(hint in outline.markup for hint in _HINTS):
        return None
    for node in outline.tree.css("a[href]"):
        if not _LICENCE.search(_words(node)) or _in_foot(node):
            continue
        if address := absolute(node.attributes.get("href"), url):
            return Found(address, "heuristic:licence link")
    return None


def printed_code(markup: bytes) -> Found[str] | None:
    """The unified social credit code (GB 32100: 18 characters; 15 before 2015) printed before the foot, as shown."""
    foot = _FOOTER.search(markup)
    match = _CODE.search(markup[: foot.start()] if foot else markup)
    return Found(match[1].decode("ascii"), "heuristic:printed code") if match else None


def _in_foot(node: LexborNode) -> bool:
    return any(around.tag == "footer" or "foot" in labels(around) for around in ancestors(node))


def _words(link: LexborNode) -> str:
    """What a link says: its title, its text, or the text of the picture in its place."""
    said = f"{link.attributes.get('title') or ''} {link.text(deep=True)[:_LONGEST]}".strip()
    picture = link.css_first("img[alt]") if not said else None
    return (picture.attributes.get("alt") or "") if picture is not None else said
