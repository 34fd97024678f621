"""The lexicon alone on real texts: a floor that changes may not fall through."""

import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

FLAG = 1.3863


@pytest.mark.development_data
@pytest.mark.slow
def test_recall_and_false_alarms(development_data: Path, score: Callable[[str], float]) -> None:
    flagged, seen = Counter[str](), Counter[str]()
    with gzip.open(development_data / "text" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            seen[row["label"]] += 1
            flagged[row["label"]] += score(row["text"]) >= FLAG

    assert flagged["covert"] / seen["covert"] >= 0.75
    assert flagged["hard_negative"] / seen["hard_negative"] <= 0.01
    assert flagged["negative"] / seen["negative"] <= 0.0005
