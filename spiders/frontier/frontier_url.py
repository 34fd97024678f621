"""The URLs of the frontier, as they go in and come out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lenswatch.core.sighting import Surface

LISTING_PRIORITY, IMAGE_PRIORITY, FOLLOW_PRIORITY = 20, 10, 0
"""Listings first, then their pictures, then further lists: a crawl cut short at max_pages has whole listings."""


class Kind(StrEnum):
    """What is fetched."""

    PAGE = "page"
    IMAGE = "image"


class State(StrEnum):
    """How far a URL has come."""

    WAITING = "waiting"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True)
class NewUrl:
    """An address to visit."""

    address: str
    """Absolute http(s) address as found."""
    kind: Kind = Kind.PAGE
    priority: int = 0
    """Higher first."""
    found_on: str | None = None
    """Address of the page that showed it."""
    surface: Surface | None = None
    """The part of the platform that showed it; None where it is no listing."""
    rank: int | None = None
    """Place on that page, from 1."""
    redirects: int = 0
    """How many redirects led here."""


@dataclass(frozen=True)
class FrontierUrl:
    """A leased URL, with what its last visit left."""

    key: str
    address: str
    kind: Kind
    priority: int
    attempts: int
    found_on: str | None
    surface: Surface | None
    rank: int | None
    redirects: int
    etag: str | None
    last_modified: str | None
    payload_sha256: str | None
    depth: int = 0
    """Links followed from a start to here."""


@dataclass(frozen=True)
class Visit:
    """How a visit that ended well is noted."""

    status: int
    next_visit: datetime
    etag: str | None = None
    last_modified: str | None = None
    payload_sha256: str | None = None
    redirects_to: str | None = None
