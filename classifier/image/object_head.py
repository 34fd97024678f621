"""The head that names objects, as files: an array file and JSON, named by their SHA-256 in a manifest."""

import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError

from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.errors import ModelError
from lenswatch.core.record import Record

MANIFEST, ARRAYS, JSON = "manifest.json", "head.npz", "head.json"
OTHER = "other"
WIDTH = 1280
FORMAT = 1
Floats = NDArray[np.float32]


class HeadJson(Record):
    """What head.json says."""

    format: int = Field(ge=FORMAT, le=FORMAT)
    kinds: tuple[str, ...]
    """Codes in the order of the arrays; "other" among them."""
    network: float = Field(ge=0, le=10)
    """What the network's own classes weigh."""
    trained_on: dict[str, str]
    """Digests of what it learnt from."""
    pictures: dict[str, int]
    """How many renders and photos."""


@dataclass(frozen=True, eq=False)
class HeadFile:
    """A linear head on embeddings."""

    kinds: tuple[str, ...]
    network: float
    middle: Floats
    """(1280), taken from the feature before it is weighed."""
    weights: Floats
    """(kinds, 1280)."""
    bias: Floats
    """(kinds)."""
    digest: str

    def scores(self, embedding: Floats) -> Floats:
        """(kinds): log odds up to a constant."""
        return np.asarray(self.weights @ (feature(embedding) - self.middle) + self.bias, dtype=np.float32)


def feature(embedding: Floats) -> Floats:
    """(…, 1280): square roots, of length 1. Large values weigh less, and so does how much there is in a picture."""
    roots = np.sqrt(np.maximum(embedding, 0, dtype=np.float32))
    return np.asarray(roots / np.maximum(np.linalg.norm(roots, axis=-1, keepdims=True), 1e-6), dtype=np.float32)


def head_files(said: HeadJson, arrays: dict[str, Floats]) -> dict[str, bytes]:
    """The files of a head, its numbers in 16 bits; the same head always gives the same bytes."""
    packed = BytesIO()
    np.savez_compressed(
        packed, allow_pickle=False, **{name: arrays[name].astype(np.float16) for name in sorted(arrays)}
    )
    content = {ARRAYS: packed.getvalue(), JSON: said.model_dump_json(indent=1).encode() + b"\n"}
    return content | {MANIFEST: (json.dumps(_digests(content), indent=1, sort_keys=True) + "\n").encode()}


def read_head(folder: Path | Traversable | None = None) -> HeadFile:
    """The head that ships, or that of a folder.

    Raises:
        ModelError: If a file is missing, is not what the manifest says, or holds no head.
    """
    folder = files("lenswatch").joinpath("models", "objects") if folder is None else folder
    try:
        digests = {name: str(json.loads(_bytes(folder, MANIFEST))[name]) for name in (ARRAYS, JSON)}
        said = HeadJson.model_validate_json(_checked(folder, JSON, digests[JSON]))
        with np.load(BytesIO(_checked(folder, ARRAYS, digests[ARRAYS])), allow_pickle=False) as packed:
            arrays = {name: np.asarray(packed[name], dtype=np.float32) for name in ("middle", "weights", "bias")}
        _fits(said, arrays)
    except (ValueError, KeyError, TypeError, ValidationError, OSError) as error:
        raise ModelError(
            "{folder}: holds no head for objects that this version can read ({reason}); install lenswatch again.",
            folder=folder,
            reason=type(error).__name__,
        ) from error
    return HeadFile(said.kinds, said.network, digest=sha256_of(canonical_json(digests)), **arrays)


def _fits(said: HeadJson, arrays: dict[str, Floats]) -> None:
    count = len(said.kinds)
    shapes = {"middle": (WIDTH,), "weights": (count, WIDTH), "bias": (count,)}
    if OTHER not in said.kinds or any(arrays[name].shape != shape for name, shape in shapes.items()):
        raise ValueError("shapes")


def _digests(content: dict[str, bytes]) -> dict[str, str]:
    return {name: sha256_of(data) for name, data in content.items()}


def _bytes(folder: Path | Traversable, name: str) -> bytes:
    try:
        return folder.joinpath(name).read_bytes()
    except OSError as error:
        raise ModelError("{folder}: lacks {name}; install lenswatch again.", folder=folder, name=name) from error


def _checked(folder: Path | Traversable, name: str, digest: str) -> bytes:
    data = _bytes(folder, name)
    if sha256_of(data) != digest:
        raise ModelError(
            "{folder}: {name} is not what manifest.json says: its SHA-256 is {found}, {wanted} is expected. Somebody"
            " changed it, or it was not copied whole; install lenswatch again.",
            folder=folder,
            name=name,
            found=sha256_of(data)[:12],
            wanted=digest[:12],
        )
    return data
