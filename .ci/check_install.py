"""Build the wheel, install it alone in a fresh environment, and look at it as a user would.

Checks: the command works outside the checkout with its data files; the environment is at most 650 MB; every
installed package has a licence on the allow-list.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZE_LIMIT_MB = 650
ALLOWED = (
    "Apache;BSD;MIT;MPL;Mozilla;ISC;ISCL;PSF;Python Software Foundation;HPND;Historical Permission;Zope Public License;"
    "ZPL;Unlicense;Public Domain;CC0;0BSD;Zlib"
)


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Output of a command; its failure ends the check."""
    words = [str(part) for part in command]
    done = subprocess.run(words, check=False, text=True, stdout=subprocess.PIPE, cwd=cwd)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}")
    return done.stdout


def main() -> None:
    """Run every check."""
    with tempfile.TemporaryDirectory(prefix="lenswatch-install-") as name:
        place = Path(name)
        source = place / "source"
        left_out = shutil.ignore_patterns(".venv", ".git", "build", "demo-out", "*.egg-info")
        shutil.copytree(ROOT, source, symlinks=True, ignore=left_out)
        run(sys.executable, "-m", "venv", place / "venv")
        python, command = place / "venv" / "bin" / "python", place / "venv" / "bin" / "lenswatch"
        run(python, "-m", "pip", "install", "--quiet", source)
        shutil.rmtree(source)
        megabytes = size_in_megabytes(place / "venv")
        print(f"default install: {megabytes} MB (limit {SIZE_LIMIT_MB})")
        if megabytes > SIZE_LIMIT_MB:
            sys.exit("the default install is too large")
        print(run(command, "--lang", "en", "demo", "--out", place / "demo", cwd=place).splitlines()[-1])
        run(sys.executable, "-m", "venv", place / "tools")
        run(place / "tools" / "bin" / "python", "-m", "pip", "install", "--quiet", "pip-licenses>=5")
        check = ("--python", python, "--partial-match", "--allow-only", ALLOWED)
        packages = run(place / "tools" / "bin" / "pip-licenses", *check)
        print(f"licences: {len(packages.splitlines()) - 1} packages, all allowed")


def size_in_megabytes(folder: Path) -> int:
    """Disk use of a folder in MB of 2**20 bytes, without links and compiled caches counted twice."""
    sizes = (os.lstat(Path(top) / name).st_size for top, _, names in os.walk(folder) for name in names)
    return round(sum(sizes) / 2**20)


if __name__ == "__main__":
    main()
