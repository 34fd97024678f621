"""Every error lenswatch raises on purpose.

    LenswatchError
    ├── UserError            exit 2: a file, option or setting must be mended
    │   ├── ConfigError          lenswatch.toml
    │   ├── FeedError            a row of a listing file
    │   ├── LexiconError         a table of the lexicon
    │   ├── ModelError           files of a trained model
    │   ├── SiteError            a site file
    │   └── WorkspaceError       no workspace here, or one in use
    │       └── BusyError            exit 75: another process is at the same work
    └── OutsideError         exit 3: the world outside failed; run again later
        ├── ClosedError          outside the hours in which sites may be visited
        ├── FetchError           a page could not be had
        ├── StorageError         a disk is full or refuses
        └── EvidenceError        an archived response is gone or altered

Anything else that escapes is a bug: exit 4.
"""

from lenswatch.core.exit_code import ExitCode
from lenswatch.core.messages import Message


class LenswatchError(Exception):
    """Carries a message template and its fields, so that it can be shown in the reader's language.

    Args:
        template: English text with named fields in braces; the key of the message catalogue.
        fields: Values for the braces.
    """

    exit_code = ExitCode.BUG

    def __init__(self, template: str, **fields: object) -> None:
        super().__init__(template, fields)
        self.message = Message(template, fields)

    def __str__(self) -> str:
        return str(self.message)


class UserError(LenswatchError):
    """Something the user can mend."""

    exit_code = ExitCode.USER_ERROR


class ConfigError(UserError):
    """A setting of lenswatch.toml, named by its key."""


class FeedError(UserError):
    """A row of a listing file, named by line and field."""


class LexiconError(UserError):
    """A cell of a lexicon table, named by file, line and column."""


class ModelError(UserError):
    """A file of a trained model is missing, altered or of another version."""


class SiteError(UserError):
    """A line of a site file."""


class WorkspaceError(UserError):
    """No workspace here, or another process holds it."""


class BusyError(WorkspaceError):
    """Another process is at the same work in this workspace; nothing was done."""

    exit_code = ExitCode.BUSY


class OutsideError(LenswatchError):
    """The world outside failed."""

    exit_code = ExitCode.OUTSIDE_ERROR


class ClosedError(OutsideError):
    """The hours in which sites may be visited have not begun."""


class FetchError(OutsideError):
    """A page could not be had."""


class StorageError(OutsideError):
    """A disk is full, or a filesystem does not keep its promises."""


class EvidenceError(OutsideError):
    """An archived response is gone, or is not what was written."""
