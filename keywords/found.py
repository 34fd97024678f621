"""A place where something of the lexicon was found, while a listing is being read."""

from dataclasses import dataclass

from lenswatch.keywords.clauses import Clauses
from lenswatch.keywords.exclusion import Exclusion
from lenswatch.keywords.owner import Owner
from lenswatch.keywords.term import Term


@dataclass(slots=True, eq=False)
class Field:
    """One text of the listing."""

    name: str
    text: str
    is_headline: bool
    """Whether a listing says in it what it is; elsewhere it may only mention a thing."""
    clauses: Clauses


class Found:
    """A term or an exclusion's word in a field; exactly one of the two is set. Lives while one listing is read.

    Args:
        field_index: Number of the field in its listing.
        field: The field.
        start: First code point in the field's original text.
        end: The one behind the last.
        owner: What was found.
    """

    __slots__ = ("end", "excluded_by", "exclusion", "field", "field_index", "id", "owner", "start", "term", "weight")

    def __init__(self, field_index: int, field: Field, start: int, end: int, owner: Owner) -> None:
        self.field_index = field_index
        self.field = field
        self.start = start
        self.end = end
        self.owner = owner
        self.id: str = owner.id
        """Id of the term or exclusion."""
        self.term: Term | None = owner.term
        self.exclusion: Exclusion | None = owner.exclusion
        self.excluded_by: str | None = None
        self.weight = 0.0

    @property
    def span(self) -> tuple[int, int]:
        """Half-open, in code points of the field's original text."""
        return self.start, self.end

    @property
    def short(self) -> bool:
        """Found by a derived spelling that does not count without context."""
        return self.owner.short

    @property
    def sure_term(self) -> Term:
        """The term of a hit that is known to have one."""
        if self.term is None:
            raise TypeError(self.id)
        return self.term

    @property
    def clause(self) -> tuple[int, int]:
        """Field and clause it begins in."""
        return self.field_index, self.field.clauses.at(self.start)

    def inside(self, other: "Found") -> bool:
        """Whether it is a shorter part of another."""
        return (
            self.field_index == other.field_index
            and other.start <= self.start
            and self.end <= other.end
            and (self.start != other.start or self.end != other.end)
        )

    def apart(self, other: "Found") -> int | None:
        """Code points between two that do not overlap, in the same field; None otherwise."""
        if self.field_index != other.field_index:
            return None
        distance = max(other.start - self.end, self.start - other.end)
        return distance if distance >= 0 else None
