"""Skeletons as people read them: <zhen><kong>cam."""

from collections.abc import Mapping
from functools import cache

from lenswatch.keywords.skeleton import shipped_confusables

_BEGIN, _END = "<", ">"


@cache
def _names() -> Mapping[int, str]:
    return {number: f"{_BEGIN}{name}{_END}" for name, number in shipped_confusables().numbers.items()}


@cache
def _characters() -> Mapping[str, str]:
    return {name: chr(number) for name, number in shipped_confusables().numbers.items()}


def to_text(skeleton: str) -> str:
    """A skeleton with each syllable in angle brackets."""
    return skeleton.translate(_names())


def from_text(text: str) -> str:
    """The skeleton that `to_text` made a text of.

    Raises:
        KeyError: If it names a syllable there is none of.
    """
    characters = _characters()
    first, *parts = text.split(_BEGIN)
    for part in parts:
        name, _, rest = part.partition(_END)
        first += characters[name] + rest
    return first
