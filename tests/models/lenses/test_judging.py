from pathlib import Path

import PIL.Image
import pytest

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError
from lenswatch.models.lenses.judged import ALLOWED, Judged, cuts_by_fold, cuts_of, on_a_spot, read_judged, write_judged
from lenswatch.models.lenses.shop_pictures import Kind, ShopPicture, shop_pictures
from lenswatch.models.lenses.splitting import folds_of
from lenswatch.models.lenses.spot import Spot

HEAD = "file,device_type,source,cue,neardup_group\n"


def judged(number: int, kind: Kind = Kind.LOOK_ALIKE, score: float = 0.0, fold: int = 0) -> Judged:
    return Judged(
        sha256=f"{number:064x}",
        kind=kind,
        source="a",
        device="clock",
        fold=fold,
        lens=score,
        lens_there=True,
        callout=0.0,
        callout_there=False,
    )


def picture(name: str, source: str, kind: Kind, device: str, likes: str) -> ShopPicture:
    return ShopPicture(Path(name), sha256_of(name.encode()), kind, source, device, likes, ())


def test_a_cut_lets_no_more_than_the_allowed_share_through() -> None:
    rows = [judged(number, score=number / 1000) for number in range(200)]
    cuts = cuts_of(rows)
    assert sum(one.lens > cuts["lens"] for one in rows) == ALLOWED * 200


def test_a_fold_has_no_say_in_its_own_cut() -> None:
    rows = [judged(number, score=0.9 if number % 2 else 0.1, fold=number % 2) for number in range(40)]
    assert {fold: cuts["lens"] for fold, cuts in cuts_by_fold(rows).items()} == {0: 0.9, 1: 0.1}


def test_a_lens_found_elsewhere_is_not_found() -> None:
    elsewhere = judged(1, Kind.LENS, 0.9).model_copy(update={"lens_there": False})
    cuts = {"lens": 0.5, "callout": 0.5}
    assert elsewhere.found(cuts)
    assert not elsewhere.found_there(cuts)


def test_near_a_lens_counts_as_on_it() -> None:
    spots = [Spot("lens", 100, 100, 10)]
    assert on_a_spot(12, 12, spots)
    assert not on_a_spot(16, 12, spots)


def test_the_table_reads_back_what_was_written(tmp_path: Path) -> None:
    rows = [judged(1, Kind.LENS, 0.5), judged(2)]
    write_judged(tmp_path / "t.csv", rows)
    assert read_judged(tmp_path / "t.csv") == rows


def test_what_ships_was_judged_by_folds_of_shops_and_devices() -> None:
    rows = read_judged()
    folds: dict[str, set[int]] = {}
    largest = max({one.source for one in rows}, key=lambda source: sum(one.source == source for one in rows))
    for one in rows:
        if one.source != largest:
            folds.setdefault(one.source, set()).add(one.fold)
        elif one.kind in {Kind.LENS, Kind.CALLOUT}:
            folds.setdefault(f"{one.kind} {one.device}", set()).add(one.fold)
    assert folds
    assert all(len(its) == 1 for its in folds.values())


def test_like_pictures_and_like_devices_are_never_parted() -> None:
    shown = [
        picture("big__p1_img_1.jpg", "big", Kind.LENS, "clock", "1"),
        picture("big__p2_img_1.jpg", "big", Kind.LENS, "clock", "2"),
        picture("big__p3_img_1.jpg", "big", Kind.LOOK_ALIKE, "socket", "2"),
        picture("big__p4_img_1.jpg", "big", Kind.CALLOUT, "pen", "4"),
        picture("other__a.jpg", "other", Kind.PLAIN, "general", "5"),
        picture("other__b.jpg", "other", Kind.LENS, "clock", "6"),
    ]
    folds = folds_of(shown)
    assert folds[0] == folds[1] == folds[2]
    assert folds[4] == folds[5]
    assert len(set(folds)) > 1


def test_the_manifest_says_what_a_picture_is(tmp_path: Path) -> None:
    rows = ("covert.png,clock,a,none,1", "lookalike.png,clock,a,,2", "product.png,webcam,a,,3", "general.png,book,b,,4")
    (tmp_path / "MANIFEST.csv").write_text(HEAD + "\n".join(rows), encoding="utf-8")
    for number, row in enumerate(rows):
        PIL.Image.new("RGB", (20, 20), (number, 0, 0)).save(tmp_path / row.split(",")[0])
    kinds = [one.kind for one in shop_pictures(tmp_path)]
    assert kinds == [Kind.UNSEEN, Kind.LOOK_ALIKE, Kind.BELONGS, Kind.PLAIN]


def test_a_manifest_without_a_column_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "MANIFEST.csv").write_text("file,cue\na.png,\n", encoding="utf-8")
    with pytest.raises(UserError, match="needs the columns cue, device_type"):
        shop_pictures(tmp_path)


def test_a_picture_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "MANIFEST.csv").write_text(HEAD + "gone.png,clock,a,,1\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"gone\.png: cannot be read"):
        shop_pictures(tmp_path)
