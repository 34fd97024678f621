"""How sellers wrote the terms of the lexicon, counted over the newest verdicts."""

from collections.abc import Iterator
from dataclasses import dataclass

from lenswatch.ledger.store import Store


@dataclass(frozen=True)
class SeenSpelling:
    """One term in one way of writing."""

    term_id: str
    matched: str
    """The original characters."""
    hits: int
    """Listings whose newest verdict shows it."""
    flagged: int
    """Of them, how many are flagged."""
    confirmed: int
    """How many somebody put into the reference library as a confirmed device."""
    dismissed: int
    """How many somebody put into it as a lawful product."""


def seen_spellings(store: Store) -> Iterator[SeenSpelling]:
    """Every way in which a term was seen in the current words of the listings, by term."""
    query = (
        "SELECT s.value ->> 'term', s.value ->> 'matched', count(DISTINCT l.key),"
        " count(DISTINCT iif(v.band = 'flag', l.key, NULL)),"
        " count(DISTINCT iif(l.key IN (SELECT listing_key FROM reference"
        " WHERE kind = 'device' AND retired_at IS NULL), l.key, NULL)),"
        " count(DISTINCT iif(l.key IN (SELECT listing_key FROM reference"
        " WHERE kind = 'lawful' AND retired_at IS NULL), l.key, NULL))"
        " FROM listing l JOIN verdict v ON v.id = ("
        " SELECT max(v2.id) FROM verdict v2 JOIN run ON run.id = v2.run_id"
        " WHERE v2.revision_id = l.revision_id AND run.state = 'finished')"
        " JOIN json_each(v.verdict, '$.signals') s"
        " WHERE s.value ->> 'term' IS NOT NULL AND s.value ->> 'source' <> 'seller'"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    )
    for row in store.connection.execute(query):
        yield SeenSpelling(*row)
