"""What became of pictures, in words."""

from collections.abc import Mapping

from lenswatch.classifier.explaining.picture_words import problems_in_words
from lenswatch.core.messages import Message, message


def pictures_line(judged: int, problems: Mapping[str, int]) -> Message:
    """How many pictures took part, and what kept others from counting."""
    if not problems:
        return message("Pictures that took part: {judged}", judged=judged)
    return message(
        "Pictures that took part: {judged}; not judged, or not with what is printed in them: {problems}",
        judged=judged,
        problems=problems_in_words(problems),
    )
