"""What `lenswatch image` prints."""

from dataclasses import dataclass
from pathlib import Path

from lenswatch.classifier.image.lenses import LensSighting
from lenswatch.classifier.image.objects import ObjectGuess, certain
from lenswatch.classifier.image.observing import ImageObservation
from lenswatch.classifier.image.printed import PrintedText
from lenswatch.classifier.image.problem import PictureError
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.messages import Message, message
from lenswatch.operations.references.known_pictures import KnownPicture

_LITTLE = 50  # quality below which a warning is given; one shop picture in a hundred has 60 or less


@dataclass(frozen=True)
class Seen:
    """One picture, and what was seen in it."""

    file: Path
    seconds: float | None
    """Where in its clip it stands; None if the file is a picture."""
    observation: ImageObservation
    likely_text: float | None = None
    printed: PrintedText | None = None
    """None if nobody read."""
    annotated: Path | None = None
    """The copy with boxes."""
    lenses: tuple[LensSighting, ...] = ()
    """Surest first."""
    known: tuple[KnownPicture, ...] | None = None
    """Pictures of the reference library that stand in it; None where there is no library."""


def show_seen(session: Session, seen: Seen, *, as_json: bool) -> None:
    """One picture."""
    if as_json:
        show_json(_as_json(seen))
        return
    _say_observation(session, seen)
    _say_lenses(session, seen.lenses)
    _say_known(session, seen.known)
    if seen.printed:
        _say_printed(session, seen.printed)
    if seen.annotated:
        session.say("  with boxes: {file}", file=seen.annotated)


def _as_json(seen: Seen) -> dict[str, object]:
    """What nobody looked for is absent."""
    known: dict[str, object] = {"file": str(seen.file)}
    if seen.seconds is not None:
        known["seconds"] = seen.seconds
    known |= seen.observation.model_dump(mode="json", exclude={"embedding"})
    known |= _sure_of(seen.observation.objects)
    if seen.known is not None:
        known["known_pictures"] = [one.model_dump(mode="json") for one in seen.known]
    known["lenses"] = [sighting.model_dump(mode="json") for sighting in seen.lenses]
    if seen.likely_text is not None:
        known["likely_text"] = seen.likely_text
    if seen.printed:
        known["printed"] = seen.printed.model_dump(mode="json")
    if seen.annotated:
        known["annotated"] = str(seen.annotated)
    return known


def _say_observation(session: Session, seen: Seen) -> None:
    picture, whole = seen.observation.picture, seen.observation.fingerprints[0]
    size = {"format": picture.format, "width": picture.width, "height": picture.height}
    if seen.seconds is None:
        session.say("{file}: {format}, {width}×{height} pixels", file=seen.file, **size)
    else:
        session.say("{file}: at {seconds} s, {width}×{height} pixels", file=seen.file, seconds=seen.seconds, **size)
    if picture.animated:
        session.say("  animated; only the first frame was looked at")
    session.say("  may show: {objects}", objects=_named(session, seen.observation.objects))
    if certain(seen.observation.objects) is None:
        session.say("  not sure enough of a kind for it to count")
    session.say("  fingerprint {bits}, quality {quality} of 100", bits=whole.bits, quality=whole.quality)
    if whole.quality < _LITTLE:
        session.say("  so little is in it that other pictures may have nearly the same fingerprint")


def _say_lenses(session: Session, lenses: tuple[LensSighting, ...]) -> None:
    if not lenses:
        session.say("  no lens found; small ones are often missed")
    for sighting in lenses:
        left, top, right, bottom = sighting.box
        place = {"left": left, "top": top, "right": right, "bottom": bottom, "score": f"{sighting.score:.2f}"}
        if sighting.cue == "lens":
            session.say("  may show a lens ({left},{top} to {right},{bottom}; score {score})", **place)
        else:
            session.say("  may show a lens drawn large ({left},{top} to {right},{bottom}; score {score})", **place)


def _say_known(session: Session, known: tuple[KnownPicture, ...] | None) -> None:
    if known is not None and not known:
        session.say("  stands in no reference of the library")
    for one in known or ():
        left, top, right, bottom = one.box
        fields = {"picture": one.picture, "label": one.label, "id": one.reference}
        place = {"left": left, "top": top, "right": right, "bottom": bottom}
        if one.distance is not None:
            told = message("{bits} of 256 bits differ", bits=one.distance)
        else:
            told = message("only alike, {similarity}", similarity=one.similarity)
        session.say(
            "  holds {picture} of reference {id}, {label} ({left},{top} to {right},{bottom}; {told})",
            **fields,
            **place,
            told=told,
        )
        if one.silenced_by is not None:
            session.say("    does not count: as near to the lawful product {id}", id=one.silenced_by)


def _say_printed(session: Session, printed: PrintedText) -> None:
    if not printed.lines:
        session.say("  nothing printed on it was read")
    if printed.cut_off:
        session.say("  it is so long that its end was not read")
    for line in printed.lines:
        left, top, right, bottom = line.box
        place = {"left": left, "top": top, "right": right, "bottom": bottom}
        session.say(
            "  printed: {line} ({left},{top} to {right},{bottom}; certainty {certainty})",
            line=line.text,
            certainty=f"{line.confidence:.2f}",
            **place,
        )


def show_problem(session: Session, file: Path, error: PictureError, *, as_json: bool) -> None:
    """One picture that could not be looked at."""
    if as_json:
        reason = session.catalogue.show(error.message)
        show_json({"file": str(file), "problem": {"code": error.fault.value, "message": reason}})
    else:
        session.warn("{file}: {reason}", file=file, reason=error.message)


def _sure_of(objects: tuple[ObjectGuess, ...]) -> dict[str, str | None]:
    sure = certain(objects)
    return {"sure_of": sure.kind if sure else None}


def _named(session: Session, objects: tuple[ObjectGuess, ...]) -> str | Message:
    if not objects:
        return message("no kind of thing that lenswatch knows")
    chinese = session.catalogue.language == "zh"
    return ", ".join(f"{one.name_zh if chinese else one.name} {one.probability:.2f}" for one in objects)
