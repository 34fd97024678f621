"""Annotated pictures that lie beside a draft's tables, in its folder `evidence`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FOLDER = "evidence"


@dataclass(frozen=True)
class DraftPictures:
    """Pictures of a draft."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """Path in the draft, such as "evidence/<sha256>.jpg", to JPEG: boxes drawn in, faces made unrecognisable."""
    kept_out: int = 0
    """Pictures left out, because faces in them could not be made unrecognisable."""
    too_many: int = 0
    """Pictures left out, because a draft holds no more."""


NO_PICTURES = DraftPictures()
