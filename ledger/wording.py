"""The words of judged listings with their bands: much faster than whole records, for work on the entire archive."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lenswatch.core.verdict import Band
from lenswatch.ledger.instant import restored
from lenswatch.ledger.store import Store
from lenswatch.ledger.verdicts import NEWEST_VERDICT

_EARLIER = (
    "EXISTS (SELECT 1 FROM revision r3 JOIN verdict v3 ON v3.revision_id = r3.id JOIN run ON run.id = v3.run_id"
    " WHERE r3.listing_key = l.key AND r3.id <> r.id AND v3.band <> 'clear' AND run.state = 'finished')"
)


@dataclass(frozen=True)
class Wording:
    """What a seller wrote of one listing, and where it stands."""

    key: str
    seller: str
    """Platform and seller id; where the platform shows no seller, the platform alone: such listings count as one."""
    band: Band
    suspected_before: bool
    """Whether earlier words of it were in band review or flag."""
    first_seen: datetime
    title: str
    texts: Mapping[str, str]
    """Field to text: titles, description, the values of the specification table, text of pictures. No labels."""
    names: tuple[str, ...]
    """Of shop and brand: no expressions."""

    @property
    def seller_shown(self) -> bool:
        """Whether the platform shows who it is."""
        return not self.seller.endswith("/")


@dataclass(frozen=True)
class TitleChange:
    """A seller gave a listing another title."""

    key: str
    seller: str
    before: str
    after: str
    at: datetime


def wordings(store: Store, run_id: str | None = None) -> Iterator[Wording]:
    """Each judged listing in its present words, by key.

    Args:
        store: The ledger.
        run_id: Only what this screening judged, in the words it judged; None takes each listing's newest verdict.
    """
    join = (
        f"JOIN revision r ON r.id = l.revision_id JOIN verdict v ON v.id = ({NEWEST_VERDICT.format(revision='r.id')})"
        if run_id is None
        else "JOIN revision r ON r.listing_key = l.key JOIN verdict v ON v.revision_id = r.id AND v.run_id = :run"
    )
    query = (
        f"SELECT l.key, l.platform, l.seller_id, l.first_seen, v.band, {_EARLIER}, r.listing"  # noqa: S608 - texts of this file
        f" FROM listing l {join} ORDER BY l.key, r.id"
    )
    for key, platform, seller, first, band, earlier, listing in store.connection.execute(query, {"run": run_id}):
        data: dict[str, Any] = json.loads(listing)
        yield Wording(
            key=key,
            seller=_seller(platform, seller),
            band=Band(band),
            suspected_before=bool(earlier),
            first_seen=restored(first),
            title=data["title"],
            texts=dict(_texts(data)),
            names=tuple(filter(None, ((data.get("seller") or {}).get("name"), data.get("brand")))),
        )


def title_changes(store: Store) -> Iterator[TitleChange]:
    """Every change of a title, the oldest of a listing first."""
    query = (
        "SELECT key, platform, seller_id, before, after, recorded_at FROM ("
        " SELECT l.key, l.platform, l.seller_id, r.recorded_at, r.listing ->> '$.title' AS after,"
        " lag(r.listing ->> '$.title') OVER (PARTITION BY l.key ORDER BY r.id) AS before"
        " FROM listing l JOIN revision r ON r.listing_key = l.key) WHERE before <> after ORDER BY key, recorded_at"
    )
    for key, platform, seller, before, after, at in store.connection.execute(query):
        yield TitleChange(key, _seller(platform, seller), before, after, restored(at))


def _seller(platform: str, seller: str | None) -> str:
    return f"{platform}/{seller or ''}"


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", data["title"]
    for number, text in enumerate(data.get("other_titles", ()), start=1):
        yield f"other_titles.{number}", text
    for name in ("description", "image_text"):
        if data.get(name):
            yield name, data[name]
    if data.get("attributes"):
        yield "attributes", "\n".join(data["attributes"].values())
