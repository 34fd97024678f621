"""The grounds a listing may meet, element by element.

A ground is the conjunction of its elements, three-valued. It is named once at most one element is left unknown and
none is ruled out; the report names the unknown one. Some elements may not be left unknown, and of others something must
be said, if only to be contradicted. Grounds that need people or the police are never named here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lenswatch.classifier.elements import evaluate, shown_as
from lenswatch.classifier.sights import Sight
from lenswatch.core.config import Jurisdiction
from lenswatch.core.ground import ElementValue, Ground, Showing
from lenswatch.core.taxonomy import GroundRule, Taxonomy

_PREFIXES: Mapping[Jurisdiction, tuple[str, ...]] = {
    Jurisdiction.CN: ("CN-DEV-", "PLATFORM-"),
    Jurisdiction.DE: ("DE-", "PLATFORM-"),
    Jurisdiction.US: ("US-", "PLATFORM-"),
    Jurisdiction.EU: ("PLATFORM-",),
    Jurisdiction.KR: ("KR-", "PLATFORM-"),
    Jurisdiction.JP: ("PLATFORM-",),
}


_MUST_BE_SHOWN: Mapping[str, frozenset[str]] = {
    "CN-DEV-4.4": frozenset({"TAP"}),
    "DE-TDDDG-8": frozenset({"WIRELESS"}),
}
"""Tapping or induction is too rare to be presumed; section 8 TDDDG is about equipment that transmits."""
_MUST_BE_SPOKEN_OF: Mapping[str, str] = {"CN-DEV-4.1": "CONCEAL", "DE-TDDDG-8": "DISGUISE"}
"""A wireless camera of which nothing says that it hides is an ordinary one (2014 order, art. 4: both elements)."""


def applicable(taxonomy: Taxonomy, jurisdiction: Jurisdiction) -> tuple[GroundRule, ...]:
    """Grounds of a jurisdiction that a score may suggest, by code."""
    return tuple(
        rule
        for code, rule in sorted(taxonomy.grounds.items())
        if rule.by_score and rule.needs and code.startswith(_PREFIXES[jurisdiction])
    )


def suspected(rules: Sequence[GroundRule], shown: Mapping[str, Sight]) -> tuple[Ground, ...]:
    """The grounds worth naming, given the signals that were not excluded and where each was seen."""
    grounds = (_ground(rule, shown) for rule in rules if _is_spoken_of(rule, shown))
    return tuple(ground for ground in grounds if _worth_naming(ground))


def _is_spoken_of(rule: GroundRule, shown: Mapping[str, Sight]) -> bool:
    essence = _MUST_BE_SPOKEN_OF.get(rule.code)
    return essence is None or shown_as(essence, shown) is not None


def _worth_naming(ground: Ground) -> bool:
    if ground.not_met or not _MUST_BE_SHOWN.get(ground.code, frozenset()).isdisjoint(ground.unknown):
        return False
    return len(ground.unknown) <= 1 and len(ground.met) > len(ground.unknown)


def _ground(rule: GroundRule, shown: Mapping[str, Sight]) -> Ground:
    values = {element: evaluate(element, shown) for element in rule.needs}
    met, not_met, unknown = (
        tuple(sorted(element for element, value in values.items() if value is wanted))
        for wanted in (ElementValue.MET, ElementValue.NOT_MET, ElementValue.UNKNOWN)
    )
    return Ground(code=rule.code, met=met, not_met=not_met, unknown=unknown, shown_by=tuple(_showings(met, shown)))


def _showings(met: Iterable[str], shown: Mapping[str, Sight]) -> Iterator[Showing]:
    for element in met:
        if code := shown_as(element, shown):
            yield shown[code].showing(element, code)
