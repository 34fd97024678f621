"""The model as files: arrays and JSON, named by their SHA-256 in a manifest that is checked before use."""

import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from lenswatch.classifier.text.fitted import Fitted
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import ModelError

MANIFEST = "manifest.json"
ARRAYS, JSON = "text_model/weights.npz", "text_model/model.json"
CARD = "text_model/CARD.md"
Arrays = Mapping[str, NDArray[np.generic]]


def shipped_models() -> Traversable:
    """The folder of the models that ship with lenswatch."""
    return files("lenswatch").joinpath("models")


def write_model(fitted: Fitted, arrays: Arrays) -> dict[str, bytes]:
    """The files of a model; the same model always gives the same bytes."""
    packed = BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **{name: arrays[name] for name in sorted(arrays)})
    content = {ARRAYS: packed.getvalue(), JSON: fitted.model_dump_json(indent=1).encode()}
    digests = {name: sha256_of(data) for name, data in content.items()}
    return content | {MANIFEST: (json.dumps(digests, indent=1, sort_keys=True) + "\n").encode()}


def read_model(folder: Path | Traversable) -> tuple[Fitted, Arrays, str]:
    """A text model, its arrays, and the digest of what the manifest says of both, which names it in verdicts.

    Args:
        folder: Holds manifest.json and text_model/.

    Raises:
        ModelError: If a file is missing, is not what the manifest says, or does not hold a model.
    """
    manifest = _bytes(folder, MANIFEST)
    try:
        listed = json.loads(manifest)
        digests = {name: str(listed[name]) for name in (ARRAYS, JSON)}
        content = {name: _checked(folder, name, digests[name]) for name in (ARRAYS, JSON)}
        fitted = Fitted.model_validate_json(content[JSON])
        with np.load(BytesIO(content[ARRAYS]), allow_pickle=False) as packed:
            arrays = {name: packed[name] for name in packed.files}
    except (ValueError, KeyError, TypeError, ValidationError, OSError) as error:
        raise ModelError(
            "{folder}: holds no text model this version can read ({reason}); train it again.",
            folder=folder,
            reason=type(error).__name__,
        ) from error
    return fitted, arrays, sha256_of(canonical_json(digests))


def _bytes(folder: Path | Traversable, name: str) -> bytes:
    try:
        return folder.joinpath(*name.split("/")).read_bytes()
    except OSError as error:
        raise ModelError(
            "{folder}: lacks {name}; install lenswatch again, or train the model again.", folder=folder, name=name
        ) from error


def _checked(folder: Path | Traversable, name: str, digest: str) -> bytes:
    data = _bytes(folder, name)
    if sha256_of(data) != digest:
        raise ModelError(
            "{folder}: {name} is not what manifest.json says: its SHA-256 is {found}, {wanted} is expected. Somebody"
            " changed it, or it was not copied whole; install lenswatch again, or train the model again.",
            folder=folder,
            name=name,
            found=sha256_of(data)[:12],
            wanted=digest[:12],
        )
    return data
