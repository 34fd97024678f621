"""Serving the demo where it was served last, so that its pages keep their addresses."""

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lenswatch.operations.demo.server import DemoMarketplace, serve_marketplace

PORT_NOTE = Path("data", "demo-port")
"""Below the workspace: the port of the last run; also what tells a demo's folder from others."""


@dataclass(frozen=True)
class Served:
    """Where the marketplace is served."""

    base_url: str

    @property
    def authority(self) -> str:
        """Host and port."""
        return urlsplit(self.base_url).netloc


@contextmanager
def served(root: Path, marketplace: DemoMarketplace) -> Iterator[Served]:
    """Serve at the port of the last run; if it is taken, at any free one.

    Args:
        root: The demo's workspace.
        marketplace: What is served.
    """
    note = root / PORT_NOTE
    port = int(note.read_text(encoding="ascii")) if note.exists() else 0
    with ExitStack() as stack:
        try:
            base_url = stack.enter_context(serve_marketplace(marketplace, port=port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            base_url = stack.enter_context(serve_marketplace(marketplace))
        note.write_text(str(urlsplit(base_url).port), encoding="ascii")
        yield Served(base_url)
