"""What is odd in good rows: keys that nobody reads, addresses that are none. It is told, and no reason to refuse."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from lenswatch.core.feed.row import FeedRow


@dataclass
class Oddities:
    """Counts over good rows."""

    good: int = 0
    """Rows seen."""
    unread: Counter[str] = field(default_factory=Counter)
    """Key that lenswatch does not know to the number of rows that have it: one may be misspelt."""
    addresses: Counter[str] = field(default_factory=Counter)
    """Field to the number of rows that hold no web address there: platforms put links of their app into it."""
    first_line: dict[str, int] = field(default_factory=dict)
    """Such a field to the first line where it happened."""

    def see(self, row: FeedRow) -> None:
        """Count one row."""
        self.good += 1
        self.unread.update(row.listing.extra.keys())
        for name in row.listing.odd_addresses():
            self.addresses[name] += 1
            self.first_line.setdefault(name, row.line)

    def add(self, later: Self) -> None:
        """Count rows that came after these."""
        self.good += later.good
        self.unread.update(later.unread)
        self.addresses.update(later.addresses)
        self.first_line = later.first_line | self.first_line
