"""Signals of pictures and of the reference library in words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lenswatch.classifier.image.objects import object_kinds
from lenswatch.core.messages import Catalogue, Message, message
from lenswatch.core.picture_field import is_printed, picture_number
from lenswatch.core.signal import Signal, SignalSource

_PICTURE = re.compile(r"picture (\d+|\?) = (.+), (distance|similarity) ([\d.]+)(?:, silenced by (\d+))?")
_TEXT = re.compile(r"text of (reference|listing) (.+) block (\d+), ([\d.]+)(?:, silenced by (\d+))?")
_BY_BITS = message("picture {number} of the listing is {name} of the reference: {value} of 256 bits differ")
_BY_LIKENESS = message("picture {number} of the listing is like {name} of the reference: similarity {value}")
_OF_REFERENCE = message("text {name} of the reference, block {number}: {share} of it stands in the listing")
_OF_LISTING = message("text {name} of the listing, block {number}: {share} of it stands in the reference")
_BESIDE = {
    "picture-out_of_place": message("the category says “{told}”"),
    "picture-exchanged": message("title and price stayed, first met on {told}; lawful sellers change pictures too"),
    "picture-blank": message("so do all others; pictures may only be missing"),
}
"""By rule, what the picture is set against."""
_CUES = {
    "lens": message("a lens"),
    "callout": message("a lens drawn large"),
    "exchanged": message("something else than before"),
    "blank": message("nothing at all"),
}


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


def line_of(signal: Signal, code: str, language: str) -> Message | None:
    """What a signal of a picture or a reference says, in a line; None for others."""
    points, place = f"{signal.weight:+.4f}" if signal.weight else " 0.0000", field_in_words(signal.field)
    if signal.source is SignalSource.REFERENCE:
        return message(
            "  {points}  {code}: reference {id} “{label}”; {shares}",
            points=points,
            code=code,
            id=(signal.term or "").removeprefix("reference-"),
            label=signal.matched,
            shares=_shares(signal),
        )
    if signal.source is SignalSource.IMAGE and place:
        seems = message(
            "  {points}  {code}: {place} seems to show {thing}, {box}",
            points=points,
            code=code,
            place=place,
            thing=thing_in_words(signal.matched, language),
            box=box_in_words(signal) or "–",
        )
        beside = beside_in_words(signal)
        return message("{seen}; {beside}", seen=seems, beside=beside) if beside else seems
    return None


def beside_in_words(signal: Signal) -> Message | None:
    """What counts beside the picture itself; None where nothing does."""
    beside = _BESIDE.get(signal.rule or "")
    return replace(beside, fields={"told": next(iter(signal.reasons), "–")}) if beside else None


def told_of_picture(signal: Signal, catalogue: Catalogue) -> str:
    """What a picture seems to show, and what that is set against, for a draft."""
    thing, beside = thing_in_words(signal.matched, catalogue.language), beside_in_words(signal)
    seen = catalogue.show(thing) if isinstance(thing, Message) else thing
    return catalogue.show("{seen}; {beside}", seen=seen, beside=beside) if beside else seen


def thing_in_words(matched: str, language: str) -> Message | str:
    """What a picture seems to show, which a signal holds in English, in a language."""
    return _CUES.get(matched) or _thing(matched, language)


def _thing(name: str, language: str) -> str:
    """The name of a kind of thing, which a signal holds in English, in a language."""
    kinds = object_kinds().values() if language == "zh" else ()
    return next((kind.name_zh for kind in kinds if kind.name == name), name)


def parts_of(signal: Signal) -> Iterator[Message]:
    """The arithmetic of a reference, part by part."""
    if signal.source is SignalSource.REFERENCE:
        for reason in signal.reasons[2:]:
            yield message("            {part}", part=_part(reason))


def _shares(signal: Signal) -> Message:
    """Both shares; their first two reasons are "quoted 1/2" and "taken 1/4"."""
    quoted, taken = (reason.partition(" ")[2] for reason in signal.reasons[:2])
    return message("re-used {quoted} of the reference, {taken} of the listing", quoted=quoted, taken=taken)


def arithmetic(signal: Signal, catalogue: Catalogue) -> str:
    """All of it, or what counts beside a picture, in one cell; "" for other signals."""
    if beside := beside_in_words(signal):
        return catalogue.show(beside)
    if signal.source is not SignalSource.REFERENCE:
        return ""
    return "; ".join(catalogue.show(text) for text in (_shares(signal), *map(_part, signal.reasons[2:])))


def _part(reason: str) -> Message:
    """A part of the arithmetic in words; one of another form is shown as it is."""
    if found := _PICTURE.fullmatch(reason):
        number = int(found[1]) + 1 if found[1].isdecimal() else found[1]
        form = _BY_BITS if found[3] == "distance" else _BY_LIKENESS
        return _with_silence(replace(form, fields={"number": number, "name": found[2], "value": found[4]}), found[5])
    if found := _TEXT.fullmatch(reason):
        form = _OF_REFERENCE if found[1] == "reference" else _OF_LISTING
        return _with_silence(replace(form, fields={"name": found[2], "number": found[3], "share": found[4]}), found[5])
    return message("{part}", part=reason)


def _with_silence(part: Message, by: str | None) -> Message:
    return message("{part} (silenced by lawful product {id}: does not count)", part=part, id=by) if by else part
