"""What each hit gives by itself. How hits of one code add up is the classifier's business."""

from collections.abc import Iterable, Sequence

from lenswatch.keywords.found import Found
from lenswatch.keywords.pairing import PairedRule
from lenswatch.keywords.term import Role
from lenswatch.keywords.weights import Weights

STRONG = 2.0
"""Log-odds from which a signal is strong."""
ENOUGH_STRONG = 2
"""So many strong signals of different codes are not undone by exclusions and counter terms: these only lower."""
_DECIMALS = 4


def weigh(hits: Sequence[Found], rules: Iterable[PairedRule], weights: Weights) -> None:
    """Give every hit its weight.

    Excluded hits give nothing. But where two strong signals of different codes remain beside them, an excluded hit
    keeps half its weight and a counter term gives half of its own: "赠检测器" in a guilty title does not clear it.
    """
    strong = {paired.rule.signal for paired in rules if paired.rule.score >= STRONG}
    for hit in hits:
        term = hit.sure_term
        hit.weight = 0.0 if hit.short else weights.of(term.role, term.severity, hit.field.name)
        if hit.excluded_by is None and hit.weight >= STRONG:
            strong.add(term.signals[0])
    share = 0.5 if len(strong) >= ENOUGH_STRONG else 0.0
    for hit in hits:
        counter = hit.sure_term.role is Role.COUNTER
        if hit.excluded_by is not None:
            hit.weight = 0.0 if counter else round(hit.weight * share, _DECIMALS)
        elif counter and share:
            hit.weight = round(hit.weight * share, _DECIMALS)
