"""One row of a feed: a listing, or what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from lenswatch.core.listing import Listing
from lenswatch.core.messages import Message, message
from lenswatch.core.seller import Seller
from lenswatch.core.validation import field_problems


@dataclass(frozen=True)
class FeedRow:
    """A good row."""

    line: int
    """Line of the file (row of a Parquet file), from 1."""
    listing: Listing


@dataclass(frozen=True)
class FeedProblem:
    """A row that got no listing."""

    line: int
    """Line of the file (row of a Parquet file), from 1."""
    field: str
    """Trail to the field, such as seller.region; "" where the row as a whole is wrong."""
    reason: Message
    """What is wrong with it."""
    id: str | None = None
    """Id of the row, where it could be read."""


def to_row(line: int, raw: object, *, is_whole: bool = False) -> FeedRow | FeedProblem:
    """Make a listing of what a file held. Unknown keys are kept in `extra`; null means missing.

    Args:
        line: Line of the file.
        raw: What it held.
        is_whole: Whether its texts are known to hold no half of a character; looking takes its time.
    """
    if not isinstance(raw, Mapping):
        return FeedProblem(line, "", message("must be an object with a title"))
    given_id = raw.get("id") if isinstance(raw.get("id"), str) else None
    if not is_whole and _has_broken_text(raw):
        return FeedProblem(line, "", message("holds broken characters; save the file as UTF-8"), given_id)
    try:
        return FeedRow(line, Listing.model_validate(_arranged(raw)))
    except ValidationError as error:
        problem = next(field_problems(error))
        return FeedProblem(line, problem.path, problem.reason, given_id)


def _arranged(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Unknown keys moved to `extra`, nulls dropped, a blank title made empty."""
    known, extra = _parted(raw, Listing.model_fields.keys())
    given_extra = known.pop("extra", {})
    seller = known.get("seller")
    if isinstance(seller, Mapping):
        known["seller"], seller_extra = _parted(seller, Seller.model_fields.keys())
        extra |= {f"seller.{key}": value for key, value in seller_extra.items()}
    if isinstance(given_extra, Mapping):
        known["extra"] = dict(given_extra) | extra
    title = known.get("title")
    if isinstance(title, str) and not title.strip():
        known["title"] = ""
    return known


def _parted(raw: Mapping[str, Any], fields: Collection[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    known = {key: value for key, value in raw.items() if key in fields and value is not None}
    return known, {key: value for key, value in raw.items() if key not in fields}


def _has_broken_text(value: object) -> bool:
    """Whether a lone surrogate stands in it: half an escape, or bytes that were no UTF-8."""
    if isinstance(value, str):
        return not _encodes(value)
    if isinstance(value, Mapping):
        return any(_has_broken_text(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_has_broken_text(part) for part in value)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # what UTF-8 cannot hold is a lone surrogate, and nothing else
        return False
    return True
