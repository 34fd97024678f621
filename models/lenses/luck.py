"""Things that happen so often."""

import numpy as np


def happens(random: np.random.Generator, share: float) -> bool:
    """True in that share of cases."""
    return bool(random.random() < share)
