"""What pictures show, set against the words: contradictions, lawful cameras, lenses.

A picture alone can tell little (docs/quality.md), so its points are few. The kind of object counts only where it is
sure; an everyday thing counts only against words that speak of a camera.
"""

from collections.abc import Iterator, Mapping, Sequence

from lenswatch.classifier.categories.mismatch import named, specified
from lenswatch.classifier.categories.sorts import OtherGoods
from lenswatch.classifier.fusion import Observation
from lenswatch.classifier.image.objects import ObjectGuess, certain
from lenswatch.classifier.pictures.evidence import Evidence, SeenPicture
from lenswatch.classifier.pictures.weights import PictureWeight, picture_weights
from lenswatch.classifier.sights import Sight
from lenswatch.core.picture_field import picture_field
from lenswatch.core.signal import Box, SignalSource

HAS_A_LENS = frozenset({"phone", "bare_module", "action_cam", "projector", "lens"})
"""In their pictures a lens is no surprise."""
_NO_CONTRADICTION = frozenset({"D00", "D14", "D15", "D16"})
"""Telephones stand in the pictures of most cameras, to show their app; bare modules are cameras."""
BELONGS_TO_CAMERAS = frozenset({"screen", "remote", "storage", "microphone", "projector"})
"""Kinds that lawful cameras come with, or that show what they film."""
IS_A_CAMERA = frozenset({"bare_module", "security_camera", "dash_cam", "action_cam", "body_cam"})
"""In a category of other goods they are out of place."""

BLANK = 15
"""Quality of a fingerprint below which a picture shows nothing: it is of one colour, or a few grey words on grey."""


def shown_by(
    seen: Evidence, shown: Mapping[str, Sight], *, lawful_words: bool, place: OtherGoods | None = None
) -> tuple[tuple[Observation, ...], str | None]:
    """What the pictures give, and the disguise they show.

    Args:
        seen: The pictures.
        shown: What the words show, printed ones included.
        lawful_words: Whether words speak for a lawful camera; then no picture contradicts them.
        place: What the category is for, where no camera belongs there and no word speaks for a lawful one.

    Returns:
        Observations in the order of the pictures; D01–D16 where an everyday thing contradicts the words.
    """
    sure = [(one, guess) for one in seen.pictures if (guess := certain(one.reading.observation.objects)) is not None]
    lawful = [(one, guess) for one, guess in sure if _lawful(guess)]
    found = [_of_object(one, guess, picture_weights()[guess.kind]) for one, guess in lawful]
    disguise = None
    said = None if lawful or lawful_words else _said(shown)
    for one, guess in sure if said else ():
        if said and _is_everyday(guess):
            found.append(_of_object(one, guess, said))
            disguise = disguise or guess.disguise
    with_lenses = {one.number for one, guess in sure if guess.kind in HAS_A_LENS}
    if place:
        found += _out_of_place(sure, place)
    if not (lawful or lawful_words):
        found += _lenses([one for one in seen.pictures if one.number not in with_lenses])
        found += [*_exchanged(seen), *_blank(seen)]
    return tuple(sorted(found, key=lambda one: one.field)), disguise


def _said(shown: Mapping[str, Sight]) -> PictureWeight | None:
    """What the words say that an everyday thing contradicts."""
    if specified(shown):
        return picture_weights()["specified"]
    return picture_weights()["named"] if named(shown) else None


def _out_of_place(sure: Sequence[tuple[SeenPicture, ObjectGuess]], place: OtherGoods) -> Iterator[Observation]:
    """The surest camera, once a listing."""
    cameras = [(one, guess) for one, guess in sure if guess.kind in IS_A_CAMERA]
    if cameras:
        one, guess = max(cameras, key=lambda pair: (pair[1].probability, -pair[0].number))
        yield _of_object(one, guess, picture_weights()["out_of_place"])._replace(reasons=(place.word,))


def _exchanged(seen: Evidence) -> Iterator[Observation]:
    main = next((one for one in seen.pictures if one.number == 0), None)
    if seen.exchange and main:
        reasons = (seen.exchange.noticed, seen.exchange.earlier)
        yield _whole(main, picture_weights()["exchanged"], "exchanged")._replace(reasons=reasons)


def _blank(seen: Evidence) -> Iterator[Observation]:
    """Nothing in any of the pictures, and none left unseen."""
    if seen.pictures and not seen.notes and all(map(_is_blank, seen.pictures)):
        yield _whole(seen.pictures[0], picture_weights()["blank"], "blank")


def _is_blank(one: SeenPicture) -> bool:
    printed, observation = one.reading.printed, one.reading.observation
    return observation.fingerprints[0].quality < BLANK and not (printed and printed.lines)


def _is_everyday(guess: ObjectGuess) -> bool:
    """Whether a camera has no business in such a thing."""
    return (
        guess.disguise is not None and guess.disguise not in _NO_CONTRADICTION and guess.kind not in BELONGS_TO_CAMERAS
    )


def _lawful(guess: ObjectGuess) -> bool:
    return guess.kind in picture_weights() and picture_weights()[guess.kind].points < 0


def _of_object(one: SeenPicture, guess: ObjectGuess, weight: PictureWeight) -> Observation:
    return _whole(one, weight, guess.name)


def _whole(one: SeenPicture, weight: PictureWeight, matched: str) -> Observation:
    picture = one.reading.observation.picture
    return _observation(one, weight, matched, (0, 0, picture.width, picture.height))


def _lenses(pictures: Sequence[SeenPicture]) -> Iterator[Observation]:
    """The best sighting of each cue, once a listing."""
    every = [(sighting, one) for one in pictures if one.reading.sought for sighting in one.reading.sought.sightings]
    for cue in ("lens", "callout"):
        found = [(sighting, one) for sighting, one in every if sighting.cue == cue]
        if found:
            sighting, one = max(found, key=lambda pair: (pair[0].score, -pair[1].number))
            yield _observation(one, picture_weights()[cue], cue, sighting.box)


def _observation(one: SeenPicture, weight: PictureWeight, matched: str, box: Box) -> Observation:
    return Observation(
        source=SignalSource.IMAGE,
        code=weight.code,
        points=weight.points,
        field=picture_field(one.number),
        span=(0, 0),
        matched=matched,
        rule=f"picture-{weight.what}",
        picture=one.reading.sha256,
        box=box,
    )
