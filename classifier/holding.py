"""The band of a score, and what holds it below what the points alone would say.

What was decided of a seller says nothing of a listing, what pictures show is wrong too often, and a lone word means
too little: none of them suspects a listing whose words leave it clear, however the bands are cut.
"""

from dataclasses import dataclass

from lenswatch.classifier.bands import Cuts
from lenswatch.classifier.points import to_score
from lenswatch.core.verdict import Band, Held

_RANK = {Band.CLEAR: 0, Band.REVIEW: 1, Band.FLAG: 2}


@dataclass(frozen=True)
class Sum:
    """The points of a listing by where they come from; see `lenswatch.classifier.points`."""

    words: int
    """Prior, wording and lexicon, printed words among them."""
    bare: int
    """Of these, what a title without anything else takes off: 0 or below."""
    pictures: int
    """What pictures show adds or takes."""
    seller: int
    """What was decided of the seller adds."""

    @property
    def listing(self) -> int:
        """Without what was decided of the seller."""
        return self.words + self.pictures

    @property
    def score(self) -> float:
        """Of all together."""
        return to_score(self.listing + self.seller)


def held_band(cuts: Cuts, points: Sum, *, expert: bool) -> tuple[Band, tuple[Held, ...]]:
    """The band, and what held it there; nothing where it is what the points say.

    Args:
        cuts: Least scores of the bands.
        points: Of the listing.
        expert: Whether half of a reference is re-used: then it is review at least.
    """
    band, held = cuts.band(points.score), []
    if band is Band.FLAG:
        held = list(_only_beside_words(cuts, points))
        band = Band.REVIEW if held else band
    if band is Band.CLEAR and expert:
        band = Band.REVIEW
    unheld = cuts.band(to_score(points.listing + points.seller - points.bare)) if points.bare else band
    if not held and _RANK[unheld] > _RANK[band]:
        held.append(Held.BARE_TITLE)
    return band, tuple(held)


def _only_beside_words(cuts: Cuts, points: Sum) -> list[Held]:
    """What carries a flag that the words do not: they leave the listing clear, or do so once its pictures are seen."""
    clear_by_words = cuts.band(to_score(points.words)) is Band.CLEAR
    by_seller = cuts.band(to_score(points.listing)) is Band.CLEAR
    by_pictures = clear_by_words and points.pictures > 0
    return [held for held, so in ((Held.SELLER, by_seller), (Held.PICTURES, by_pictures)) if so]
