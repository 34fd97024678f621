"""The judgement to compare with: another lexicon, or verdicts of an earlier screening."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from lenswatch.classifier.screener import Screener
from lenswatch.core.errors import FeedError, UserError
from lenswatch.core.verdict import Verdict
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.shelf import Shelf
from lenswatch.models.evaluation.comparison import Comparison, compare, judged_earlier
from lenswatch.models.evaluation.judged import Judged, judge
from lenswatch.operations.releases.choice import own_keywords
from lenswatch.operations.workspace import Workspace

_RELEASE = re.compile(r"([1-9][0-9]{0,8})(-[0-9a-f]{8})?")


def lexicon_named(name: str, workspace: Workspace | None, at: datetime) -> Lexicon:
    """The lexicon in a folder or workbook, or a release of the workspace, as it counts at a moment.

    Args:
        name: Path, or number or name of a release, such as 3 or 3-1a2b3c4d.
        workspace: Whose releases are meant.
        at: The moment.

    Raises:
        UserError: If there is neither a folder nor a release of that name.
        LexiconErrors: If the tables are wrong.
    """
    path, release = Path(name), _RELEASE.fullmatch(name)
    if path.exists():
        return Lexicon.load(path).in_force(at)
    if release is None:
        raise UserError(
            "--against-lexicon {name}: is neither a folder of tables nor the number of a release", name=name
        )
    return Shelf(own_keywords(workspace, None)).find(int(release[1])).lexicon().in_force(at)


def against_lexicon(
    name: str, lexicon: Lexicon, build: Callable[[Lexicon], Screener], judged: Sequence[Judged]
) -> Comparison:
    """Judge the same listings with another lexicon and hold both side by side."""
    return compare(name, list(judge(build(lexicon), [one.row for one in judged])), judged)


def against_verdicts(file: Path, judged: Sequence[Judged]) -> Comparison:
    """Hold the judgement beside one that was made earlier, or by another installation.

    Raises:
        FeedError: If the file is missing or a line is no verdict.
        UserError: If rows without an id come from several files: their lines do not tell them apart.
    """
    if len({one.row.file for one in judged if one.row.listing.id is None}) > 1:
        raise UserError(
            "--against-verdicts: rows without an id come from several files; evaluate one file at a time, or add ids"
        )
    earlier = judged_earlier([one.row for one in judged], _verdicts(file))
    return compare(str(file), list(earlier), judged)


def _verdicts(file: Path) -> Iterator[Verdict]:
    if not file.is_file():
        raise FeedError("{file}: no such file", file=file)
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                yield Verdict.model_validate_json(line)
            except ValidationError as error:
                raise FeedError(
                    "{file}: line {line}: is no verdict of lenswatch screen", file=file, line=number
                ) from error
