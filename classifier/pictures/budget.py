"""How much a run may spend on pictures."""

from dataclasses import dataclass

from lenswatch.core.config import Pictures


@dataclass
class Budget:
    """What is left; readings that are kept already cost nothing."""

    per_listing: int
    pictures: int
    seconds: float
    """Of processor time, for reading text."""
    reserved: float
    """Of these, kept for listings in doubt."""

    @classmethod
    def of(cls, settings: Pictures, processes: int = 1) -> "Budget":
        """What one of several processes may spend."""
        seconds = settings.most_text_seconds / processes
        reserved = seconds * (1 - settings.undoubted_share)
        return cls(settings.most_per_listing, -(-settings.most_per_run // processes), seconds, reserved)

    def take_picture(self) -> bool:
        """Whether one more picture may be looked at; counts it."""
        if self.pictures <= 0:
            return False
        self.pictures -= 1
        return True

    def may_read(self, *, doubt: bool) -> bool:
        """Whether the text of one more picture may be read."""
        return self.seconds > (0 if doubt else self.reserved)

    def spend(self, seconds: float) -> None:
        """Count reading time."""
        self.seconds -= seconds
