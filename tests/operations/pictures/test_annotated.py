"""Annotated pictures: what was seen is boxed in a copy; none is kept where faces cannot be hidden."""

from collections.abc import Callable
from io import BytesIO

import PIL.Image
import PIL.ImageFont
import pytest

from lenswatch.classifier.image.crops import CropKeeper
from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Verdict
from lenswatch.ledger.listings import Listings
from lenswatch.operations.drafting import draft_from_ledger
from lenswatch.operations.pictures.annotated import Annotating
from lenswatch.operations.pictures.finding import PictureFinder
from lenswatch.operations.pictures.ledger_sight import finder_of
from lenswatch.reports.pictures import DraftPictures
from lenswatch.reports.verify_draft import read_draft
from tests.operations.pictures.team import Team

Make = Callable[..., Team]


def caught(team: Team) -> tuple[Listing, Verdict]:
    team.draw("a.png", "navy")
    team.list_one("1", "北欧风挂钟 静音", "a.png")
    team.screen()
    (stored,) = Listings(team.store, team.clock).find("1")
    return stored.listing, team.verdict("1")


def annotated(team: Team, judged: tuple[Listing, Verdict], most: int = 9) -> DraftPictures:
    finder: PictureFinder = finder_of(team.workspace, team.store, team.pictures)
    return Annotating(finder, Taxonomy.load(), "zh").of([judged], most)


def test_a_picture_is_named_by_its_digest_and_holds_boxes_and_no_metadata(team_with: Make) -> None:
    pytest.importorskip("cv2", reason="the extra faces is not installed")
    team = team_with()
    judged = caught(team)
    digest = next(one.picture for one in judged[1].signals if one.picture)
    ((name, data),) = annotated(team, judged).files.items()

    assert name == f"evidence/{digest}.jpg"
    with PIL.Image.open(BytesIO(data)) as shown:
        assert shown.height > 64
        assert not shown.getexif()


def test_what_a_draft_has_no_room_for_is_counted(team_with: Make) -> None:
    pytest.importorskip("cv2", reason="the extra faces is not installed")
    team = team_with()

    assert annotated(team, caught(team), most=0) == DraftPictures(too_many=1)


def test_where_faces_cannot_be_hidden_no_picture_is_kept(team_with: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> CropKeeper:
        raise UserError("not installed")

    monkeypatch.setattr(CropKeeper, "load", missing)
    team = team_with()

    assert annotated(team, caught(team)) == DraftPictures(kept_out=1)


def test_a_picture_exchanged_since_is_not_shown_as_what_was_seen(team_with: Make) -> None:
    pytest.importorskip("cv2", reason="the extra faces is not installed")
    team = team_with()
    judged = caught(team)
    team.draw("a.png", "red")

    assert annotated(team, judged).files == {}


def test_a_draft_lists_its_pictures_and_an_altered_one_is_noticed(team_with: Make) -> None:
    pytest.importorskip("cv2", reason="the extra faces is not installed")
    team = team_with(folder="pictures")
    _, verdict = caught(team)
    assert verdict.band is Band.FLAG, verdict
    draft = draft_from_ledger(team.store, team.workspace, Taxonomy.load(), team.clock)
    assert draft.item_count == 1
    (picture,) = (draft.folder / "evidence").iterdir()

    assert read_draft(draft.folder).problems == ()
    assert "evidence/" in (draft.folder / "README_zh.txt").read_text(encoding="utf-8")
    indicators = read_draft(draft.folder).sheets["str_indicators.csv"]
    assert picture.stem in indicators.column("picture_sha256")

    picture.write_bytes(b"other")
    assert [str(one) for one in read_draft(draft.folder).problems] == [
        f"evidence/{picture.name}: has changed since the draft was written"
    ]


@pytest.mark.parametrize(("has_font", "label"), [(True, "针孔镜头 “"), (False, "pinhole lens “a lens”")])
def test_labels_speak_the_readers_language_where_a_font_has_it(
    team_with: Make, monkeypatch: pytest.MonkeyPatch, label: str, *, has_font: bool
) -> None:
    font = PIL.ImageFont.load_default(18) if has_font else None
    monkeypatch.setattr("lenswatch.classifier.image.annotating.chinese_font", lambda _: font)
    team = team_with()
    judged = caught(team)
    drawing = Annotating(finder_of(team.workspace, team.store, team.pictures), Taxonomy.load(), "zh")
    lens = (
        judged[1]
        .signals[0]
        .model_copy(update={"source": SignalSource.IMAGE, "code": "PINHOLE", "matched": "lens", "box": (0, 0, 9, 9)})
    )

    (mark,) = drawing._marks([lens])
    assert mark.label.startswith(label)
