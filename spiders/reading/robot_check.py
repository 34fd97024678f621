"""Telling a robot check or a login wall from a page.

What is found here is counted, reported and left alone. lenswatch never tries to get round it.
"""

import re
from urllib.parse import urlsplit

from lenswatch.core.messages import Message, message

_CHECKED_STATUSES = frozenset({200, 202, 401, 403, 405, 406, 412, 418, 429, 503})
_SHORT = 3000
"""Characters of visible text up to which a mention of a check makes the page one: a check says little else."""
_FEW = 400
"""Tags between which a page is looked at before it is read whole."""
_MACHINERY = re.compile(
    r"_____tmd_____|x5secdata|/punish\b|punish\?x5|cf-challenge|cdn-cgi/challenge-platform|_cf_chl_opt"
    r"|px-captcha|captcha-delivery\.com|_incapsula_resource|aws-waf-token|/errors/validatecaptcha",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"captcha|滑块验证|滑动验证|拖动.{0,6}滑块|安全验证|人机验证|身份验证|访问验证|验证码|访问过于频繁|操作过于频繁"
    r"|unusual traffic|are you a (?:human|robot)|not a robot|robot check|verify (?:that )?you are (?:a )?human"
    r"|checking your browser|access denied|security check|just a moment",
    re.IGNORECASE,
)
_LOGIN_WORDS = re.compile(r"请(?:先)?登录|登录后(?:查看|访问)|(?:sign|log) in to (?:continue|see|view)", re.IGNORECASE)
_LOGIN_PATH = re.compile(
    r"(?:^|[./])(?:login|signin|sign-in|passport|member/login|account/login)(?:[./?]|$)", re.IGNORECASE
)
_CHECK_PATH = re.compile(r"captcha|/punish|/verify(?:[./?]|$)|sec\.[a-z]+\.com|/challenge(?:[./?]|$)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_HIDDEN = (
    rf"<{name}\b[^<]*+(?:<(?!/{name}\s*>)[^<]*+)*+</{name}\s*>" for name in ("script", "style", "noscript", "template")
)
_UNSEEN = re.compile(rf"<[^!snt>][^>]*>|{'|'.join(_HIDDEN)}|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
"""Tags that begin like none of those that hide something come first: they are most."""


def blocked_page(status: int, html: str) -> Message | None:
    """Why a page is no page but a check or a wall; None where it is a page.

    Args:
        status: HTTP status.
        html: The page as text.
    """
    if status not in _CHECKED_STATUSES:
        return None
    title = _TITLE.search(html)
    visible = _short_text(html)
    said = f"{title[1] if title else ''} {visible or ''}"
    if _WORDS.search(said) or (visible is not None and _MACHINERY.search(html)):
        return message("a robot check")
    if _LOGIN_WORDS.search(said):
        return message("a login wall")
    return None


def _short_text(html: str) -> str | None:
    """The visible text; None where it is longer than that of a check."""
    beginning = " ".join(" ".join(_UNSEEN.split(html, _FEW)[:_FEW]).split())
    if len(beginning) > _SHORT:  # most pages say more than a check long before they end
        return None
    text = " ".join(" ".join(_UNSEEN.split(html)).split())
    return text if len(text) <= _SHORT else None


def blocked_redirect(location: str) -> Message | None:
    """Why a redirect leads to a check or a login; None where it leads to a page."""
    parts = urlsplit(location)
    place = f"{parts.hostname or ''}{parts.path}"
    if _CHECK_PATH.search(place):
        return message("a robot check")
    if _LOGIN_PATH.search(place):
        return message("a login wall")
    return None
