"""What was asked of a night: by the options of the command, else by [nightly] of lenswatch.toml."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.crawling.crawl import Patience, Progress


@dataclass(frozen=True)
class Asked:
    """Where a night looks, and until when."""

    feeds: Path | None
    """Folder of feed files; None is "no feeds"."""
    sites: tuple[str, ...] | None
    """Names of sites; None is every file of the workspace's sites/, () is none."""
    finish_by: str | None
    """Time of day, HH:MM, local or with an offset; None is "no limit"."""

    @classmethod
    def of(cls, workspace: Workspace, feeds: Path | None, sites: tuple[str, ...] | None, finish_by: str | None) -> Self:
        """The options, where given; else the settings."""
        settings = workspace.config.nightly
        configured = workspace.root / settings.feeds if settings.feeds else None
        folder = feeds or configured
        return cls(
            folder.resolve() if folder else None,
            settings.sites if sites is None else sites,
            finish_by or settings.finish_by,
        )


@dataclass(frozen=True)
class Conduct:
    """How sites are visited where not as a stranger would: for tests and the demo, by code only."""

    allowed_loopback: frozenset[str] = frozenset()
    """`host:port` pairs of this machine that may be visited."""
    patience: Patience | None = None
    """How often and how long a failing page is waited for."""
    on_progress: Callable[[Progress], None] = field(default=lambda _: None)
    """Told of each page."""
