"""The grounds a listing may meet, element by element.

A ground is the conjunction of its elements, three-valued. It is named once at most one element is left unknown and
none is ruled out; the report names the unknown one. Some elements may not be left unknown, and of others something must
be said, if only to be contradicted. Grounds that need people or the police are never named here.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from lenswatch.classifier.elements import TELLING, evaluate, shown_as
from lenswatch.classifier.sights import Sight
from lenswatch.core.config import Jurisdiction
from lenswatch.core.ground import ElementValue, Ground
from lenswatch.core.record import made
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
_MOST_KNOWN = 4096


def applicable(taxonomy: Taxonomy, jurisdiction: Jurisdiction) -> tuple[GroundRule, ...]:
    """Grounds of a jurisdiction that a score may suggest, by code."""
    return tuple(
        rule
        for code, rule in sorted(taxonomy.grounds.items())
        if rule.by_score and rule.needs and code.startswith(_PREFIXES[jurisdiction])
    )


class Grounds:
    """Names the grounds worth naming; the same signals are not weighed twice.

    Args:
        rules: Grounds of one jurisdiction, by code.
    """

    def __init__(self, rules: Sequence[GroundRule]) -> None:
        self._rules = tuple(rules)
        self._known: dict[frozenset[str], tuple[_Weighed, ...]] = {}

    def suspected(self, shown: Mapping[str, Sight]) -> tuple[Ground, ...]:
        """The grounds worth naming, given the signals that were not excluded and where each was seen."""
        codes = frozenset(shown) & TELLING
        if codes not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            weighed = (_weighed(rule, codes) for rule in self._rules if _is_spoken_of(rule, codes))
            self._known[codes] = tuple(one for one in weighed if _worth_naming(one))
        return tuple(_ground(one, shown) for one in self._known[codes])


class _Weighed(NamedTuple):
    """A ground before anybody asks where its elements were seen."""

    code: str
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    shown_as: tuple[tuple[str, str], ...]
    """Elements that are met, and the signal that shows each."""


def _is_spoken_of(rule: GroundRule, codes: Collection[str]) -> bool:
    essence = _MUST_BE_SPOKEN_OF.get(rule.code)
    return essence is None or shown_as(essence, codes) is not None


def _worth_naming(ground: _Weighed) -> bool:
    if ground.not_met or not _MUST_BE_SHOWN.get(ground.code, frozenset()).isdisjoint(ground.unknown):
        return False
    return len(ground.unknown) <= 1 and len(ground.met) > len(ground.unknown)


def _weighed(rule: GroundRule, codes: Collection[str]) -> _Weighed:
    values = {element: evaluate(element, codes) for element in rule.needs}
    met, not_met, unknown = (
        tuple(sorted(element for element, value in values.items() if value is wanted))
        for wanted in (ElementValue.MET, ElementValue.NOT_MET, ElementValue.UNKNOWN)
    )
    shown = tuple((element, code) for element in met if (code := shown_as(element, codes)))
    return _Weighed(rule.code, met, not_met, unknown, shown)


def _ground(one: _Weighed, shown: Mapping[str, Sight]) -> Ground:
    places = tuple(shown[code].showing(element, code) for element, code in one.shown_as)
    return made(Ground, code=one.code, met=one.met, not_met=one.not_met, unknown=one.unknown, shown_by=places)
