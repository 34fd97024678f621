"""What a listing shows, as the elements of a ground ask for it."""

from collections.abc import Mapping
from typing import NamedTuple

from lenswatch.core.ground import Showing
from lenswatch.core.record import made
from lenswatch.core.signal import Span
from lenswatch.keywords.reading import Reading

_NAMES_OF_OTHER_THINGS = frozenset({"category", "seller.name"})


class Sight(NamedTuple):
    """Where a signal was seen."""

    field: str
    span: Span
    matched: str

    def showing(self, element: str, code: str) -> Showing:
        """The same, as the place that shows an element."""
        return made(Showing, element=element, code=code, field=self.field, span=self.span, matched=self.matched)


def sights_of(reading: Reading) -> Mapping[str, Sight]:
    """The first place of every signal seen and not excluded. What a category or shop is called shows no element."""
    sights: dict[str, Sight] = {}
    for hit in reading.terms:
        if hit.signals and hit.excluded_by is None and hit.field not in _NAMES_OF_OTHER_THINGS:
            for code in hit.signals:
                if code not in sights:
                    sights[code] = Sight(hit.field, hit.span, hit.matched)
    for rule in reading.rules:
        if rule.signal not in sights:
            sights[rule.signal] = Sight(rule.field, rule.span, rule.matched)
    return sights
