"""What a drop-down of a workbook offers, column by column."""

from collections.abc import Mapping
from dataclasses import dataclass

from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.exclusion import ExclusionKind
from lenswatch.keywords.sheets.sheet import TERMS
from lenswatch.keywords.term import LANGUAGES, MOST_SEVERE, Role, State
from lenswatch.keywords.variants import MOST_REPLACED, WORDS, Policy

_SCOPES = ("clause", "field", "listing")
_HAN = "sound;shape;split;pinyin;initials;order;mix;emoji;repeat"
_LATIN = "plural;repeat;leet"


@dataclass(frozen=True)
class Choice:
    """One drop-down."""

    values: tuple[str, ...]
    only: bool = True
    """Whether nothing else may be typed; False where a cell joins several values."""


Choices = Mapping[str, Choice]
"""Choice by the English name of its column."""


def choices_of(table: str, taxonomy: Taxonomy) -> Choices:
    """The drop-downs of a table by its name."""
    roles, severities = Choice(tuple(Role)), Choice(tuple(str(one) for one in range(1, MOST_SEVERE + 1)))
    if table.startswith(TERMS):
        return {
            "lang": Choice(LANGUAGES),
            "role": roles,
            "severity": severities,
            "state": Choice(tuple(State)),
            "signals": Choice(tuple(sorted(taxonomy.known_signals)), only=False),
            "disguise": Choice(tuple(sorted(taxonomy.disguises))),
            "variants": Choice((_HAN, _LATIN, "sound;shape", *Policy), only=False),
        }
    if table == "context.csv":
        return {
            "within": Choice((*_SCOPES, "20", "40", "after:20"), only=False),
            "unless_scope": Choice(_SCOPES),
            "signal": Choice(tuple(sorted(taxonomy.known_signals))),
            "ground": Choice(tuple(sorted(taxonomy.grounds))),
        }
    if table == "weights.csv":
        return {"role": roles, "severity": severities}
    if table == "exclusions.csv":
        return {"kind": Choice(tuple(ExclusionKind))}
    return {"policy": Choice((*MOST_REPLACED, *WORDS))} if table == "variants.csv" else {}
