"""What a kill or a power loss left behind, put in order before the next crawl."""

import re
from dataclasses import dataclass
from pathlib import Path

from lenswatch.core.files import storage_error
from lenswatch.spiders.evidence.cdxj import WARC_SUFFIX, index_path, is_indexed, lines_of, write_index
from lenswatch.spiders.evidence.warc_repair import repair

_OURS = re.compile(r".-C\d{14}-[0-9a-f]{6}-\d{5}\.warc\.gz$")
"""Files that crawls wrote: site, run and number. Whatever else lies in the folder is left alone."""

_OUR_ASIDE = re.compile(r".-C\d{14}-[0-9a-f]{6}-\d{5}\.cdxj\.\d+\.part$")
"""Indexes of such files whose writer was killed before it could rename them."""


@dataclass(frozen=True)
class Mended:
    """A WARC file that was not closed well, or changed since."""

    name: str
    size: int
    """Where it ends now, in bytes; 0 where nothing of it was left."""


def mend_folder(folder: Path) -> tuple[Mended, ...]:
    """Cut the incomplete record at the end of each file of ours without an up-to-date index, and write its index.

    Half-written indexes are thrown away. Nobody may be writing in the folder.

    Raises:
        StorageError: If the disk is full or refuses.
    """
    mended = []
    for aside in folder.glob(".*.part"):
        if _OUR_ASIDE.search(aside.name):
            aside.unlink(missing_ok=True)
    for path in sorted(folder.glob(f"*{WARC_SUFFIX}")):
        if not _OURS.search(path.name) or is_indexed(path):
            continue
        try:
            repair(path)
            size = path.stat().st_size if path.exists() else 0
        except OSError as error:
            raise storage_error(error, path) from error
        if size:
            write_index(path, lines_of(path))
        else:
            index_path(path).unlink(missing_ok=True)
        mended.append(Mended(path.name, size))
    return tuple(mended)
