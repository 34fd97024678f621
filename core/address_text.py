"""Telling addresses from other text."""

import re

_WEB = re.compile(r"https?://[^\s/?#@\[\]]*[^\s/?#@\[\].:](?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_WEB_IPV6 = re.compile(r"https?://\[[0-9a-f:.]+\](?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?[^\s@:/<>()]+@[^\s@:/<>()]+\.[^\s@:/<>().]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http(s) address. Nothing is looked up."""
    return bool(_WEB.fullmatch(text) or _WEB_IPV6.fullmatch(text))


def is_mail_address(text: str) -> bool:
    """Whether a text is one mail address, with or without mailto: in front. Nothing is looked up."""
    return bool(_MAIL.fullmatch(text))
