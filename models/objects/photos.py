"""Photos that the head learns from or is judged by; none of them ships.

A folder of photos has a MANIFEST.csv with the columns `file` (below the folder), `device_type` and `source` (whose
photos they are). `device_types.csv` says which kind a device type is; others are "other".
"""

import csv
from pathlib import Path

from lenswatch.classifier.image.decoding import read_picture
from lenswatch.classifier.image.problem import PictureError
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import UserError
from lenswatch.models.objects.looks import Looker, Seen

MANIFEST = "MANIFEST.csv"


def look_at_photos(folder: Path, looker: Looker) -> list[Seen]:
    """All photos of a folder.

    Raises:
        UserError: If the manifest is missing or lacks a column, or a photo cannot be read.
    """
    kinds = kinds_of_devices()
    seen = []
    for line, row in enumerate(_rows(folder), 2):
        try:
            name, device, source = row["file"], row["device_type"], row["source"]
        except KeyError as error:
            raise UserError("{file}: lacks the column {column}.", file=folder / MANIFEST, column=error) from error
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise UserError(
                "{file}: line {line}: {name} lies outside the folder.", file=folder / MANIFEST, line=line, name=name
            )
        try:
            image = read_picture(path).image
        except PictureError as error:
            raise UserError(
                "{file}: line {line}: {name}: {reason}",
                file=folder / MANIFEST,
                line=line,
                name=name,
                reason=error.message,
            ) from error
        seen.append(looker.look(image, kinds.get(device, "other"), source))
    return seen


def digest_of_photos(folder: Path) -> str:
    """SHA-256 of the manifest and of the digests of its photos, in its order."""
    photos = [sha256_of((folder / row["file"]).read_bytes()) for row in _rows(folder)]
    return sha256_of(canonical_json([sha256_of((folder / MANIFEST).read_bytes()), *photos]))


def kinds_of_devices() -> dict[str, str]:
    """Kinds by device type."""
    with Path(__file__).with_name("device_types.csv").open(encoding="utf-8", newline="") as stream:
        return {row["device_type"]: row["kind"] for row in csv.DictReader(stream)}


def _rows(folder: Path) -> list[dict[str, str]]:
    path = folder / MANIFEST
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    except OSError as error:
        raise UserError("{file}: cannot be read ({reason}).", file=path, reason=error.strerror or error) from error
