"""Where a lens is in a picture that is learnt from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """A lens or a call-out."""

    cue: str
    """`lens` or `callout`."""
    across: float
    """Of the middle, in pixels, from the left."""
    down: float
    """Of the middle, from the top."""
    diameter: float

    def moved(self, factor: float, right: float = 0, below: float = 0) -> "Spot":
        """The same in a picture of another scale, and then shifted."""
        return Spot(self.cue, self.across * factor + right, self.down * factor + below, self.diameter * factor)
