"""One fetched page: its bytes, its text and its tree."""

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from lenswatch.spiders.page_scripts import Script, part_scripts

_BROKEN_SHARE = 0.01
"""Up to this share of broken characters a declared charset is believed: single bytes get damaged on the way."""
_LONE_HIGH_BYTE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_LANG = re.compile(rb"<html[^>]{0,300}?\slang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
_HEAD = 4096
_DEEPEST = 10_000
"""Elements left open, those that never close among them; the deepest of the measured pages had 3,900."""
_STEP = 16_384
_BY_LANG = {
    "ja": ("shift_jis", "euc_jp"),
    "ko": ("cp949",),
    "zh-tw": ("big5",),
    "zh-hk": ("big5",),
    "zh-hant": ("big5",),
    "ru": ("cp1251",),
    "uk": ("cp1251",),
}


@dataclass(frozen=True)
class Page:
    """A page as it came, after transfer decoding. Nothing here fetches."""

    url: str
    """Absolute address it was read from, after redirects."""
    body: bytes
    """The payload, untouched."""
    content_type: str | None = None
    """The Content-Type header, with its charset where the server gave one."""

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode(self.body, self.content_type)

    @property
    def text(self) -> str:
        """The body as text, without a byte order mark."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """Python's name of the charset that was used, which may differ from the one declared."""
        return self._decoded[1]

    @cached_property
    def lang(self) -> str | None:
        """The language tag of the html element, where one stands among the first bytes."""
        found = _LANG.search(self.body[:_HEAD])
        return found[1].decode("ascii") if found else None

    @cached_property
    def _parted(self) -> tuple[bytes, tuple[Script, ...]]:
        text, encoding = self._decoded
        # Sound UTF-8 is taken as it came; anything else is converted.
        sound = encoding == "utf-8" and "\ufffd" not in text
        return part_scripts(self.body.removeprefix(BOM_UTF8) if sound else text.encode("utf-8", "replace"))

    @property
    def markup(self) -> bytes:
        """The page in UTF-8 without what script and style elements hold; the elements themselves stay."""
        return self._parted[0]

    @property
    def scripts(self) -> tuple[Script, ...]:
        """The script elements that hold anything, in document order."""
        return self._parted[1]

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The markup as browsers would build it. Building it costs most of an extraction: ask only when needed."""
        return LexborHTMLParser(_until_too_deep(self.markup))


def decode(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Bytes to text: byte order mark, header, meta element, then what the bytes themselves say.

    A declared charset that does not fit is not believed: Chinese pages declare UTF-8 and send GB18030.

    Args:
        body: The page's bytes.
        content_type: The Content-Type header, or None.

    Returns:
        The text and Python's name of the charset used. Bytes that fit nothing become U+FFFD.
    """
    bom_encoding, bom = read_bom(body)
    if bom_encoding and bom:
        return body[len(bom) :].decode(bom_encoding, "replace"), bom_encoding
    declared = [
        name for name in (http_content_type_encoding(content_type), html_body_declared_encoding(body[:_HEAD])) if name
    ]
    for name in dict.fromkeys([*declared, "utf-8"]):
        text = _decoded_if_sound(body, name)
        if text is not None:
            return text, name
    for name in _guesses(body):
        try:
            return body.decode(name), name
        except UnicodeDecodeError:
            continue
    fallback = declared[0] if declared else "utf-8"
    return body.decode(fallback, "replace"), fallback


def _until_too_deep(utf8: bytes) -> bytes:
    """The markup up to where it nests deeper than any real page: building a tree takes the square of its depth."""
    if utf8.count(b"<") < _DEEPEST:
        return utf8
    depth = 0
    for start in range(0, len(utf8), _STEP):
        piece = utf8[start : start + _STEP]
        depth = max(0, depth + piece.count(b"<") - 2 * piece.count(b"</"))
        if depth > _DEEPEST:
            return utf8[:start]
    return utf8


def _decoded_if_sound(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") <= foreign * _BROKEN_SHARE else None


def _guesses(body: bytes) -> tuple[str, ...]:
    lang = _LANG.search(body[:_HEAD])
    named = _BY_LANG.get(lang[1].decode("ascii").lower(), ()) if lang else ()
    high = len(_HIGH_BYTE.findall(body))
    # Chinese text has its high bytes in pairs; an accented letter of a western text stands alone.
    western = len(_LONE_HIGH_BYTE.findall(body)) * 2 > high
    return (*named, "cp1252") if western else (*named, "gb18030", "big5")
