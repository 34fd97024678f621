"""The real texts of the development data through `lenswatch screen`: recall and false alarms, printed."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from lenswatch.cli import main

pytestmark = [pytest.mark.development_data, pytest.mark.slow]


def test_every_real_text_gets_a_verdict_and_the_table_is_printed(
    development_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = write_rows(development_data / "text" / "dev.jsonl.gz", tmp_path / "rows.jsonl")

    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "screen", str(tmp_path / "rows.jsonl"), "--out", str(tmp_path / "verdicts.jsonl")])

    lines = (tmp_path / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    bands = [json.loads(line)["band"] for line in lines]
    with capsys.disabled():
        print_table(Counter(zip(labels, bands, strict=True)))
    assert ended.value.code == 0
    assert len(bands) == len(labels)


def write_rows(source: Path, target: Path) -> list[tuple[str, str]]:
    """Titles as a platform would send them; labels and languages apart."""
    labels = []
    with gzip.open(source, "rt", encoding="utf-8") as stream, target.open("w", encoding="utf-8") as rows:
        for number, line in enumerate(stream):
            row = json.loads(line)
            labels.append((row["label"], row["lang"]))
            rows.write(json.dumps({"id": str(number), "title": row["text"]}, ensure_ascii=False) + "\n")
    return labels


def print_table(counts: Counter[tuple[tuple[str, str], str]]) -> None:
    print(f"\n{'label':15} {'lang':5} {'texts':>6} {'flag':>6} {'review':>7} {'flag %':>7}")  # noqa: T201 - a result
    for group in sorted({group for group, _ in counts}):
        flag, review = counts[group, "flag"], counts[group, "review"]
        total = flag + review + counts[group, "clear"]
        label, lang = group
        print(f"{label:15} {lang:5} {total:6} {flag:6} {review:7} {100 * flag / total:7.2f}")  # noqa: T201 - a result
