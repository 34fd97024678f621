"""Writing files so that nothing half-written is ever visible."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lenswatch.core.errors import StorageError, UserError


@contextmanager
def written_aside(path: Path) -> Iterator[BinaryIO]:
    """Write a file under a temporary name beside it and rename it when the block ends well.

    On any error the temporary file is removed and what stood at `path` stays. A link is followed. A pipe or device
    is written to directly: it is never replaced by a file.

    Raises:
        StorageError: If the disk is full or refuses the file.
        UserError: If it is a folder, there is no such folder, or it may not be written to.
    """
    path = Path(os.path.realpath(path)) if path.is_symlink() else path
    if path.is_dir():
        raise UserError("{path}: is a folder; name a file in it.", path=path)
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError as error:
        raise storage_error(error, path) from error
    finally:
        aside.unlink(missing_ok=True)


_USERS_OWN = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM})


def storage_error(error: OSError, path: Path) -> StorageError | UserError:
    """The error a person can act upon: a wrong path is the user's, a full disk is not."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError(
            "{path}: the disk is full. Free some space and run the command again; nothing was lost.", path=path
        )
    kind = UserError if error.errno in _USERS_OWN else StorageError
    return kind("{path}: cannot be written ({reason}).", path=path, reason=error.strerror or error)
