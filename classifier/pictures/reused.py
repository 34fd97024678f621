"""What a listing re-uses of the reference library, as signals that give no points."""

from collections.abc import Iterator
from pathlib import PurePath

from lenswatch.classifier.fusion import Observation
from lenswatch.classifier.pictures.evidence import Evidence, SeenPicture
from lenswatch.classifier.reuse.reference_match import PicturePart, ReferenceMatch
from lenswatch.core.picture_field import picture_field
from lenswatch.core.signal import Box, SignalSource
from lenswatch.core.taxonomy import MATCHES_REFERENCE


def asks_for_expert(seen: Evidence) -> bool:
    """Whether half of a single reference is re-used, or half of the listing comes from one."""
    return any(match.expert_review for match in seen.matches)


def reused(seen: Evidence) -> tuple[Observation, ...]:
    """One observation for each reference of which a part counts, the largest share first."""
    return tuple(_of_match(match, seen) for match in seen.matches if match.quoted.matched or match.taken.matched)


def _of_match(match: ReferenceMatch, seen: Evidence) -> Observation:
    by_name = {one.name: one for one in seen.pictures}
    standing = (part for part in match.pictures if part.silenced_by is None)
    found = next(((by_name[part.listing], part) for part in standing if part.listing in by_name), None)
    one, part = found or (None, None)
    return Observation(
        source=SignalSource.REFERENCE,
        code=MATCHES_REFERENCE,
        points=0,
        field=picture_field(one.number) if one else "description",
        span=(0, 0),
        matched=match.label,
        term=f"reference-{match.reference}",
        reasons=tuple(_arithmetic(match, by_name)),
        picture=one.reading.sha256 if one else None,
        box=_box(one, part) if one and part else None,
    )


def _arithmetic(match: ReferenceMatch, by_name: dict[str, SeenPicture]) -> Iterator[str]:
    """The two shares and each part, in the form that `explain` puts into words."""
    yield f"quoted {match.quoted.matched}/{match.quoted.of}"
    yield f"taken {match.taken.matched}/{match.taken.of}"
    for part in match.pictures:
        number = by_name[part.listing].number if part.listing in by_name else "?"
        how = f"distance {part.distance}" if part.distance is not None else f"similarity {part.similarity}"
        yield f"picture {number} = {PurePath(part.reference).name}, {how}{_silenced(part.silenced_by)}"
    for block in match.blocks:
        text = PurePath(block.text).name
        yield f"text of {block.side} {text} block {block.number}, {block.share:.3f}{_silenced(block.silenced_by)}"


def _silenced(by: int | None) -> str:
    return "" if by is None else f", silenced by {by}"


def _box(one: SeenPicture, part: PicturePart) -> Box:
    """The part in pixels of the picture as shown."""
    picture, small = one.reading.observation.picture, one.reading.small
    across, down = picture.width / max(1, small[0]), picture.height / max(1, small[1])
    left, top, right, bottom = part.place
    return (round(left * across), round(top * down), round(right * across), round(bottom * down))
