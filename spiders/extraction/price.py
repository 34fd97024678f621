"""Prices as people write them."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from price_parser.parser import parse_number

from lenswatch.core.money import exponent
from lenswatch.spiders.extraction.currency import SIGN, currency_of
from lenswatch.spiders.extraction.locality import NOWHERE, Locality

_LONGEST = 300
"""Characters of a price text that are looked at; a price is never longer."""
_NUMBER = re.compile(r"\d(?:[\d.,'’٬٫]|[ \u00a0\u202f](?=\d{3}(?!\d)))*")
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
"""An amount as structured data mostly gives it: there is nothing to be settled."""
_UNIT = re.compile(r"\s*(万|萬|亿|千(?!克|米|瓦|卡))")
_UNITS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "千": 1000}
_SPOKEN = re.compile(r"(\d+)\s*[块塊元]\s*(\d)(?:\s*[毛角](?:\s*(\d)\s*分?)?)?(?![\d.])")
_DIME = re.compile(r"(?<![\d.])(\d)\s*[毛角](?:\s*(\d)\s*分)?")
_BETWEEN = re.compile(r"^[\s+起]*(?:-|–|—|~|～|至|到|to|bis|à|až|до)[\s+]*$", re.IGNORECASE)
_NOT_NOW = re.compile(
    r"原价|市场价|吊牌价|定价|划线价|参考价|\bwas\b|\bstatt\b|\bUVP\b|\bRRP\b|\blist price\b|\bavant\b|"
    r"\bantes\b|\bpvp\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"现价|券后|到手价|促销价|活动价|秒杀价|\bnow\b|\bjetzt\b|\bnur\b|\bahora\b", re.IGNORECASE)


@dataclass(frozen=True)
class Price:
    """What a price text says."""

    low: Decimal
    """Amount in major units; the lowest of a range."""
    high: Decimal | None = None
    """Highest amount of a range, above low."""
    regular: Decimal | None = None
    """The amount named as the former or list price, if the text names one."""
    raw: str | None = None
    """The text as shown, spaces folded."""
    currency: str | None = None
    """ISO 4217, where sign and locality settle it."""
    currency_raw: str | None = None
    """The sign, word or code as shown."""


@dataclass(frozen=True)
class _Amount:
    value: Decimal
    start: int
    end: int
    decimals: bool


def read_price(text: str, locality: Locality = NOWHERE, currency: str | None = None) -> Price | None:
    """The price a short text shows.

    Args:
        text: Such as "¥149.00 - 159.00", "1.2万", "9块9", "R$ 1.299,90", "原价199 现价129".
        locality: Settles "¥", "$", "kr" and the like.
        currency: ISO 4217 code known from elsewhere; it settles "12.500" (KWD has three decimals, KRW none).

    Returns:
        None where the text holds no amount.
    """
    if _PLAIN.fullmatch(text):
        return Price(Decimal(text), raw=text, currency=currency or None)
    raw = " ".join(text[:_LONGEST].split())
    folded = unicodedata.normalize("NFKC", raw)
    nearest = _nearest_sign(folded)
    sign = nearest[0] if nearest else None
    code = currency or (currency_of(sign, locality) if sign else None)
    amounts = _amounts(folded, code)
    if not amounts:
        return None
    if sign and code is None:
        code = currency_of(sign, locality, decimals=any(amount.decimals for amount in amounts))
    now, regular = _now_and_regular(folded, amounts)
    if not now:
        return None
    first = now[0]
    high = _range_end(folded, now)
    return Price(
        low=first.value,
        high=high if high is not None and high > first.value else None,
        regular=regular if regular is not None and regular > first.value else None,
        raw=raw,
        currency=code,
        currency_raw=_as_shown(raw, folded, nearest) if nearest else None,
    )


def read_amount(text: str, currency: str | None = None) -> Decimal | None:
    """The one amount of a text of structured data: "1299.00", "1.299,00", "1,299"."""
    price = read_price(text, currency=currency)
    return price.low if price else None


def _as_shown(raw: str, folded: str, sign: re.Match[str]) -> str:
    """The sign before folding: a full-width ￥ stays one."""
    return raw[sign.start() : sign.end()] if len(raw) == len(folded) else sign[0]


def _nearest_sign(text: str) -> re.Match[str] | None:
    number = _NUMBER.search(text)
    signs = list(SIGN.finditer(text))
    if number is None or not signs:
        return None

    def gap(sign: re.Match[str]) -> int:
        return sign.start() - number.end() if sign.start() >= number.end() else number.start() - sign.end()

    return min(signs, key=gap)


def _amounts(text: str, currency: str | None) -> list[_Amount]:
    found = [
        _Amount(Decimal(f"{spoken[1]}.{spoken[2]}{spoken[3] or ''}"), spoken.start(), spoken.end(), decimals=True)
        for spoken in _SPOKEN.finditer(text)
    ]
    found += [
        _Amount(Decimal(f"0.{dime[1]}{dime[2] or ''}"), dime.start(), dime.end(), decimals=True)
        for dime in _DIME.finditer(text)
        if not any(one.start <= dime.start() < one.end for one in found)
    ]
    spoken_for = [(one.start, one.end) for one in found]
    for match in _NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in spoken_for):
            continue
        value = _number(match[0], currency)
        if value is None or text[match.end() : match.end() + 1] == "%":
            continue
        unit = _UNIT.match(text, match.end())
        found.append(
            _Amount(
                value * _UNITS[unit[1]] if unit else value,
                match.start(),
                unit.end() if unit else match.end(),
                decimals=value != value.to_integral_value() or match[0].endswith((".00", ",00")),
            )
        )
    return sorted(found, key=lambda amount: amount.start)


def _number(digits: str, currency: str | None) -> Decimal | None:
    digits = digits.rstrip(".,'’ ").replace("٬", ",").replace("٫", ".").replace("’", "'")
    three = currency is not None and exponent(currency) == 3  # noqa: PLR2004 - three decimals, as dinars have
    separator = "." if three and "." in digits and "," not in digits else None
    number = parse_number(digits.replace("'", ""), decimal_separator=separator)
    return number if number is not None and number.is_finite() and number >= 0 else None


def _now_and_regular(text: str, amounts: list[_Amount]) -> tuple[list[_Amount], Decimal | None]:
    now: list[_Amount] = []
    regular: Decimal | None = None
    start = 0
    for amount in amounts:
        before = text[start : amount.start]
        if _NOT_NOW.search(before) and not _NOW.search(before):
            regular = amount.value
        else:
            now.append(amount)
        start = amount.end
    return now, regular


def _range_end(text: str, amounts: list[_Amount]) -> Decimal | None:
    if len(amounts) < 2:  # noqa: PLR2004 - a range has two ends
        return None
    between = SIGN.sub(" ", text[amounts[0].end : amounts[1].start])
    return amounts[1].value if _BETWEEN.match(between) else None
