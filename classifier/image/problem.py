"""What can be wrong with a picture. One bad picture never stops the others."""

from enum import StrEnum

from lenswatch.core.errors import UserError
from lenswatch.core.messages import Message


class PictureFault(StrEnum):
    """Why a picture could not be looked at."""

    UNREADABLE = "unreadable"
    """No such file, no right to read it, or not a plain file."""
    EMPTY = "empty"
    """No bytes."""
    TOO_HEAVY = "too_heavy"
    """More bytes than a picture of a listing has."""
    NOT_A_PICTURE = "not_a_picture"
    """A web page, text, or a format that is not read."""
    DRAWING = "drawing"
    """SVG: a program that draws, never run here."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """It declares more pixels than are decoded; nothing was."""
    TOO_SMALL = "too_small"
    """An icon or a tracking pixel."""
    CLIP = "clip"
    """A video clip that is too long, or what reads clips is not installed."""
    DAMAGED = "damaged"
    """It ends early, or its data contradict themselves."""


class PictureError(UserError):
    """One picture could not be looked at; the text says why, without naming the file.

    Args:
        fault: What it is, for programs.
        reason: What it is, for people.
    """

    def __init__(self, fault: PictureFault, reason: Message) -> None:
        super().__init__(reason.template, **reason.fields)
        self.fault = fault
