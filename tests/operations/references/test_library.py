from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
import skimage.data

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.reuse.reference_match import ReferenceKind
from lenswatch.core.clock import FixedClock
from lenswatch.core.errors import UserError
from lenswatch.core.listing import Listing
from lenswatch.ledger.captures import Captures
from lenswatch.ledger.listings import Listings
from lenswatch.ledger.payloads import Payloads
from lenswatch.ledger.reference_matches import ReferenceMatches
from lenswatch.ledger.references import Provenance, References
from lenswatch.ledger.runs import RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.operations.pictures.finding import PictureFinder
from lenswatch.operations.references.adding import Added, add_reference
from lenswatch.operations.references.library import Library
from lenswatch.operations.references.parts import parts_of_files
from lenswatch.operations.references.statistics import figures
from lenswatch.operations.references.watching import Watch, one_listing

MANUAL = (
    "按住复位孔五秒，指示灯熄灭即进入配对，打开应用后输入无线网络密码，等待提示音响起即可在手机上看到画面。"
    "存储卡请先格式化，循环覆盖最早的文件，远程查看需要登录账号，机身自带电池约可工作六十分钟。"
)
OTHER = (
    "棉质枕套四件式，含两只枕套一条床单一条被套，面料亲肤透气，机洗不易变形，适合一米五与一米八的床，七天无理由退换。"
)


@dataclass
class Shelf:
    """A ledger with a library and ways to use it."""

    store: Store
    clock: FixedClock
    folder: Path
    backbone: Backbone

    @property
    def references(self) -> References:
        return References(self.store, self.clock)

    def files(self, name: str, text: str = "", picture: PIL.Image.Image | None = None) -> list[Path]:
        place = self.folder / name
        place.mkdir(exist_ok=True)
        if picture:
            picture.save(place / "photo.png")
        if text:
            (place / "manual.txt").write_text(text, encoding="utf-8")
        return sorted(place.iterdir())

    def add(
        self,
        name: str,
        text: str = "",
        picture: PIL.Image.Image | None = None,
        **fields: Any,  # noqa: ANN401 - the fields of any provenance
    ) -> Added:
        said: dict[str, Any] = {"kind": ReferenceKind.DEVICE, "label": name, "source": "鉴定 1", "added_by": "李雷"}
        provenance = Provenance(**(said | {"legal_basis": "合同"} | fields))
        parts = parts_of_files(self.files(name, text, picture))
        return add_reference(self.references, provenance, parts, self.backbone, keep_text=False)

    def found(self, library: Library, name: str, text: str = "", picture: PIL.Image.Image | None = None) -> list[int]:
        seen = parts_of_files(self.files(name, text, picture)).observed(self.backbone)
        return [match.reference for match in library.matches(seen)]

    def listed(self, number: str, text: str) -> None:
        listing = Listing(id=number, platform="DEMO", title=f"新标题{number}", description=text)
        runs = Runs(self.store, self.clock)
        Listings(self.store, self.clock).record(listing, runs.begin(RunKind.IMPORT, "feed"), None)

    def watch(self) -> Watch:
        return Watch(
            Library(self.references),
            Listings(self.store, self.clock),
            PictureFinder(Payloads(Captures(self.store), self.folder)),
            ReferenceMatches(self.store, self.clock),
            self.backbone,
        )


@pytest.fixture(scope="module")
def backbone() -> Backbone:
    return Backbone.load()


@pytest.fixture
def shelf(tmp_path: Path, backbone: Backbone) -> Iterator[Shelf]:
    with Store.open(tmp_path / "ledger.sqlite") as store:
        yield Shelf(store, FixedClock(datetime(2026, 11, 22, 2, 0, tzinfo=UTC)), tmp_path, backbone)


@pytest.fixture(scope="module")
def cat() -> PIL.Image.Image:
    return PIL.Image.fromarray(skimage.data.chelsea())


@pytest.fixture(scope="module")
def coffee() -> PIL.Image.Image:
    return PIL.Image.fromarray(skimage.data.coffee())


def test_a_reference_is_live_for_a_library_that_is_open_already(shelf: Shelf, tmp_path: Path) -> None:
    library = Library(shelf.references)
    assert shelf.found(library, "seen", MANUAL) == []

    with Store.open(tmp_path / "ledger.sqlite") as other_process:
        Shelf(other_process, shelf.clock, tmp_path, shelf.backbone).add("case", MANUAL)

    assert shelf.found(library, "seen", MANUAL) == [1]


def test_one_added_after_another_is_live_too(shelf: Shelf) -> None:
    library = Library(shelf.references)
    shelf.add("case", MANUAL)
    assert shelf.found(library, "seen", MANUAL) == [1]
    shelf.add("second", OTHER)
    assert shelf.found(library, "seen", MANUAL + OTHER) == [1, 2]


def test_a_retired_reference_matches_no_more_and_its_history_stays(shelf: Shelf) -> None:
    library = Library(shelf.references)
    shelf.add("case", MANUAL)
    shelf.listed("1", MANUAL)
    watch = shelf.watch()
    assert len(watch.compare(one_listing(watch.listings, "1")).matches) == 1

    shelf.references.retire(1, "韩梅梅", "决定已撤销")

    assert shelf.found(library, "seen", MANUAL) == []
    assert shelf.references.get(1).retired_why == "决定已撤销"
    assert figures(shelf.references, watch.recorded).references[0].matches == 1
    with pytest.raises(UserError, match="was retired on 2026-11-22 by 韩梅梅 already"):
        shelf.references.retire(1, "韩梅梅", "again")


