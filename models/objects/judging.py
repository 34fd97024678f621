"""How good the head is on shops it has not seen: each source is held out once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lenswatch.classifier.image.object_head import OTHER
from lenswatch.classifier.image.objects import FLOOR
from lenswatch.models.evaluation.share import Share
from lenswatch.models.objects.learning import Settings, learn
from lenswatch.models.objects.looks import CODES, Seen

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """A photo and what a head that had not seen its shop makes of it."""

    seen: Seen
    shares: Numbers
    """(kinds)."""

    @property
    def kind(self) -> str:
        """The most probable."""
        return CODES[int(self.shares.argmax())]

    @property
    def right(self) -> bool:
        """Whether the most probable kind is the true one."""
        return self.kind == self.seen.kind

    @property
    def among_three(self) -> bool:
        """Whether the true kind is one of the three most probable."""
        return CODES.index(self.seen.kind) in self.shares.argsort()[-3:]

    @property
    def certainty(self) -> float:
        """Probability of the most probable kind."""
        return float(self.shares.max())


def network_alone(photos: Sequence[Seen]) -> list[Judged]:
    """By the network's own classes."""
    return [Judged(one, one.network.astype(np.float64)) for one in photos]


def held_out(
    photos: Sequence[Seen], renders: Sequence[Seen], settings: Settings, *, with_photos: bool = True
) -> list[Judged]:
    """Each photo by a head learnt from the renders and the photos of other shops."""
    judged: list[Judged] = []
    for source in sorted({one.source for one in photos}):
        others = [one for one in photos if one.source != source] if with_photos else []
        head = learn([*others, *renders], settings)
        for one in photos:
            if one.source == source:
                scores = head.scores(one.features[0]) + settings.network * np.log(one.network + FLOOR)
                judged.append(Judged(one, _shares(scores)))
    return judged


def _shares(scores: NDArray[np.floating]) -> Numbers:
    raised = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(raised / raised.sum())


def top(judged: Sequence[Judged]) -> tuple[Share, Share]:
    """Shares that are right at once, and among three."""
    return (
        Share.of(sum(one.right for one in judged), len(judged)),
        Share.of(sum(one.among_three for one in judged), len(judged)),
    )


def sure(judged: Sequence[Judged], least: float) -> tuple[Share, Share]:
    """Of answers from a probability that name one of our kinds: how many are right, and how many photos have one."""
    answered = [one for one in judged if one.certainty >= least and one.kind != OTHER]
    return Share.of(sum(one.right for one in answered), len(answered)), Share.of(len(answered), len(judged))
