"""Counts as pages show them."""

import re
import unicodedata
from decimal import Decimal

_COUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万|萬|亿|[kK](?![\w])|[mM](?![\w]))?")
_FACTORS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "k": 1000, "m": 1_000_000}
_LONGEST = 100
_LARGEST = 10**12


def read_count(text: str | None) -> int | None:
    """A count such as "1.2万+" (12000), "已售 3,120 件" (3120) or "2k sold" (2000); None where there is none."""
    if not text:
        return None
    match = _COUNT.search(unicodedata.normalize("NFKC", text[:_LONGEST]))
    if match is None:
        return None
    count = int(Decimal(match[1].replace(",", "")) * _FACTORS.get((match[2] or "").lower(), 1))
    return count if count < _LARGEST else None
