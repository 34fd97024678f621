"""A ledger on a network filesystem is refused."""

from pathlib import Path

import pytest

from lenswatch.core.errors import StorageError
from lenswatch.ledger.filesystem import refuse_network_filesystem


def mounts(folder: Path, *lines: str) -> Path:
    path = folder / "mounts"
    path.write_text("".join(f"{line} rw 0 0\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_network_filesystem_is_refused(tmp_path: Path, kind: str) -> None:
    table = mounts(tmp_path, "root / ext4", f"server:/share {tmp_path.resolve()} {kind}")

    with pytest.raises(StorageError, match="local disk"):
        refuse_network_filesystem(tmp_path, table)


def test_a_local_disk_below_a_share_is_fine(tmp_path: Path) -> None:
    local = tmp_path / "local"
    local.mkdir()
    table = mounts(tmp_path, f"server:/share {tmp_path.resolve()} nfs", f"/dev/sdb1 {local.resolve()} ext4")

    refuse_network_filesystem(local, table)


def test_a_share_mounted_over_a_local_disk_counts(tmp_path: Path) -> None:
    place = tmp_path.resolve()
    table = mounts(tmp_path, f"/dev/sdb1 {place} ext4", f"server:/share {place} nfs")

    with pytest.raises(StorageError, match="nfs"):
        refuse_network_filesystem(tmp_path, table)


def test_a_share_whose_name_merely_starts_alike_does_not_count(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    table = mounts(tmp_path, "root / ext4", f"server:/share {(tmp_path / 'wor').resolve()} nfs")

    refuse_network_filesystem(folder, table)


def test_a_mount_point_with_a_space_is_understood(tmp_path: Path) -> None:
    folder = tmp_path / "my share"
    folder.mkdir()
    table = mounts(tmp_path, f"server:/share {str(folder.resolve()).replace(' ', chr(92) + '040')} nfs")

    with pytest.raises(StorageError):
        refuse_network_filesystem(folder, table)


def test_a_system_without_a_table_of_mounts_is_not_checked(tmp_path: Path) -> None:
    refuse_network_filesystem(tmp_path, tmp_path / "no such table")
