"""Extraction on real product pages, beside extruct and extruct with a fallback, in one run.

    LENSWATCH_DEV_DATA=/path/to/data python benchmarks/extraction.py [--errors FIELD] [--only-ours] [--counts]

The data are pages/truth.jsonl and the saved pages it names. extruct and zyte-parsers are in the dependency group
"bench"; without them only our own column is printed.

F1 as the public product-extraction benchmark counts it: a prediction that equals any accepted alternative is a true
positive; a wrong one is a false positive and a false negative; a missing one is a false negative. A truth of null is
not scored. White space is folded; prices compare as numbers; title, brand and seller without regard to case; a picture
matches if its address contains the accepted part.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extraction_baselines import Predicted, baselines_available, structured_else_heuristics, structured_only

from lenswatch.spiders.extraction.extract import extract_listing
from lenswatch.spiders.page import Page
from lenswatch.spiders.page_objects import PAGE_OBJECTS

FIELDS = ("title", "price", "currency", "brand", "sku", "availability", "seller", "image")


@dataclass(frozen=True)
class Case:
    """A saved page and what is true of it."""

    name: str
    page: Page
    truth: Mapping[str, tuple[str, ...] | None]
    site: str
    """Name of the site; where a page object has this name it is used, as a site file would say."""


@dataclass
class Score:
    """Counts of one field."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the truths that were found."""
        return self.right / self.scored if self.scored else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def scored(self) -> int:
        """Pages whose truth is known."""
        return self.right + self.wrong + self.missing


def read_cases(data: Path) -> Iterator[Case]:
    """The pages of pages/truth.jsonl."""
    for line in (data / "pages" / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        body = gzip.decompress((data / "pages" / row["file"]).read_bytes())
        truth = {field: _alternatives(row.get(field)) for field in FIELDS}
        yield Case(row["file"], Page(url=row["url"], body=body, content_type="text/html"), truth, row["site"])


def ours(page: Page, site: str) -> Predicted:
    """What lenswatch reads."""
    listing = extract_listing(page, PAGE_OBJECTS.get(site))
    if listing is None:
        return {}
    return {
        "title": listing.title,
        "price": None if listing.price is None else str(listing.price),
        "currency": listing.currency,
        "brand": listing.brand,
        "sku": listing.sku,
        "availability": listing.availability,
        "seller": listing.seller.name if listing.seller else None,
        "image": listing.main_image.url if listing.main_image else None,
    }


def is_right(field: str, predicted: str, accepted: tuple[str, ...]) -> bool:
    """Whether a prediction equals an accepted alternative."""
    value = " ".join(predicted.split())
    folded = [" ".join(alternative.split()) for alternative in accepted]
    if field == "price":
        return any(_number(value) == _number(alternative) for alternative in folded)
    if field == "image":
        return any(alternative in value for alternative in folded)
    if field in {"title", "brand", "seller"}:
        return value.casefold() in {alternative.casefold() for alternative in folded}
    return value in folded


def score(
    cases: list[Case], read: Callable[[Page, str], Predicted]
) -> tuple[dict[str, Score], float, list[tuple[str, str, str | None, tuple[str, ...]]]]:
    """Counts of each field, pages per CPU second, and each error as (page, field, predicted, accepted)."""
    scores = {field: Score() for field in FIELDS}
    errors = []
    spent = 0.0
    for case in cases:
        fresh = Page(url=case.page.url, body=case.page.body, content_type=case.page.content_type)
        start = time.process_time()
        predicted = read(fresh, case.site)
        spent += time.process_time() - start
        for field, accepted in case.truth.items():
            if accepted is None:
                continue
            value = predicted.get(field)
            if value and is_right(field, value, accepted):
                scores[field].right += 1
                continue
            scores[field].wrong += bool(value)
            scores[field].missing += not value
            errors.append((case.name, field, value, accepted))
    return scores, len(cases) / spent if spent else 0.0, errors


def print_counts(rows: Mapping[str, tuple[dict[str, Score], float]]) -> None:
    """Precision, recall and F1 of each system with counts."""
    for name, (scores, _) in rows.items():
        print(f"\n{name:<36}     P     R    F1  right/wrong/missing")
        for field, counts in scores.items():
            figures = f"{counts.precision:>6.3f}{counts.recall:>6.3f}{counts.f1:>6.3f}"
            print(f"{field:<36}{figures}  {counts.right}/{counts.wrong}/{counts.missing}")


def print_table(rows: Mapping[str, tuple[dict[str, Score], float]]) -> None:
    """F1 of each field and speed, the systems side by side."""
    print(f"{'F1':<14}" + "".join(f"{name:>34}" for name in rows))
    for field in FIELDS:
        print(f"{field:<14}" + "".join(f"{scores[field].f1:>34.3f}" for scores, _ in rows.values()))
    print(f"{'pages/CPU-s':<14}" + "".join(f"{speed:>34.0f}" for _, speed in rows.values()))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", choices=FIELDS, help="list what was read wrongly or not at all")
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--counts", action="store_true", help="also precision, recall and the counts behind them")
    parser.add_argument("--rounds", type=int, default=1, help="repetitions; the fastest counts for the speed")
    options = parser.parse_args()
    data = os.environ.get("LENSWATCH_DEV_DATA")
    if not data:
        print("LENSWATCH_DEV_DATA is not set: it names the folder that holds pages/truth.jsonl", file=sys.stderr)
        return 2
    cases = list(read_cases(Path(data)))
    systems: dict[str, Callable[[Page, str], Predicted]] = {"lenswatch": ours}
    if not options.only_ours and baselines_available():
        systems |= {
            "extruct, all syntaxes": structured_only,
            "structured data, else heuristics": structured_else_heuristics,
        }
    elif not options.only_ours:
        print("extruct or zyte-parsers is not installed: pip install --group bench", file=sys.stderr)
    rows = {}
    for name, read in systems.items():
        scores, speed, errors = score(cases, read)
        speed = max([speed, *(score(cases, read)[1] for _ in range(options.rounds - 1))])
        rows[name] = (scores, speed)
        for page, field, value, accepted in errors:
            if name == "lenswatch" and field == options.errors:
                print(f"{page[:24]}  {value!r}  accepted {list(accepted)}")
    print_table(rows)
    if options.counts:
        print_counts(rows)
    return 0


def _alternatives(value: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - JSON of several shapes
    if value is None:
        return None
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


if __name__ == "__main__":
    sys.exit(main())
