"""Signs, words and codes of currencies."""

import re
from collections.abc import Mapping

from lenswatch.spiders.extraction.countries import COUNTRIES
from lenswatch.spiders.extraction.locality import Locality

_ALL_CODES = frozenset([*COUNTRIES.values(), "EUR", "GHS", "PYG", "HNL", "NIO", "TTD", "JMD", "BBD", "XOF", "XAF"])

_ONE_MEANING: Mapping[str, str] = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "欧元": "EUR", "us$": "USD", "us $": "USD", "u$s": "USD",
    "u.s. $": "USD", "美元": "USD", "美金": "USD", "ca$": "CAD", "c$": "CAD", "cdn$": "CAD", "a$": "AUD", "au$": "AUD",
    "nz$": "NZD", "hk$": "HKD", "nt$": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "s$": "SGD", "mx$": "MXN", "r$": "BRL",
    "ar$": "ARS", "元": "CNY", "块": "CNY", "塊": "CNY", "人民币": "CNY", "rmb": "CNY", "cn¥": "CNY", "港币": "HKD",
    "円": "JPY", "日元": "JPY", "jp¥": "JPY", "원": "KRW", "₩": "KRW", "₹": "INR", "₽": "RUB", "руб": "RUB",
    "руб.": "RUB", "₴": "UAH", "грн": "UAH", "₸": "KZT", "тг": "KZT", "тенге": "KZT", "₺": "TRY", "tl": "TRY",
    "₪": "ILS", 'ש"ח': "ILS", "₫": "VND", "đ": "VND", "฿": "THB", "บาท": "THB", "₱": "PHP", "₦": "NGN", "zł": "PLN",
    "zl": "PLN", "kč": "CZK", "ft": "HUF", "лв": "BGN", "lei": "RON", "kn": "HRK", "р.с": "SAR", "ر.س": "SAR",
    "د.إ": "AED", "ر.ق": "QAR", "د.ك": "KWD", "ج.م": "EGP", "rp": "IDR", "rm": "MYR", "s/": "PEN", "s/.": "PEN",
    "₲": "PYG", "fr.": "CHF", "sfr.": "CHF", "fcfa": "XOF", "₾": "GEL", "֏": "AMD", "din": "RSD", "дин": "RSD",
}  # fmt: skip

_BY_MARKET: Mapping[str, tuple[str | None, frozenset[str]]] = {
    # sign: what it means where the market is unknown (None: nobody can say), and what it can mean at all
    "$": ("USD", frozenset("USD CAD AUD NZD HKD TWD SGD MXN ARS CLP COP UYU DOP MOP".split())),
    "£": ("GBP", frozenset("GBP EGP LBP".split())),
    "¥": (None, frozenset("CNY JPY".split())),
    "kr": (None, frozenset("SEK NOK DKK ISK".split())),
    "rs": (None, frozenset("INR PKR LKR NPR".split())),
    "р": (None, frozenset("RUB BYN".split())),
    "元": ("CNY", frozenset("CNY TWD HKD MOP".split())),
    "руб": ("RUB", frozenset("RUB BYN".split())),
}
_SPELLINGS = {"￥": "¥", "kr.": "kr", "rs.": "rs", "₨": "rs", "р.": "р", "руб.": "руб", "＄": "$", "￡": "£", "￦": "₩"}
_WORDS = sorted({*_ONE_MEANING, *_BY_MARKET, *_SPELLINGS}, key=len, reverse=True)
_LETTERS = re.compile(r"^[^\W\d_]")

SIGN = re.compile(
    r"(?<![A-Za-zÀ-ɏЀ-ӿ])(?:"
    + "|".join(
        [
            *sorted(_ALL_CODES),
            *(re.escape(w) + (r"(?![A-Za-zÀ-ɏЀ-ӿ])" if w.isascii() and w[-1].isalpha() else "") for w in _WORDS),
        ]
    )
    + r")",
    re.IGNORECASE,
)
"""A currency's sign, word or code in running text."""


def currency_of(raw: str, locality: Locality, *, decimals: bool = False) -> str | None:
    """ISO 4217 code of a sign, word or code as shown; None where it could mean several.

    Args:
        raw: Such as "¥", "kr.", "元", "EUR".
        locality: Settles the signs that several countries share.
        decimals: The amount had a fraction, which yen never has.
    """
    word = raw.strip().lower()
    if word.upper() in _ALL_CODES:
        return word.upper()
    word = _SPELLINGS.get(word, word)
    if word in _BY_MARKET:
        default, possible = _BY_MARKET[word]
        local = COUNTRIES.get(locality.market or "")
        if local in possible:
            return local
        if word == "¥" and decimals:
            return "CNY"
        # A dollar on a page in Spanish or Chinese is seldom the American one.
        return default if word != "$" or locality.lang in {None, "en"} else None
    return _ONE_MEANING.get(word)
