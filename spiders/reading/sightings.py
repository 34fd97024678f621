"""Where listings are shown, also while their own page is still to be read and their key not known."""

from dataclasses import dataclass

from lenswatch.core.clock import Clock
from lenswatch.core.sighting import Sighting
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.store import Store
from lenswatch.spiders.frontier.frontier_url import NewUrl
from lenswatch.spiders.reading.links import sighting_of
from lenswatch.spiders.site.site import Site
from lenswatch.spiders.web_address import fetchable


@dataclass(frozen=True)
class Sightings:
    """The sightings of one site's crawl. Call it within the transaction of a visit."""

    store: Store
    clock: Clock
    site: Site
    run_id: str

    def note(self, links: tuple[NewUrl, ...]) -> None:
        """Note what a page shows: with the listing where that is known, else until its page is read."""
        for link in links:
            sighting = sighting_of(self.site, link)
            if sighting is None:
                continue
            keys = self.keys_at(fetchable(link.address))
            for key in keys:
                Listings(self.store, self.clock).record_sighting(key, sighting, self.run_id)
            if not keys:
                self.store.connection.execute(
                    "INSERT OR IGNORE INTO shown (site, url, sighting) VALUES (?, ?, ?)",
                    (self.site.name, self.site.canonical(link.address), sighting.model_dump_json()),
                )

    def settle(self, url_key: str, listing_key: str) -> None:
        """A listing's page was read: what was noted of it becomes its sightings."""
        rows = self.store.connection.execute(
            "DELETE FROM shown WHERE site = ? AND url = ? RETURNING sighting", (self.site.name, url_key)
        ).fetchall()
        for (text,) in rows:
            sighting = Sighting.model_validate_json(text)
            Listings(self.store, self.clock).record_sighting(listing_key, sighting, self.run_id)

    def move(self, url_key: str, target_key: str) -> None:
        """A redirect: what was noted of one address holds for the other."""
        self.store.connection.execute(
            "UPDATE OR REPLACE shown SET url = ? WHERE site = ? AND url = ?", (target_key, self.site.name, url_key)
        )

    def keys_at(self, address: str) -> list[str]:
        """Keys of the listings read from an address."""
        rows = self.store.connection.execute("SELECT key FROM listing WHERE url = ?", (address,))
        return [str(row[0]) for row in rows]
