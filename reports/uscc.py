"""Unified social credit codes and resident identity numbers: their check characters."""

import re
from datetime import date
from enum import StrEnum

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: 31 symbols, without I, O, S, V and Z."""
_LENGTH = 18
_RESIDENT_ID = re.compile(r"\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]")


class UsccCheck(StrEnum):
    """What the check character tells of a code."""

    OK = "OK"
    BAD = "BAD"
    MISSING = "MISSING"


def check_uscc(code: str | None) -> UsccCheck:
    """Check a unified social credit code (GB 32100-2015: weights 3^i mod 31, check 31 − Σ mod 31)."""
    code = (code or "").strip().upper()
    if not code:
        return UsccCheck.MISSING
    if len(code) != _LENGTH or not set(code) <= set(_ALPHABET):
        return UsccCheck.BAD
    total = sum(_ALPHABET.index(symbol) * pow(3, place, 31) for place, symbol in enumerate(code[:-1]))
    return UsccCheck.OK if _ALPHABET[(31 - total % 31) % 31] == code[-1] else UsccCheck.BAD


def is_resident_id(code: str) -> bool:
    """Whether a code is a person's identity number (GB 11643-1999, mod 11-2), which no report may carry."""
    code = code.strip().upper()
    match = _RESIDENT_ID.fullmatch(code)
    if match is None or not code.isascii() or not _is_date(*map(int, match.groups())):
        return False
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(code[:-1]))
    return "10X98765432"[total % 11] == code[-1]


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
