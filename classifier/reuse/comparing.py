"""A listing against one reference: which parts match, which of these are lawful, and the two shares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lenswatch.classifier.image.views import Place
from lenswatch.classifier.reuse.reference_match import BlockPart, PicturePart, ReferenceKind, ReferenceMatch
from lenswatch.classifier.reuse.seen import ListingObservation
from lenswatch.classifier.reuse.share import Share
from lenswatch.classifier.reuse.shingles import Digests, contained, joined

ENOUGH = 0.5
"""Share of a block's shingles that must stand on the other side. Of 809,100 pairs of different goods' texts, none had
more than 0.31; texts forty times as long had up to 0.40 by chance."""
_SLACK = 0.1  # a lawful text cut elsewhere holds a few shingles less at a block's edge


@dataclass(frozen=True)
class PictureHit:
    """A part of a listing's picture that a picture of the library was found in."""

    seen: int
    """Which of the listing's pictures, from 0."""
    place: Place
    picture: int
    """Number of the library's picture."""
    reference: int
    distance: int | None
    similarity: float | None

    @property
    def nearness(self) -> tuple[bool, float]:
        """The larger, the nearer: every fingerprint is nearer than any embedding."""
        return (True, -self.distance) if self.distance is not None else (False, self.similarity or 0.0)


@dataclass(frozen=True, eq=False)
class KnownText:
    """One text of a reference."""

    name: str
    blocks: tuple[Digests, ...]


@dataclass(frozen=True, eq=False)
class Dossier:
    """A reference, whole: all its pictures and texts."""

    reference: int
    kind: ReferenceKind
    label: str
    pictures: Mapping[int, str]
    """Number of a picture to its name."""
    texts: tuple[KnownText, ...]

    @property
    def parts(self) -> int:
        """Pictures and blocks of text."""
        return len(self.pictures) + sum(len(text.blocks) for text in self.texts)


def compare(
    seen: ListingObservation, hits: Sequence[PictureHit], dossiers: Iterable[Dossier]
) -> tuple[ReferenceMatch, ...]:
    """Every device of which a part was found, silenced parts shown but not counted; the largest share first.

    Args:
        seen: The listing.
        hits: What the search for its pictures found, of all dossiers.
        dossiers: Each reference that a hit or a shared text belongs to, lawful products among them.
    """
    known = tuple(dossiers)
    lawful = _Lawful.of(hits, [one for one in known if one.kind is ReferenceKind.LAWFUL])
    devices = (one for one in known if one.kind is ReferenceKind.DEVICE)
    found = [match for one in devices if (match := _compare(seen, hits, one, lawful))]
    return tuple(sorted(found, key=lambda match: (-_largest(match), match.reference)))


def _largest(match: ReferenceMatch) -> float:
    return float(max(match.quoted.exact or 0, match.taken.exact or 0))


@dataclass(frozen=True, eq=False)
class _Lawful:
    """The negative bank, as far as it touches this listing."""

    hits: Mapping[tuple[int, Place], PictureHit]
    """The nearest lawful picture of each place."""
    texts: tuple[tuple[int, Digests], ...]

    @classmethod
    def of(cls, hits: Iterable[PictureHit], dossiers: Sequence[Dossier]) -> "_Lawful":
        numbers = {one.reference for one in dossiers}
        nearest: dict[tuple[int, Place], PictureHit] = {}
        for hit in hits:
            place = (hit.seen, hit.place)
            if hit.reference in numbers and (place not in nearest or hit.nearness > nearest[place].nearness):
                nearest[place] = hit
        return cls(nearest, tuple((one.reference, _whole(one.texts)) for one in dossiers))

    def silences(self, hit: PictureHit) -> int | None:
        other = self.hits.get((hit.seen, hit.place))
        return other.reference if other and other.nearness >= hit.nearness else None

    def holds(self, block: Digests, share: float) -> int | None:
        return next((number for number, text in self.texts if contained(block, text) >= share - _SLACK), None)


def _compare(
    seen: ListingObservation, hits: Sequence[PictureHit], dossier: Dossier, lawful: _Lawful
) -> ReferenceMatch | None:
    pairs = _pairs([hit for hit in hits if hit.reference == dossier.reference], lawful)
    pictures = tuple(_part(seen, dossier, hit, silenced) for hit, silenced in pairs)
    texts = tuple((text.name, text.blocks) for text in seen.texts)
    known = tuple((text.name, text.blocks) for text in dossier.texts)
    theirs = tuple(_block_parts("reference", known, joined([b for _, bs in texts for b in bs]), lawful))
    ours = tuple(_block_parts("listing", texts, joined([b for _, bs in known for b in bs]), lawful))
    if not pictures and not theirs and not ours:
        return None
    standing = [hit for hit, silenced in pairs if silenced is None]
    return ReferenceMatch(
        reference=dossier.reference,
        label=dossier.label,
        quoted=Share(matched=len({hit.picture for hit in standing}) + _counted(theirs), of=dossier.parts),
        taken=Share(matched=len({hit.seen for hit in standing}) + _counted(ours), of=seen.parts),
        pictures=pictures,
        blocks=(*theirs, *ours),
    )


def _pairs(hits: Sequence[PictureHit], lawful: _Lawful) -> list[tuple[PictureHit, int | None]]:
    """For each two pictures the nearest hit that stands, else the nearest that is silenced."""
    best: dict[tuple[int, int], tuple[PictureHit, int | None]] = {}
    for hit in hits:
        pair, told = (hit.seen, hit.picture), (hit, lawful.silences(hit))
        if pair not in best or _rank(told) > _rank(best[pair]):
            best[pair] = told
    return [best[pair] for pair in sorted(best)]


def _rank(told: tuple[PictureHit, int | None]) -> tuple[bool, tuple[bool, float]]:
    return told[1] is None, told[0].nearness


def _part(seen: ListingObservation, dossier: Dossier, hit: PictureHit, silenced: int | None) -> PicturePart:
    return PicturePart(
        listing=seen.pictures[hit.seen].name,
        reference=dossier.pictures[hit.picture],
        place=hit.place,
        by="fingerprint" if hit.distance is not None else "embedding",
        distance=hit.distance,
        similarity=None if hit.similarity is None else round(hit.similarity, 3),
        silenced_by=silenced,
    )


def _block_parts(
    side: Literal["reference", "listing"],
    texts: Sequence[tuple[str, tuple[Digests, ...]]],
    other: Digests,
    lawful: _Lawful,
) -> Iterator[BlockPart]:
    for name, blocks in texts:
        for number, block in enumerate(blocks, start=1):
            share = contained(block, other)
            if share >= ENOUGH:
                silenced, shown = lawful.holds(block, share), int(share * 1000) / 1000
                yield BlockPart(side=side, text=name, number=number, share=shown, silenced_by=silenced)


def _counted(parts: Iterable[BlockPart]) -> int:
    return sum(part.silenced_by is None for part in parts)


def _whole(texts: Iterable[KnownText]) -> Digests:
    return joined([block for text in texts for block in text.blocks])
