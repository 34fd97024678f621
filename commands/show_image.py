"""What `lenswatch image` prints."""

from pathlib import Path

from lenswatch.classifier.image.objects import ObjectGuess
from lenswatch.classifier.image.observing import ImageObservation
from lenswatch.classifier.image.problem import PictureError
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.messages import Message, message

_LITTLE = 50  # quality below which a warning is given; one shop picture in a hundred has 60 or less


def show_observation(session: Session, file: Path, seen: ImageObservation, *, as_json: bool) -> None:
    """One picture."""
    if as_json:
        show_json({"file": str(file)} | seen.model_dump(mode="json", exclude={"embedding"}))
        return
    picture, whole = seen.picture, seen.fingerprints[0]
    size = {"format": picture.format, "width": picture.width, "height": picture.height}
    session.say("{file}: {format}, {width}×{height} pixels", file=file, **size)
    if picture.animated:
        session.say("  animated; only the first frame was looked at")
    session.say("  may show: {objects}", objects=_named(session, seen.objects))
    session.say("  fingerprint {bits}, quality {quality} of 100", bits=whole.bits, quality=whole.quality)
    if whole.quality < _LITTLE:
        session.say("  so little is in it that other pictures may have nearly the same fingerprint")


def show_problem(session: Session, file: Path, error: PictureError, *, as_json: bool) -> None:
    """One picture that could not be looked at."""
    if as_json:
        reason = session.catalogue.show(error.message)
        show_json({"file": str(file), "problem": {"code": error.fault.value, "message": reason}})
    else:
        session.warn("{file}: {reason}", file=file, reason=error.message)


def _named(session: Session, objects: tuple[ObjectGuess, ...]) -> str | Message:
    if not objects:
        return message("nothing that cameras are known to be hidden in")
    chinese = session.catalogue.language == "zh"
    return ", ".join(f"{one.name_zh if chinese else one.name} {one.probability:.2f}" for one in objects)
