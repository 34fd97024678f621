"""Report numbers with a check character (ISO/IEC 7064, MOD 37,36)."""

import re
from datetime import datetime

from lenswatch.core.clock import CHINA

_SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
REPORT_ID = re.compile(r"LW-[A-Z0-9-]+-\d{8}-\d{6}-[A-Z0-9]")
NO_PLATFORM = "UNKNOWN"
LAST_NUMBER = 999_999


def report_id(platform: str, day: datetime, number: int) -> str:
    """`LW-<platform>-<yyyymmdd>-<number>-<check>`, the day in +08:00.

    Raises:
        ValueError: If the number does not fit six digits.
    """
    if not 0 < number <= LAST_NUMBER:
        raise ValueError(f"report number {number} is not in 1…{LAST_NUMBER}")
    body = f"LW-{platform_code(platform)}-{day.astimezone(CHINA):%Y%m%d}-{number:06d}"
    return f"{body}-{check_character(body)}"


def platform_code(platform: str) -> str:
    """A platform as it stands in a report number: capitals, digits and single hyphens."""
    return re.sub("[^A-Z0-9]+", "-", platform.upper()).strip("-") or NO_PLATFORM


def check_character(text: str) -> str:
    """The check character over capitals and digits; hyphens do not count.

    Raises:
        ValueError: If the text holds anything else.
    """
    product = 36
    for symbol in text.replace("-", ""):
        product = (product + _SYMBOLS.index(symbol)) % 36 or 36
        product = product * 2 % 37
    return _SYMBOLS[(37 - product) % 36]


def is_report_id(text: str) -> bool:
    """Whether a text is a report number whose check character fits."""
    return bool(REPORT_ID.fullmatch(text)) and check_character(text[:-1]) == text[-1]
