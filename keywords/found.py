"""A place where something of the lexicon was found, while a listing is being read."""

from dataclasses import dataclass

from lenswatch.keywords.clauses import Clauses
from lenswatch.keywords.exclusion import Exclusion
from lenswatch.keywords.owner import Owner
from lenswatch.keywords.term import Term


@dataclass(frozen=True, eq=False)
class Field:
    """One text of the listing."""

    name: str
    text: str
    clauses: Clauses


@dataclass(slots=True, eq=False)
class Found:
    """A term or an exclusion's word in a field; exactly one of the two is set. Lives while one listing is read."""

    field_index: int
    field: Field
    span: tuple[int, int]
    owner: Owner
    excluded_by: str | None = None
    weight: float = 0.0

    @property
    def id(self) -> str:
        """Id of the term or exclusion."""
        return self.owner.id

    @property
    def term(self) -> Term | None:
        """The term, if it is one."""
        return self.owner.term

    @property
    def exclusion(self) -> Exclusion | None:
        """The exclusion, if it is one."""
        return self.owner.exclusion

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
        return self.field_index, self.field.clauses.at(self.span[0])

    def inside(self, other: "Found") -> bool:
        """Whether it is a shorter part of another."""
        return (
            self.field_index == other.field_index
            and other.span[0] <= self.span[0]
            and self.span[1] <= other.span[1]
            and self.span != other.span
        )

    def apart(self, other: "Found") -> int | None:
        """Code points between two that do not overlap, in the same field; None otherwise."""
        if self.field_index != other.field_index:
            return None
        distance = max(other.span[0] - self.span[1], self.span[0] - other.span[1])
        return distance if distance >= 0 else None
