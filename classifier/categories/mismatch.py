"""A category of other goods, and words that speak of a camera."""

from collections.abc import Mapping

from lenswatch.classifier.categories.sorts import OtherGoods
from lenswatch.classifier.fusion import Observation
from lenswatch.classifier.sights import Sight
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import CATEGORY_MISMATCH

RULE = "category-words"
_RECORDS = frozenset({"LOOP_REC", "MOTION_REC", "SPEC_MISMATCH", "NO_RED_GLOW"})
"""Only what films has these."""
_SPECIFICATIONS = _RECORDS | {"NIGHT_IR", "REMOTE_VIEW", "NO_SHUTTER_SOUND", "LOCAL_STORAGE"}
"""Of these two are needed: lamps, locks and toys have one or the other."""
_NAMES_CAMERA = frozenset({"IMG", "PINHOLE"})


def specified(shown: Mapping[str, Sight]) -> bool:
    """Whether words give what only a camera has."""
    return not _RECORDS.isdisjoint(shown) or len(_SPECIFICATIONS & shown.keys()) > 1


def named(shown: Mapping[str, Sight]) -> bool:
    """Whether the title names a camera."""
    return any(shown[code].field == "title" for code in _NAMES_CAMERA & shown.keys())


def out_of_place(place: OtherGoods | None, shown: Mapping[str, Sight]) -> list[Observation]:
    """Words that speak of a camera in a category of other goods: seen, without points.

    The text model weighs the same contradiction (classifier/text/named.py: "category of an everyday thing, …"), and
    its share was fitted with it: points here would count it twice.

    Args:
        place: What the category is for, where no camera belongs there.
        shown: What the words show.
    """
    called = "IMG" in shown and shown["IMG"].field == "title"  # needles and strainers have pinholes
    if place is None or not (specified(shown) or called):
        return []
    return [Observation(SignalSource.RULE, CATEGORY_MISMATCH, 0, "category", place.span, place.word, rule=RULE)]
