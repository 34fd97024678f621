"""Signals of pictures and of the reference library in words."""

from collections.abc import Iterator

from lenswatch.core.messages import Catalogue, Message, message
from lenswatch.core.picture_field import is_printed, picture_number
from lenswatch.core.signal import Signal, SignalSource

_CUES = {"lens": message("a lens"), "callout": message("a place made large and pointed at")}


def field_in_words(field: str) -> Message | None:
    """A place in the pictures; None for the listing's words. People count from 1."""
    number = picture_number(field)
    if number is None:
        return None
    if is_printed(field):
        return message("print in picture {number}", number=number + 1)
    return message("picture {number}", number=number + 1)


def box_in_words(signal: Signal) -> Message | None:
    """The box, in pixels of the picture as shown; None where there is none."""
    if signal.box is None:
        return None
    left, top, right, bottom = signal.box
    return message("({left}, {top}) to ({right}, {bottom})", left=left, top=top, right=right, bottom=bottom)


def line_of(signal: Signal, code: str) -> Message | None:
    """What a signal of a picture or a reference says, in a line; None for others."""
    points, place = f"{signal.weight:+.4f}" if signal.weight else " 0.0000", field_in_words(signal.field)
    if signal.source is SignalSource.REFERENCE:
        return message(
            "  {points}  {code}: {reference} “{label}”; {shares}",
            points=points,
            code=code,
            reference=signal.term,
            label=signal.matched,
            shares=_shares(signal),
        )
    if signal.source is SignalSource.IMAGE and place:
        return message(
            "  {points}  {code}: {place} seems to show {thing}, {box}",
            points=points,
            code=code,
            place=place,
            thing=_CUES.get(signal.matched, signal.matched),
            box=box_in_words(signal) or "–",
        )
    return None


def parts_of(signal: Signal) -> Iterator[Message]:
    """The arithmetic of a reference, part by part."""
    if signal.source is SignalSource.REFERENCE:
        for part in signal.reasons[2:]:
            yield message("            {part}", part=part)


def _shares(signal: Signal) -> Message:
    """Both shares; their first two reasons are "quoted 1/2" and "taken 1/4"."""
    quoted, taken = (reason.partition(" ")[2] for reason in signal.reasons[:2])
    return message("re-used {quoted} of the reference, {taken} of the listing", quoted=quoted, taken=taken)


def arithmetic(signal: Signal, catalogue: Catalogue) -> str:
    """All of it in one cell; "" for other signals."""
    if signal.source is not SignalSource.REFERENCE:
        return ""
    return "; ".join((catalogue.show(_shares(signal)), *signal.reasons[2:]))
