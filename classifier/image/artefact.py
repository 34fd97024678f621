"""Trained files, whose digest is checked before they are used."""

import json
from importlib.resources import files

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError

BACKBONE = "efficientnet-lite0-int8.onnx"


def backbone_artefact() -> bytes:
    """The network that reads pictures.

    Raises:
        UserError: If the file is not the one the manifest names.
    """
    folder = files("lenswatch").joinpath("models", "backbone")
    data = folder.joinpath(BACKBONE).read_bytes()
    expected = json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))[BACKBONE]["sha256"]
    return checked(data, expected, BACKBONE)


def checked(data: bytes, expected: str, name: str) -> bytes:
    """The same bytes, if they have the digest.

    Raises:
        UserError: If not.
    """
    if sha256_of(data) != expected:
        raise UserError("{file} is not the file that belongs to this lenswatch. Install lenswatch again.", file=name)
    return data
