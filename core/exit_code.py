"""What a command tells the program that started it."""

from enum import IntEnum


class ExitCode(IntEnum):
    """A nightly job can tell a bad lexicon from a marketplace that is down."""

    OK = 0
    FINDINGS = 1
    """The command was asked to fail on what it found."""
    USER_ERROR = 2
    """Bad file, bad option, bad configuration."""
    OUTSIDE_ERROR = 3
    """Site down, disk full, network gone."""
    BUG = 4
    """Ours."""
    BUSY = 75
    """Refused, because another process is at the same work; try again later (EX_TEMPFAIL of BSD's sysexits.h)."""
