"""Finding one verdict again."""

from pathlib import Path

from pydantic import ValidationError

from lenswatch.classifier.image.printed import PrintedText
from lenswatch.classifier.pictures.cache import Stage
from lenswatch.core.clock import Clock
from lenswatch.core.errors import FeedError, UserError
from lenswatch.core.feed.file import read_feed
from lenswatch.core.feed.row import FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.picture_field import is_printed
from lenswatch.core.verdict import Verdict
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.picture_readings import PictureReadings
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import Verdicts


def verdict_from_file(file: Path, wanted: str) -> Verdict:
    """The verdict with an id, or with "line N" for a row that had none.

    Raises:
        FeedError: If the file is missing or a line is no verdict.
        UserError: If no verdict has that id.
    """
    if not file.is_file():
        raise FeedError("{file}: no such file", file=file)
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                verdict = Verdict.model_validate_json(line)
            except ValidationError as error:
                raise FeedError(
                    "{file}: line {line}: is no verdict of lenswatch screen", file=file, line=number
                ) from error
            if wanted in {verdict.id, f"line {verdict.line}"}:
                return verdict
    raise UserError("{file}: no verdict with the id {id}", file=file, id=wanted)


def listing_from_file(file: Path, verdict: Verdict) -> Listing:
    """The row that a verdict is about: by id, or by its line where it had none.

    Raises:
        FeedError: If the file is missing or of another format.
        UserError: If it holds no such row.
    """
    for row in read_feed(str(file)):
        if isinstance(row, FeedRow) and (row.listing.id == verdict.id if verdict.id else row.line == verdict.line):
            return row.listing
    raise UserError(
        "{file}: holds no row with the id {id}; name the file that was screened",
        file=file,
        id=verdict.id or f"line {verdict.line}",
    )


def printed_texts(store: Store, clock: Clock, verdict: Verdict) -> dict[str, str]:
    """What is printed in those pictures in which a verdict saw something, by field."""
    readings, reader = PictureReadings(store, clock), verdict.versions.ocr_model
    found = {one.field: one.picture for one in verdict.signals if one.picture and is_printed(one.field)}
    kept = {field: readings.get(picture, Stage.TEXT, reader or "") for field, picture in sorted(found.items())}
    return {field: PrintedText.model_validate_json(text).text for field, text in kept.items() if text}


def verdict_from_ledger(listings: Listings, verdicts: Verdicts, wanted: str) -> tuple[Verdict, Listing]:
    """A listing of the ledger and the newest verdict on it.

    Raises:
        UserError: If there is no such listing, or it was not screened yet.
    """
    found = listings.find(wanted)
    if not found:
        raise UserError(
            "no listing {id} in the ledger; record it first: lenswatch import, or lenswatch crawl", id=wanted
        )
    if len(found) > 1:
        keys = ", ".join(one.key for one in found)
        raise UserError("{id} is the id of several listings; say which: {keys}", id=wanted, keys=keys)
    stored = found[0]
    verdict = verdicts.of(stored.revision_id)
    if verdict is None:
        raise UserError("listing {id} was not screened yet; run: lenswatch screen", id=wanted)
    return verdict, stored.listing
