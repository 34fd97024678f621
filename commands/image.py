"""`lenswatch image`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from lenswatch.classifier.image.decoding import read_picture
from lenswatch.classifier.image.observing import ImageObserver
from lenswatch.classifier.image.problem import PictureError
from lenswatch.commands.options import AsJson
from lenswatch.commands.session import Session
from lenswatch.commands.show_image import show_observation, show_problem
from lenswatch.core.exit_code import ExitCode


def image(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Pictures: JPEG, PNG, WebP, GIF, BMP, AVIF.")],
    as_json: AsJson = False,
) -> None:
    """What the image side sees in pictures: kind of object and fingerprint. It does not say whether a camera is hidden.

    Example: lenswatch image photo.jpg --json
    """
    session: Session = context.obj
    observer, bad = ImageObserver.load(), 0
    for file in session.counted("looking", files):
        try:
            show_observation(session, file, observer.observe(read_picture(file)), as_json=as_json)
        except PictureError as error:
            bad += 1
            show_problem(session, file, error, as_json=as_json)
    sys.exit(ExitCode.USER_ERROR if bad else ExitCode.OK)
