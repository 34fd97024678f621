"""What each hit gives by itself. How hits of one code add up is the classifier's business."""

from collections.abc import Iterable, Mapping, Sequence

from lenswatch.keywords.found import Found
from lenswatch.keywords.pairing import PairedRule
from lenswatch.keywords.term import Role

STRONG = 2.0
"""Log-odds from which a signal is strong."""
ENOUGH_STRONG = 2
"""So many strong signals of different codes are not undone by exclusions and counter terms: these only lower."""
_DECIMALS = 4


def weigh(hits: Sequence[Found], rules: Iterable[PairedRule], weights: Mapping[str, tuple[float, float]]) -> None:
    """Give every hit its weight.

    Excluded hits give nothing, unless two strong signals of different codes remain beside them: then they keep half
    their weight. Counter terms give what the table says; but where a blocked word or two strong signals remain, only
    the strongest counter code counts, by half. So "赠检测器" in a guilty title does not clear it, and neither does
    "行车记录仪 无人机 内窥镜" written behind a blocked word.

    Args:
        hits: Terms found.
        rules: Rules that apply to them.
        weights: Term id to log-odds in headline fields, and elsewhere.
    """
    strong = {paired.rule.signal for paired in rules if paired.rule.score >= STRONG}
    blocked = False
    for hit in hits:
        weight = hit.weight = 0.0 if hit.owner.short else weights[hit.id][not hit.field.is_headline]
        if weight >= STRONG and hit.excluded_by is None:
            term = hit.sure_term
            strong.add(term.signals[0])
            blocked = blocked or term.role is Role.BLOCK
    supported = len(strong) >= ENOUGH_STRONG
    for hit in hits:
        if hit.excluded_by is not None:
            kept = supported and hit.sure_term.role is not Role.COUNTER
            hit.weight = round(hit.weight / 2, _DECIMALS) if kept else 0.0
    if supported or blocked:
        _lower_counters([hit for hit in hits if hit.weight < 0])


def _lower_counters(counters: Sequence[Found]) -> None:
    if counters:
        code = min(counters, key=lambda hit: hit.weight).sure_term.signals[0]
        for hit in counters:
            kept = hit.sure_term.signals[0] == code
            hit.weight = round(hit.weight / 2, _DECIMALS) if kept else 0.0