@pytest.mark.parametrize(("later", "found"), [(timedelta(seconds=-1), [1]), (timedelta(0), [])])
def test_a_reference_is_silent_from_the_moment_it_expires(shelf: Shelf, later: timedelta, found: list[int]) -> None:
    expires = shelf.clock.now() + timedelta(days=3)
    shelf.add("case", MANUAL, expires_at=expires)
    shelf.clock.instant = expires + later
    assert shelf.found(Library(shelf.references), "seen", MANUAL) == found


def test_mirror_image_cut_and_collage_are_found(shelf: Shelf, cat: PIL.Image.Image, coffee: PIL.Image.Image) -> None:
    shelf.add("case", picture=cat)
    library = Library(shelf.references)
    turned = cat.transpose(PIL.Image.Transpose.FLIP_LEFT_RIGHT).crop((10, 8, 440, 290))
    sheet = PIL.Image.new("RGB", (820, 620), "white")
    for number, one in enumerate((coffee, cat, coffee, coffee)):
        sheet.paste(one.resize((400, 300)), (number % 2 * 420, number // 2 * 320))

    assert shelf.found(library, "mirror", picture=turned) == [1]
    assert shelf.found(library, "collage", picture=sheet) == [1]
    assert shelf.found(library, "other", picture=coffee) == []


def test_a_lawful_product_silences_its_own_picture(shelf: Shelf, cat: PIL.Image.Image) -> None:
    shelf.add("case", picture=cat)
    shelf.add("lawful", picture=cat, kind=ReferenceKind.LAWFUL)
    seen = parts_of_files(shelf.files("seen", picture=cat)).observed(shelf.backbone)

    (match,) = Library(shelf.references).matches(seen)

    assert (match.taken.matched, match.expert_review, match.pictures[0].silenced_by) == (0, False, 2)


@pytest.mark.parametrize("missing", ["source", "legal_basis", "added_by"])
def test_nothing_enters_without_who_and_why(shelf: Shelf, missing: str) -> None:
    with pytest.raises(UserError, match="is empty"):
        shelf.add("case", MANUAL, None, **{missing: " "})
    assert shelf.references.all() == ()


def test_a_dossier_with_a_picture_that_cannot_be_read_is_refused_whole(shelf: Shelf) -> None:
    shelf.files("case", MANUAL)
    (shelf.folder / "case" / "page.jpg").write_text("<html>")
    with pytest.raises(UserError, match=r"page\.jpg: is a web page"):
        shelf.add("case")
    assert shelf.references.all() == ()


def test_neither_pictures_nor_texts_are_kept(shelf: Shelf, cat: PIL.Image.Image) -> None:
    before = len(shelf.store.connection.serialize())
    shelf.add("case", MANUAL, cat)
    kept = shelf.store.connection.serialize()
    assert MANUAL[:12].encode() not in kept
    assert len(kept) - before < 20_000


def test_every_listing_is_compared_and_again_when_the_library_grew(shelf: Shelf) -> None:
    shelf.add("case", MANUAL)
    for number, text in enumerate((MANUAL, OTHER, "新到货！" + MANUAL)):
        shelf.listed(str(number), text)
    watch = shelf.watch()

    found = {one.key: one.expert_review for one in watch.compare_waiting()}

    assert found == {"DEMO:0": True, "DEMO:1": False, "DEMO:2": True}
    assert (watch.waiting(), watch.recorded.compared()) == ((), (3, 3))
    shelf.add("second", OTHER)
    assert len(watch.waiting()) == 3


def test_a_listing_does_not_match_the_reference_made_of_it(shelf: Shelf) -> None:
    shelf.listed("1", MANUAL)
    shelf.add("case", MANUAL, listing_key="DEMO:1")
    watch = shelf.watch()
    assert watch.compare(one_listing(watch.listings, "1")).matches == ()


def test_figures_of_nothing_are_none_and_never_0(shelf: Shelf) -> None:
    shelf.add("case", MANUAL, expires_at=shelf.clock.now() + timedelta(days=3))
    told = figures(shelf.references, ReferenceMatches(shelf.store, shelf.clock))
    one = told.references[0]
    assert (one.escape_rate, one.recatch_hours_p50, one.recatch_hours_p95) == (None, None, None)
    assert (told.devices, told.lawful, told.due) == (1, 0, (1,))


def test_escapes_and_hours_to_recatch_are_those_of_relisted_goods(
    shelf: Shelf, flag: Callable[[Shelf, str], None]
) -> None:
    shelf.listed("before", MANUAL)
    shelf.clock.advance(hours=1)
    shelf.add("case", MANUAL)
    for number in ("1", "2"):
        shelf.listed(number, MANUAL)
    watch = shelf.watch()
    shelf.clock.advance(hours=2)
    watch.compare(one_listing(watch.listings, "1"))
    watch.compare(one_listing(watch.listings, "before"))
    flag(shelf, "2")
    shelf.clock.advance(hours=48)
    watch.compare(one_listing(watch.listings, "2"))

    told = figures(shelf.references, watch.recorded).references[0]

    assert (told.matches, told.relisted, told.escaped, told.escape_rate) == (3, 2, 1, 0.5)
    assert (told.recatch_hours_p50, told.recatch_hours_p95) == (2.0, 50.0)


@pytest.fixture
def flag() -> Callable[[Shelf, str], None]:
    def flag_(shelf: Shelf, number: str) -> None:
        stored = Listings(shelf.store, shelf.clock).find(number)[0]
        run_id = Runs(shelf.store, shelf.clock).begin(RunKind.SCREENING, "v")
        with shelf.store.transaction() as connection:
            connection.execute(
                "INSERT INTO verdict (revision_id, versions_sha256, run_id, score, band, verdict, decided_at)"
                " VALUES (?, 'v', ?, 0.9, 'flag', '{}', ?)",
                (stored.revision_id, run_id, shelf.clock.now().isoformat(timespec="microseconds")),
            )

    return flag_
