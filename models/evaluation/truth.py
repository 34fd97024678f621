"""A listing with what somebody says it is; a team's own labels as well as the rows of the corpus."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from lenswatch.core.feed.file import read_feed
from lenswatch.core.feed.row import FeedProblem, FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message, message
from lenswatch.models.corpus_row import Label

LABELS: Mapping[str, Label] = {
    "covert": Label.COVERT,
    "1": Label.COVERT,
    "lawful": Label.LAWFUL,
    "hard_negative": Label.LAWFUL,
    "plain": Label.PLAIN,
    "negative": Label.PLAIN,
    "0": Label.PLAIN,
}
"""What may stand under `label`, and what it means; 0 says only "not covert" and counts as plain."""

UNKNOWN = "unknown"
_KEYS = ("label", "difficulty", "disguise", "kind", "style", "counter", "source", "writer")


@dataclass(frozen=True)
class LabelledListing:
    """A listing as a screening takes it, and the truth beside it."""

    file: str
    line: int
    """Line of the file, from 1."""
    listing: Listing
    """Without the truth."""
    label: Label
    difficulty: str = UNKNOWN
    """How a covert listing hides what it offers; free text."""
    disguise: str | None = None
    """Code of taxonomy.json of a covert listing; None where the file does not say."""
    kind: str = UNKNOWN
    style: str = UNKNOWN
    counter: str = UNKNOWN
    """Counter-signal a lawful listing shows."""
    source: str = UNKNOWN
    """Who wrote or collected it."""

    @property
    def language(self) -> str:
        """Primary subtag of the listing's language, such as zh."""
        return (self.listing.lang or UNKNOWN).partition("-")[0].lower()

    @property
    def covert(self) -> bool:
        """Whether it offers a covert camera."""
        return self.label is Label.COVERT


def read_labelled(file: str, disguises: frozenset[str]) -> Iterator[LabelledListing | FeedProblem]:
    """Labelled rows of a listing file; a bad one becomes a problem, and the others go through.

    Args:
        file: JSONL, CSV or Parquet.
        disguises: Codes that may stand under `disguise`.

    Raises:
        FeedError: If the file is missing, of another format, or unreadable as a whole.
    """
    for row in read_feed(file):
        yield row if isinstance(row, FeedProblem) else labelled(file, row, disguises)


def labelled(file: str, row: FeedRow, disguises: frozenset[str]) -> LabelledListing | FeedProblem:
    """Take the truth out of a row's unknown keys; what else is unknown stays with the listing."""
    truth = {key: row.listing.extra[key] for key in _KEYS if row.listing.extra.get(key) is not None}
    problem = _problem(truth, disguises)
    if problem:
        return FeedProblem(row.line, *problem, id=row.listing.id)
    left = {key: value for key, value in row.listing.extra.items() if key not in _KEYS}
    listing = row.listing.model_copy(update={"extra": left})
    text = {key: str(value) for key, value in truth.items()}
    return LabelledListing(
        file=file,
        line=row.line,
        listing=listing,
        label=LABELS[_label(truth["label"])],
        difficulty=text.get("difficulty") or UNKNOWN,
        disguise=text.get("disguise") or None,
        kind=text.get("kind") or UNKNOWN,
        style=text.get("style") or UNKNOWN,
        counter=text.get("counter") or UNKNOWN,
        source=text.get("source") or text.get("writer") or _source(file, listing.id),
    )


def _label(value: object) -> str:
    """A label as text: true is 1."""
    return str(int(value)) if isinstance(value, bool) else str(value).strip().lower()


def _problem(truth: Mapping[str, object], disguises: frozenset[str]) -> tuple[str, Message] | None:
    """Field and complaint, if there is one."""
    if "label" not in truth:
        return "label", message("is missing")
    if _label(truth["label"]) not in LABELS:
        return "label", message("must be one of {choices}", choices=", ".join(LABELS))
    for key, value in truth.items():
        if key != "label" and not isinstance(value, str):
            return key, message("must be text in quotes")
    if truth.get("disguise") and truth["disguise"] not in disguises:
        return "disguise", message("must be a code from D00 to D16")
    return None


def _source(file: str, listing_id: str | None) -> str:
    """The writer in ids like zh3-0042, else the name of the file."""
    writer, dash, number = (listing_id or "").partition("-")
    return writer if dash and number.isdecimal() and writer.isalnum() else PurePath(file).stem
