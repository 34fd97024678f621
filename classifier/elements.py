"""Which signals show an element of a ground, and which rule it out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lenswatch.core.ground import ElementValue

_NEVER: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """What shows an element, and what speaks against it.

    A statement of the seller beats everything; then come products that cannot meet it; a presumption holds unless
    something throws doubt on it, and then nobody knows. Doubt without presumption rules the element out.
    """

    met_by: tuple[str, ...] = _NEVER
    """Signals that show it, the most telling first."""
    presumed_by: tuple[str, ...] = _NEVER
    """Signals that show it as long as nothing speaks against it."""
    doubted_by: tuple[str, ...] = _NEVER
    """Counter-signals that make a presumption unknown, and without one rule the element out."""
    ruled_out_by: tuple[str, ...] = _NEVER
    """Counter-signals that rule it out, presumed or not."""


_FILMS = ("SPEC_MISMATCH", "LOOP_REC", "MOTION_REC", "NIGHT_IR")
_CALLED_CAMERA = ("IMG", "PINHOLE")
_NO_CAMERA = ("ANTI_DETECT_PRODUCT", "DUMMY_OR_DEAD_LENS", "BOOK_OR_ARTICLE")
_HIDDEN = ("CONCEAL_CLAIM", "CONCEAL", "NO_INDICATOR")
_OPEN = ("VISIBLE_LENS", "RECORDING_LED", "NOTICE_SIGN")
_NOT_DEDICATED = ("CHILD_WATCH",)
"""Dual use though it transmits and may be worn unseen: the Supreme Court's view of children's safety watches."""

ELEMENTS: Mapping[str, Element] = {
    "IMG": Element(_FILMS, _CALLED_CAMERA, _NO_CAMERA),
    "AUD": Element(("AUD",)),
    "IMG_OR_AUD": Element((*_FILMS, "AUD"), _CALLED_CAMERA, _NO_CAMERA),
    "CONCEAL": Element(_HIDDEN, ("DISGUISE",), _OPEN, _NOT_DEDICATED),
    "DISGUISE": Element(presumed_by=("DISGUISE",), doubted_by=("VISIBLE_LENS",), ruled_out_by=_NOT_DEDICATED),
    "PINHOLE": Element(("PINHOLE",)),
    "WIRELESS": Element(("WIRELESS", "REMOTE_VIEW")),
    "MINI": Element(("MINI", "PINHOLE")),
    "NO_VIEWFINDER": Element(("NO_VIEWFINDER",), ruled_out_by=("VIEWFINDER_PRESENT",)),
    "NO_PLAYBACK": Element(("NO_PLAYBACK",), ruled_out_by=("VIEWFINDER_PRESENT",)),
    "TAP": Element(("TAP",)),
    "REMOTE_CTRL": Element(("REMOTE_CTRL", "REMOTE_VIEW")),
    "NO_NOTICE": Element(("NO_NOTICE", "NO_INDICATOR"), ruled_out_by=("RECORDING_LED", "NOTICE_SIGN")),
    "AD_SURFACE": Element(("AD_SURFACE",)),
    "UNNOTICED_DEST": Element(("CONCEAL_CLAIM", "ILLICIT_PURPOSE"), doubted_by=_OPEN, ruled_out_by=_NOT_DEDICATED),
    "PRIMARILY_SURREPTITIOUS": Element(("PRIMARILY_SURREPTITIOUS",)),
    "AD_SURREPTITIOUS_USE": Element(("ILLICIT_PURPOSE",)),
    "DISGUISE_OR_COVERT_AD": Element(
        ("CONCEAL_CLAIM", "ILLICIT_PURPOSE", "NO_INDICATOR"),
        ("DISGUISE",),
        ("VISIBLE_LENS", "RECORDING_LED"),
        (*_NOT_DEDICATED, *_NO_CAMERA),
    ),
}
"""Elements a listing can show. An element that is not here stays unknown."""
TELLING = frozenset(
    code for one in ELEMENTS.values() for code in (*one.met_by, *one.presumed_by, *one.doubted_by, *one.ruled_out_by)
)
"""Signals that any element asks for."""


def shown_as(element: str, shown: Collection[str]) -> str | None:
    """The signal that shows an element, the most telling first; None where none does."""
    rule = ELEMENTS.get(element)
    return next((code for code in (*rule.met_by, *rule.presumed_by) if code in shown), None) if rule else None


def evaluate(element: str, shown: Collection[str]) -> ElementValue:
    """Value of an element, given the codes of the signals that were not excluded."""
    rule = ELEMENTS.get(element)
    if rule is None:
        return ElementValue.UNKNOWN
    if _any(rule.met_by, shown):
        return ElementValue.MET
    if _any(rule.ruled_out_by, shown):
        return ElementValue.NOT_MET
    presumed, doubted = _any(rule.presumed_by, shown), _any(rule.doubted_by, shown)
    if presumed == doubted:
        return ElementValue.UNKNOWN
    return ElementValue.MET if presumed else ElementValue.NOT_MET


def _any(codes: tuple[str, ...], shown: Collection[str]) -> bool:
    return any(code in shown for code in codes)
