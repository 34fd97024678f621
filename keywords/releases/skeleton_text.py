"""Skeletons as people read them: <zhen><kong>cam."""

import re
from collections.abc import Mapping
from functools import cache

from lenswatch.keywords.skeleton import shipped_confusables

_SYLLABLE = re.compile(r"<([^<>]+)>")


@cache
def _names() -> Mapping[int, str]:
    return {number: f"<{syllable}>" for syllable, number in shipped_confusables().numbers.items()}


def to_text(skeleton: str) -> str:
    """A skeleton with each syllable in angle brackets."""
    return skeleton.translate(_names())


def from_text(text: str) -> str:
    """The skeleton that `to_text` made a text of."""
    numbers = shipped_confusables().numbers
    return _SYLLABLE.sub(lambda found: chr(numbers[found[1]]), text)
