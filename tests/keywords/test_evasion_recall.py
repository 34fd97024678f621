"""What the lexicon catches and loses when its words are disguised: a fixed sample, every kind of disguise by itself."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

LEAST_BASES, MOST_LOST = 70, 0.03


@pytest.fixture(scope="module")
def evasions() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
        sys.modules.pop("evasions", None)
        import evasions  # noqa: PLC0415 - a script outside the package, found through the path set above
    return evasions


def test_no_kind_of_evasion_costs_more_than_three_points(evasions: ModuleType) -> None:
    measure = evasions.Measure()
    bases = measure.bases(evasions.corpus_texts(), all_evidence=False)

    lost = {}
    for name, rewrite in evasions.REWRITES.items():
        count, missed = evasions.missed(measure, bases, rewrite, seeds=3)
        lost[name] = len(missed) / count

    assert len(bases) >= LEAST_BASES
    assert len(lost) >= 12
    assert {name: share for name, share in lost.items() if share > MOST_LOST} == {}
