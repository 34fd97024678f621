"""What kept pictures from counting, in words."""

from collections.abc import Mapping

from lenswatch.core.messages import Message, message
from lenswatch.core.picture_note import PictureProblem

PROBLEMS: Mapping[PictureProblem, Message] = {
    PictureProblem.UNREADABLE: message("could not be opened"),
    PictureProblem.EMPTY: message("empty files"),
    PictureProblem.TOO_HEAVY: message("files too large"),
    PictureProblem.NOT_A_PICTURE: message("no pictures, or of a format that is not read"),
    PictureProblem.DRAWING: message("SVG drawings, which are not run"),
    PictureProblem.TOO_MANY_PIXELS: message("too many pixels"),
    PictureProblem.TOO_SMALL: message("too small to see anything"),
    PictureProblem.DAMAGED: message("damaged"),
    PictureProblem.CLIP: message("videos"),
    PictureProblem.NOT_HELD: message("not captured"),
    PictureProblem.OUTSIDE_FOLDER: message("path leads out of the folder of pictures"),
    PictureProblem.CAPTURE_DAMAGED: message("archive damaged"),
    PictureProblem.BEYOND_LISTING: message("more than are looked at for one listing"),
    PictureProblem.BEYOND_RUN: message("more than one run may look at"),
    PictureProblem.NO_TEXT_READER: message("print not read: the extra ocr is not installed"),
    PictureProblem.TEXT_BEYOND_RUN: message("print not read: the run's time was used up"),
    PictureProblem.TEXT_CUT_OFF: message("print not read to its end: very long"),
}


def problems_in_words(problems: Mapping[str, int]) -> Message:
    """Each problem with how often it came, parted by commas."""
    whole: Message | None = None
    for problem, count in sorted(problems.items()):
        one = message("{what} {count}", what=PROBLEMS[PictureProblem(problem)], count=count)
        whole = one if whole is None else message("{one}, {other}", one=whole, other=one)
    return whole or Message("")
