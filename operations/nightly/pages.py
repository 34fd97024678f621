"""The two files of a summary: a folder that is complete or not there."""

import shutil
from pathlib import Path

from lenswatch.core.config import Profile
from lenswatch.core.messages import Catalogue, choose_language
from lenswatch.operations.nightly.summary import NightSummary
from lenswatch.operations.nightly.wording import summary_lines
from lenswatch.reports.folder import publish

JSON, TEXT = "summary.json", "summary.txt"
_PARTING = "—" * 40


def published(folder: Path) -> NightSummary | None:
    """The summary that a killed process had written whole, before it could mark the night as ended."""
    file = folder / JSON
    return NightSummary.model_validate_json(file.read_bytes()) if file.is_file() else None


def publish_summary(folder: Path, summary: NightSummary, profile: Profile) -> None:
    """Write `<folder>/summary.json` and `summary.txt`, both languages in one text, that of the profile first.

    Raises:
        StorageError: If the disk is full or refuses.
    """
    for aside in folder.parent.glob(f".{folder.name}.*.part"):
        shutil.rmtree(aside)
    if folder.is_dir():
        return
    first = profile.language or choose_language(None, profile.jurisdiction, {})
    second = "en" if first == "zh" else "zh"
    parts = ["\n".join(summary_lines(summary, Catalogue.load(language))) for language in (first, second)]
    files = {
        JSON: summary.model_dump_json(indent=2).encode() + b"\n",
        TEXT: f"\n\n{_PARTING}\n\n".join(parts).encode() + b"\n",
    }
    publish(folder, files, lambda _: None)
