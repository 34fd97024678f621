"""The held-out listings that ship: written by people who saw neither corpus nor lexicon. Never train on them."""

from importlib.resources import files
from importlib.resources.abc import Traversable

FOLDER = "holdout"


def shipped_holdout() -> Traversable:
    """Folder of the held-out listings."""
    return files("lenswatch").joinpath("models", FOLDER)


def holdout_files() -> tuple[str, ...]:
    """Paths of its files, by name."""
    return tuple(sorted(str(path) for path in shipped_holdout().iterdir() if path.name.endswith(".jsonl")))
