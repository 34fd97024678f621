"""What the features are made of, frozen when a model is trained."""

from collections.abc import Mapping

from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.record import Record


class Vocabulary(Record):
    """Word lists of a model. A lexicon that changes later moves no feature."""

    slots: Mapping[str, tuple[str, ...]]
    """Slot to its words, as a person writes them; a slot of a host object is named host_D01 to host_D14."""
    dictionary: tuple[str, ...]
    """Words that the cutter keeps whole, of the lexicon at training."""
    usual_price: Mapping[str, Mapping[str, float]]
    """Currency, then host slot: the median price of such a thing without a camera."""

    @property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        return sha256_of(canonical_json(self.model_dump(mode="json")))
