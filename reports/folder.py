"""A folder of files that is complete or not there."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

from lenswatch.core.digest import sha256_of
from lenswatch.core.files import storage_error

SUMS = "SHA256SUMS"


def with_sums(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files and SHA256SUMS over them, as sha256sum writes it."""
    lines = [f"{sha256_of(files[name])}  {name}\n" for name in sorted(files)]
    return {**files, SUMS: "".join(lines).encode()}


def publish(folder: Path, files: Mapping[str, bytes], check: Callable[[Path], None]) -> Path:
    """Write a folder aside, check it as it lies on the disk, and rename it.

    A folder that holds the same files already is left as it is. One that holds others is never overwritten, someone
    may have worked in it: the new one is named `<folder>-2`, `-3` and so on.

    Raises:
        StorageError: If the disk is full or refuses.
    """
    for target in _candidates(folder):
        if _holds(target, files):
            return target
        if not target.exists():
            _write(target, files, check)
            return target
    raise AssertionError("unreachable: candidates never end")


def names_in(folder: Path) -> set[str]:
    """Paths of all files below a folder, parts joined by "/"."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _candidates(folder: Path) -> Iterator[Path]:
    yield folder
    for number in count(2):
        yield folder.with_name(f"{folder.name}-{number}")


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    if not folder.is_dir() or names_in(folder) != set(files):
        return False
    return all((folder / name).read_bytes() == data for name, data in files.items())


def _write(target: Path, files: Mapping[str, bytes], check: Callable[[Path], None]) -> None:
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        for name, data in files.items():
            (aside / name).parent.mkdir(exist_ok=True)
            with (aside / name).open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        check(aside)
        aside.rename(target)
    except OSError as error:
        raise storage_error(error, target) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
