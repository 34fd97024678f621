"""A workspace: one folder with the configuration, the curators' tables, site files and the ledger."""

import shutil
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Self

from lenswatch.classifier.sellers import table as seller_table
from lenswatch.core.config import FILE_NAME, Config
from lenswatch.core.errors import WorkspaceError
from lenswatch.core.files import storage_error

_TABLES = "keywords"


@dataclass(frozen=True)
class Workspace:
    """Where everything of one team lies."""

    root: Path
    config: Config

    @classmethod
    def find(cls, start: Path) -> Self | None:
        """The workspace of a folder: it or the nearest parent that holds lenswatch.toml."""
        for folder in (start, *start.parents):
            if (folder / FILE_NAME).is_file():
                return cls(folder, Config.read(folder / FILE_NAME))
        return None

    @classmethod
    def create(cls, root: Path) -> Self:
        """Lay out a new workspace: settings, a copy of the lexicon, empty sites/, data/ and sellers.csv.

        Raises:
            WorkspaceError: If one is there already.
        """
        if (root / FILE_NAME).exists():
            raise WorkspaceError("{folder}: holds a workspace already; nothing was changed.", folder=root)
        if root.exists() and not root.is_dir():
            raise WorkspaceError("{folder}: is a file; name a folder.", folder=root)
        try:
            return cls._laid_out(root)
        except OSError as error:
            raise storage_error(error, root) from error

    @classmethod
    def _laid_out(cls, root: Path) -> Self:
        for name in ("sites", "data"):
            (root / name).mkdir(parents=True, exist_ok=True)
        with as_file(files("lenswatch").joinpath(_TABLES)) as shipped:
            for table in sorted(shipped.rglob("*.csv")):
                copy = root / _TABLES / table.relative_to(shipped)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(table, copy)
        if not (root / seller_table.FILE_NAME).exists():  # a folder may hold one already, and no settings
            (root / seller_table.FILE_NAME).write_bytes(seller_table.EMPTY)
        template = files("lenswatch").joinpath("operations", "workspace.toml").read_text(encoding="utf-8")
        (root / FILE_NAME).write_text(template, encoding="utf-8")
        return cls(root, Config.read(root / FILE_NAME))

    @property
    def ledger(self) -> Path:
        """The SQLite file."""
        return self.root / "data" / "ledger.sqlite"

    @property
    def warc(self) -> Path:
        """Folder of captured responses."""
        return self.root / "data" / "warc"

    @property
    def log(self) -> Path:
        """What libraries warned of."""
        return self.root / "data" / "lenswatch.log"

    @property
    def reports(self) -> Path:
        """Folder that holds drafts/."""
        return self.root / "reports"

    @property
    def nights(self) -> Path:
        """Folder of the nights' summaries."""
        return self.root / "nights"

    @property
    def keywords(self) -> Path | None:
        """The team's own lexicon tables, or None to use those that ship."""
        folder = self.root / _TABLES
        return folder if folder.is_dir() else None

    @property
    def sellers(self) -> Path:
        """What people decided of sellers; need not be there."""
        return self.root / seller_table.FILE_NAME

    @property
    def sites(self) -> Path:
        """The team's own site files."""
        return self.root / "sites"
