"""Where in a picture printed words stand, and which models a verdict owes to its pictures."""

from collections.abc import Sequence

from lenswatch.classifier.fusion import Observation
from lenswatch.classifier.pictures.evidence import Evidence
from lenswatch.core.signal import SignalSource
from lenswatch.core.verdict import Versions


def placed(observations: Sequence[Observation], seen: Evidence) -> tuple[Observation, ...]:
    """The same; those in printed text bear picture and box, and terms seen there are the text reader's."""
    return tuple(_placed(one, seen) for one in observations) if seen.printed else tuple(observations)


def _placed(one: Observation, seen: Evidence) -> Observation:
    place = seen.place(one.field, one.span)
    if place is None:
        return one
    source = SignalSource.OCR if one.source is SignalSource.LEXICON else one.source
    return one._replace(source=source, picture=place[0], box=place[1])


def versions_with(versions: Versions, seen: Evidence) -> Versions:
    """The versions of a verdict: what judges words, and what looked at these pictures."""
    if not seen.pictures and seen.library is None:
        return versions
    readings = [one.reading for one in seen.pictures]
    return versions.model_copy(
        update={
            "image_model": next((one.image_model for one in readings), None),
            "ocr_model": next((one.printed.model for one in readings if one.printed), None),
            "lens_model": next((one.sought.model for one in readings if one.sought), None),
            "library": seen.library,
        }
    )
