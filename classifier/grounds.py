"""The grounds a listing may meet, element by element.

A ground is the conjunction of its elements, three-valued. It is named once at most one element is left unknown and
none is ruled out; the report names the unknown one. Tapping or induction is so rare that it is never presumed: it must
be shown. Grounds that need people or the police are never named here.
"""

from collections.abc import Collection, Mapping, Sequence

from lenswatch.classifier.elements import evaluate
from lenswatch.core.config import Jurisdiction
from lenswatch.core.ground import ElementValue, Ground
from lenswatch.core.taxonomy import GroundRule, Taxonomy

_PREFIXES: Mapping[Jurisdiction, tuple[str, ...]] = {
    Jurisdiction.CN: ("CN-DEV-", "PLATFORM-"),
    Jurisdiction.DE: ("DE-", "PLATFORM-"),
    Jurisdiction.US: ("US-", "PLATFORM-"),
    Jurisdiction.EU: ("PLATFORM-",),
    Jurisdiction.KR: ("KR-", "PLATFORM-"),
    Jurisdiction.JP: ("PLATFORM-",),
}


_MUST_BE_SHOWN = frozenset({"TAP"})


def applicable(taxonomy: Taxonomy, jurisdiction: Jurisdiction) -> tuple[GroundRule, ...]:
    """Grounds of a jurisdiction that a score may suggest, by code."""
    return tuple(
        rule
        for code, rule in sorted(taxonomy.grounds.items())
        if rule.by_score and rule.needs and code.startswith(_PREFIXES[jurisdiction])
    )


def suspected(rules: Sequence[GroundRule], shown: Collection[str]) -> tuple[Ground, ...]:
    """The grounds worth naming, given the codes of the signals that were not excluded."""
    grounds = (_ground(rule, shown) for rule in rules)
    return tuple(ground for ground in grounds if _worth_naming(ground))


def _worth_naming(ground: Ground) -> bool:
    if ground.not_met or _MUST_BE_SHOWN & set(ground.unknown):
        return False
    return len(ground.unknown) <= 1 and len(ground.met) > len(ground.unknown)


def _ground(rule: GroundRule, shown: Collection[str]) -> Ground:
    values = {element: evaluate(element, shown) for element in rule.needs}
    met, not_met, unknown = (
        tuple(sorted(element for element, value in values.items() if value is wanted))
        for wanted in (ElementValue.MET, ElementValue.NOT_MET, ElementValue.UNKNOWN)
    )
    return Ground(code=rule.code, met=met, not_met=not_met, unknown=unknown)
