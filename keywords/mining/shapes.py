"""Which sequences of units may be an expression at all."""

import re

from lenswatch.keywords.mining.general_words import GeneralWords
from lenswatch.keywords.mining.units import is_han, is_picture

_LINKING = frozenset("ucrpydmqfeozk")
"""First letters of jieba's parts of speech that join or count words: particles, pronouns, adverbs, numbers …"""
_COUNTING = frozenset("mq")
"""Measures; at the end of a noun they belong to it: 情侣款, 单只."""
_DENYING = frozenset("不无没免隐非防")
"""Adverbs that make an expression what it is: 不显眼."""
_MEASURES = frozenset("个件台只条支把块片张套米天年月日时分秒寸度元克斤倍次号款种颗粒位页岁折")
_QUANTITY = re.compile(r"\d[\d.x×*/-]*[a-z%°]{0,5}")
_ENGLISH_LINKS = frozenset(
    "a an the and or of to in on at by for with from as is are be was it its this that these those you your he she "
    "his her they them we our i not no so if but up out off over into than then can will would may any all one "
    "two more".split()
)


def may_be_expression(units: list[str], words: GeneralWords) -> bool:
    """Whether units have the shape of an expression: long enough, no bare quantity, no linking word at an edge.

    Args:
        units: As `runs` gives them, blanks in front of words removed.
        words: Tells linking words.
    """
    han = sum(map(is_han, units))
    pictures = sum(map(is_picture, units))
    others = [unit for unit in units if not is_han(unit) and not is_picture(unit)]
    spelled = [unit for unit in others if not _QUANTITY.fullmatch(unit)]
    if _is_quantity(units) or any(unit in _ENGLISH_LINKS for unit in (units[0], units[-1])):
        return False
    if han:
        enough = han > 1 or bool(spelled) or pictures > 0
        return enough and len(others) <= 1 and not (others and not spelled and han < 2) and _edges_stand(units, words)  # noqa: PLR2004 - two characters make a word
    if pictures:
        return len(units) > 1 and pictures > 1
    return bool(spelled) and len(spelled) == len(others) and max(map(len, spelled)) > 2  # noqa: PLR2004 - shorter are units and sizes


def _is_quantity(units: list[str]) -> bool:
    """A number, alone or before its measure: 1080p, 32 克, 128g卡."""
    return any(
        _QUANTITY.fullmatch(unit) is not None
        and (index + 1 == len(units) or units[index + 1] in _MEASURES or index > 0)
        for index, unit in enumerate(units)
    )


def _edges_stand(units: list[str], words: GeneralWords) -> bool:
    cut = words.words("".join(units)) if all(map(is_han, units)) else units
    return _stands(cut[0], words, _LINKING) and _stands(cut[-1], words, _LINKING - _COUNTING)


def _stands(word: str, words: GeneralWords, linking: frozenset[str]) -> bool:
    kind = words.kinds.get(word, "n")
    return kind[0] not in linking or word[0] in _DENYING
