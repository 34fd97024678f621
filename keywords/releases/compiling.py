"""Making a release of tables: its manifest and its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version as version_of

from lenswatch.core.clock import CHINA
from lenswatch.core.digest import sha256_of
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases import variants_lock
from lenswatch.keywords.releases.changelog import ChangeLog
from lenswatch.keywords.releases.manifest import Manifest, derivation_digest
from lenswatch.keywords.releases.release import LOG, MANIFEST, TABLES, Release
from lenswatch.keywords.releases.tables import Tables
from lenswatch.keywords.releases.variants_lock import Kind, LockRow, Seen, lock_data, lock_rows


@dataclass(frozen=True)
class Order:
    """Who has a release made, when and why."""

    actor: str
    reason: str
    at: datetime
    same_as: int | None = None
    """The release a rollback goes back to."""


@dataclass(frozen=True)
class Material:
    """What a release is made of."""

    tables: Tables
    lexicon: Lexicon
    """What the tables hold."""
    log: ChangeLog
    """Up to now."""
    previous: Release | None
    """The release that counted until now."""


def compiled(material: Material, version: int, order: Order, seen: Iterable[Seen] | None) -> tuple[Manifest, bytes]:
    """The manifest of a release and its variants.lock.

    Args:
        material: What it is made of.
        version: Its number.
        order: Who, when and why.
        seen: What the ledger saw; None without one.
    """
    tables, lexicon, log, previous = material.tables, material.lexicon, material.log, material.previous
    rows = lock_rows(lexicon, seen)
    lock = lock_data(rows)
    contents = {**{f"{TABLES}{name}": data for name, data in tables.files.items()}, LOG: log.data()}
    contents[variants_lock.FILE] = lock
    manifest = Manifest(
        version=version,
        created_at=order.at.astimezone(CHINA),
        actor=order.actor,
        reason=order.reason,
        same_as=order.same_as,
        tables_sha256=tables.digest,
        previous=previous.manifest.name if previous else None,
        previous_manifest_sha256=previous.manifest_sha256 if previous else None,
        changelog_rows=len(log.entries),
        changelog_head=log.head,
        terms_sha256=lexicon.terms_digest,
        rules_sha256=lexicon.rules_digest,
        software=version_of("lenswatch"),
        derivation_sha256=derivation_digest(),
        counts=_counts(lexicon, rows),
        files={name: sha256_of(data) for name, data in sorted(contents.items())},
    )
    return manifest, lock


def files_of(material: Material, manifest: Manifest, lock: bytes) -> Mapping[str, bytes]:
    """Every file of a release by its path, the manifest last."""
    files = {f"{TABLES}{name}": data for name, data in material.tables.files.items()}
    return {**files, LOG: material.log.data(), variants_lock.FILE: lock, MANIFEST: manifest.data()}


def _counts(lexicon: Lexicon, rows: Iterable[LockRow]) -> Mapping[str, int]:
    counts = {
        "terms": len(lexicon.terms),
        "active": sum(term.active for term in lexicon.terms),
        "rules": len(lexicon.rules),
        "exclusions": len(lexicon.exclusions),
        "switched_off": 0,
    } | dict.fromkeys(Kind, 0)
    for row in rows:
        counts[row.kind] += row.on
        counts["switched_off"] += not row.on
    return counts
