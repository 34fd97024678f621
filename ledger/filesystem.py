"""SQLite's write-ahead log needs a local disk."""

import os
from pathlib import Path

from lenswatch.core.errors import StorageError

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs", "lustre"})
MOUNTS = Path("/proc/mounts")


def refuse_network_filesystem(folder: Path, mounts: Path = MOUNTS) -> None:
    """Refuse a folder on a network filesystem, where two machines could both think they hold the lock.

    Where the system keeps no table of mounts (macOS, Windows) nothing is checked.

    Raises:
        StorageError: If the folder lies on one.
    """
    if not mounts.exists():
        return
    place = os.path.realpath(folder)
    kind, longest = "", -1
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, filesystem, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        # A later mount on the same point hides the earlier one.
        if len(point) >= longest and (place + "/").startswith(point.rstrip("/") + "/"):
            kind, longest = filesystem, len(point)
    if kind in _NETWORK:
        raise StorageError(
            "{folder}: lies on a network filesystem ({kind}), on which SQLite loses data. "
            "Put the workspace on a local disk.",
            folder=folder,
            kind=kind,
        )
