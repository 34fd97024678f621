"""The reference library: confirmed devices and lawful products, who confirmed them, until when, and why no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from lenswatch.classifier.reuse.comparing import Dossier, KnownText
from lenswatch.classifier.reuse.reference_match import ReferenceKind
from lenswatch.classifier.reuse.seen import KnownPicture
from lenswatch.classifier.reuse.shingles import Digests
from lenswatch.core.clock import Clock
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import UserError
from lenswatch.ledger.instant import restored, stored
from lenswatch.ledger.store import Store

_SELECT = (
    "SELECT id, kind, label, listing_key, source, legal_basis, added_at, added_by, expires_at, retired_at, retired_by,"
    " retired_why FROM reference"
)


class TextKind(StrEnum):
    """Which part of a dossier a text is."""

    SPECIFICATION = "specification"
    MANUAL = "manual"


@dataclass(frozen=True)
class Provenance:
    """Why something is in the library."""

    kind: ReferenceKind
    label: str
    source: str
    """Who confirmed it: number of a document, authority or person."""
    legal_basis: str
    added_by: str
    expires_at: datetime | None = None
    listing_key: str | None = None
    """The listing it was made from; None where it was made from files."""


@dataclass(frozen=True)
class Reference:
    """A reference as the ledger holds it."""

    id: int
    provenance: Provenance
    added_at: datetime
    retired_at: datetime | None
    retired_by: str | None
    retired_why: str | None

    def matches_at(self, instant: datetime) -> bool:
        """Whether it counts: a retired or expired one never does."""
        expires = self.provenance.expires_at
        return self.retired_at is None and (expires is None or instant < expires)


@dataclass(frozen=True, eq=False)
class NewPicture:
    """What is kept of a picture of the dossier."""

    name: str
    sha256: str
    known: KnownPicture


@dataclass(frozen=True, eq=False)
class NewText:
    """What is kept of a text of the dossier."""

    kind: TextKind
    name: str
    blocks: tuple[Digests, ...]
    original: str | None = None
    """The text itself, where whoever adds it wants it kept."""


@dataclass(frozen=True, eq=False)
class PictureRow:
    """A picture, as an index is built from it."""

    id: int
    reference: int
    fingerprints: bytes
    embedding: bytes


@dataclass(frozen=True)
class References:
    """The tables of the library."""

    store: Store
    clock: Clock

    def add(self, provenance: Provenance, pictures: Sequence[NewPicture], texts: Sequence[NewText]) -> int:
        """Add a reference, whole or not at all; returns its number."""
        expires = stored(provenance.expires_at) if provenance.expires_at else None
        with self.store.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO reference (kind, label, listing_key, source, legal_basis, added_at, added_by, expires_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    provenance.kind,
                    provenance.label,
                    provenance.listing_key,
                    provenance.source,
                    provenance.legal_basis,
                    stored(self.clock.now()),
                    provenance.added_by,
                    expires,
                ),
            )
            reference_id = int(cursor.lastrowid or 0)
            connection.executemany(
                "INSERT INTO reference_picture (reference_id, name, sha256, fingerprints, embedding)"
                " VALUES (?, ?, ?, ?, ?)",
                [
                    (reference_id, one.name, one.sha256, one.known.bits.astype("<u8").tobytes(), _raw(one.known))
                    for one in pictures
                ],
            )
            for text in texts:
                self._add_text(reference_id, text)
        return reference_id

    def _add_text(self, reference_id: int, text: NewText) -> None:
        cursor = self.store.connection.execute(
            "INSERT INTO reference_text (reference_id, kind, name, original) VALUES (?, ?, ?, ?)",
            (reference_id, text.kind, text.name, text.original),
        )
        self.store.connection.executemany(
            "INSERT INTO reference_block (text_id, digests) VALUES (?, ?)",
            [(cursor.lastrowid, block.astype("<u4").tobytes()) for block in text.blocks],
        )

    def retire(self, reference_id: int, by: str, why: str) -> None:
        """Match it no more from now on; what it matched stays on record.

        Raises:
            UserError: If there is no such reference, or it is retired already.
        """
        reference = self.get(reference_id)
        if reference.retired_at:
            raise UserError(
                "reference {id}: was retired on {date} by {by} already",
                id=reference_id,
                date=f"{reference.retired_at:%Y-%m-%d}",
                by=reference.retired_by,
            )
        with self.store.transaction() as connection:
            connection.execute(
                "UPDATE reference SET retired_at = ?, retired_by = ?, retired_why = ? WHERE id = ?",
                (stored(self.clock.now()), by, why, reference_id),
            )

    def get(self, reference_id: int) -> Reference:
        """A reference, whatever became of it.

        Raises:
            UserError: If there is none of this number.
        """
        row = self.store.connection.execute(f"{_SELECT} WHERE id = ?", (reference_id,)).fetchone()
        if row is None:
            raise UserError("reference {id}: is not in the library; see: lenswatch fingerprint stats", id=reference_id)
        return _reference(row)

    def all(self) -> tuple[Reference, ...]:
        """Every reference ever added, the oldest first."""
        return tuple(_reference(row) for row in self.store.connection.execute(f"{_SELECT} ORDER BY id"))

    def all_of(self, listing_key: str) -> tuple[Reference, ...]:
        """Those that were made from a listing."""
        rows = self.store.connection.execute(f"{_SELECT} WHERE listing_key = ? ORDER BY id", (listing_key,))
        return tuple(_reference(row) for row in rows)

    def newest(self) -> int:
        """Number of the reference added last; 0 where there is none."""
        (newest,) = self.store.connection.execute("SELECT coalesce(max(id), 0) FROM reference").fetchone()
        return int(newest)

    def over(self) -> frozenset[int]:
        """Numbers of those that are retired or expired now."""
        rows = self.store.connection.execute(
            "SELECT id FROM reference WHERE retired_at IS NOT NULL"
            " UNION SELECT id FROM reference WHERE expires_at <= ?",
            (stored(self.clock.now()),),
        )
        return frozenset(row[0] for row in rows)

    def state(self) -> str | None:
        """Digest of which references count now, for the versions of a verdict; None where no device does."""
        over, every = self.over(), self.store.connection.execute("SELECT id, kind, label, added_at FROM reference")
        live = sorted(row for row in every if row[0] not in over)
        devices = any(kind == ReferenceKind.DEVICE for _, kind, _, _ in live)
        return sha256_of(canonical_json(live)) if devices else None

    def picture_rows(self, after: int) -> Iterator[PictureRow]:
        """Pictures of all references with a number above one, for an index."""
        rows = self.store.connection.execute(
            "SELECT id, reference_id, fingerprints, embedding FROM reference_picture"
            " WHERE reference_id > ? ORDER BY id",
            (after,),
        )
        return (PictureRow(*row) for row in rows)

    def block_rows(self, after: int) -> Iterator[tuple[int, Digests]]:
        """Blocks of all references with a number above one, for an index."""
        rows = self.store.connection.execute(
            "SELECT t.reference_id, b.digests FROM reference_text t JOIN reference_block b ON b.text_id = t.id"
            " WHERE t.reference_id > ? ORDER BY b.id",
            (after,),
        )
        return ((owner, _digests(raw)) for owner, raw in rows)

    def dossier(self, reference_id: int) -> Dossier:
        """All that a reference is compared by."""
        reference, connection = self.get(reference_id), self.store.connection
        pictures = connection.execute(
            "SELECT id, name FROM reference_picture WHERE reference_id = ? ORDER BY id", (reference_id,)
        )
        texts = connection.execute(
            "SELECT id, name FROM reference_text WHERE reference_id = ? ORDER BY id", (reference_id,)
        ).fetchall()
        return Dossier(
            reference=reference_id,
            kind=reference.provenance.kind,
            label=reference.provenance.label,
            pictures=dict(pictures),
            texts=tuple(KnownText(name, self._blocks(text_id)) for text_id, name in texts),
        )

    def _blocks(self, text_id: int) -> tuple[Digests, ...]:
        rows = self.store.connection.execute(
            "SELECT digests FROM reference_block WHERE text_id = ? ORDER BY id", (text_id,)
        )
        return tuple(_digests(raw) for (raw,) in rows)


def _reference(row: tuple[object, ...]) -> Reference:
    number, kind, label, key, source, basis, added_at, added_by, expires, retired_at, retired_by, why = row
    provenance = Provenance(
        ReferenceKind(str(kind)),
        str(label),
        str(source),
        str(basis),
        str(added_by),
        restored(str(expires)) if expires else None,
        str(key) if key else None,
    )
    return Reference(
        id=int(str(number)),
        provenance=provenance,
        added_at=restored(str(added_at)),
        retired_at=restored(str(retired_at)) if retired_at else None,
        retired_by=str(retired_by) if retired_by else None,
        retired_why=str(why) if why else None,
    )


def _raw(picture: KnownPicture) -> bytes:
    return picture.vector.astype("<f2").tobytes()


def _digests(raw: bytes) -> Digests:
    return np.frombuffer(raw, dtype="<u4").astype(np.uint32, copy=False)
