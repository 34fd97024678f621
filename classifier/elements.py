"""Which signals show an element of a ground, and which rule it out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lenswatch.core.ground import ElementValue

_NEVER: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """Met by any of one set of signals, ruled out by any of another; met wins, and neither is unknown."""

    met_by: tuple[str, ...]
    ruled_out_by: tuple[str, ...] = _NEVER


_CAMERA = ("IMG", "PINHOLE", "SPEC_MISMATCH", "LOOP_REC", "MOTION_REC", "NIGHT_IR")
_HIDDEN = ("CONCEAL", "CONCEAL_CLAIM", "DISGUISE", "NO_INDICATOR")
_SHOWN = ("VISIBLE_LENS", "RECORDING_LED", "NOTICE_SIGN")

ELEMENTS: Mapping[str, Element] = {
    "IMG": Element(_CAMERA, ("ANTI_DETECT_PRODUCT", "DUMMY_OR_DEAD_LENS", "BOOK_OR_ARTICLE")),
    "AUD": Element(("AUD",)),
    "IMG_OR_AUD": Element((*_CAMERA, "AUD"), ("ANTI_DETECT_PRODUCT", "DUMMY_OR_DEAD_LENS", "BOOK_OR_ARTICLE")),
    "CONCEAL": Element(_HIDDEN, _SHOWN),
    "DISGUISE": Element(("DISGUISE",), ("VISIBLE_LENS",)),
    "PINHOLE": Element(("PINHOLE",)),
    "WIRELESS": Element(("WIRELESS", "REMOTE_VIEW")),
    "MINI": Element(("MINI", "PINHOLE")),
    "NO_VIEWFINDER": Element(("NO_VIEWFINDER",), ("VIEWFINDER_PRESENT",)),
    "NO_PLAYBACK": Element(("NO_PLAYBACK",), ("VIEWFINDER_PRESENT",)),
    "TAP": Element(("TAP",)),
    "REMOTE_CTRL": Element(("REMOTE_CTRL", "REMOTE_VIEW")),
    "NO_NOTICE": Element(("NO_NOTICE", "NO_INDICATOR"), ("RECORDING_LED", "NOTICE_SIGN")),
    "AD_SURFACE": Element(("AD_SURFACE",)),
    "UNNOTICED_DEST": Element(("CONCEAL_CLAIM", "ILLICIT_PURPOSE")),
    "PRIMARILY_SURREPTITIOUS": Element(("PRIMARILY_SURREPTITIOUS",)),
    "AD_SURREPTITIOUS_USE": Element(("ILLICIT_PURPOSE",)),
    "DISGUISE_OR_COVERT_AD": Element(("DISGUISE", "CONCEAL_CLAIM", "ILLICIT_PURPOSE", "NO_INDICATOR")),
}
"""Elements a listing can show. An element that is not here stays unknown."""


def evaluate(element: str, shown: Collection[str]) -> ElementValue:
    """Value of an element, given the codes of the signals that were not excluded."""
    rule = ELEMENTS.get(element)
    if rule is None:
        return ElementValue.UNKNOWN
    if any(code in shown for code in rule.met_by):
        return ElementValue.MET
    if any(code in shown for code in rule.ruled_out_by):
        return ElementValue.NOT_MET
    return ElementValue.UNKNOWN
