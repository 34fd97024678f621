import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lenswatch.core.errors import LexiconError
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.problems import Severity
from lenswatch.keywords.sheets.checking import Examination, examine
from lenswatch.keywords.sheets.marking import marked
from lenswatch.keywords.sheets.nearest import nearest
from lenswatch.keywords.term import Role, State

TODAY = date(2026, 1, 1)


def rows(folder: Path, *lines: str, file: str = "terms/few.csv") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text("\n".join([text, *lines, ""]), encoding="utf-8")


def told(found: Examination, severity: Severity = Severity.WARNING) -> list[str]:
    return [f"{one.place.cell if one.place else ''} {one.what}" for one in found.of(severity)]


@pytest.fixture
def clean(tables: Path) -> Path:
    """The small lexicon without its one doubtful row."""
    path = tables / "exclusions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("手表盒,*", "手表盒,*;T1"), encoding="utf-8")
    return tables


SHORTER = "T90,偷拍,zh,alert,2,active,IMG,,,,,,authored,,,,,"
LONGER = "T91,偷拍神器,zh,alert,5,active,IMG,,,,,,authored,,,,,"


def term(identifier: str, text: str, role: str = "context", more: str = "IMG,,,,,,authored,,,,,") -> str:
    return f"{identifier},{text},zh,{role},2,active,{more}"


def test_the_shipped_lexicon_has_neither_errors_nor_warnings() -> None:
    assert examine(shipped_keywords(), date(2026, 11, 22)).findings == ()


def test_a_clean_lexicon_has_nothing_to_tell(clean: Path) -> None:
    assert examine(clean, TODAY).findings == ()


@pytest.mark.parametrize(
    ("lines", "cell", "problem"),
    [
        ([term("T90", "秒", "feature")], "B12", "one character and counts alone"),
        ([SHORTER, LONGER], "B12", "of the same role and more weight"),
        ([term("T9O", "甲乙"), term("T90", "丙丁")], "A13", "T90 is easily taken for T9O"),
        ([term("T90", "甲乙", more="IMG,,,,,3/4/2026,authored,,,,,")], "L12", "may be 2026-03-04 / 2026-04-03"),
        ([term("T90", "甲乙", more="IMG,,,,,,authored,,,,2025-12-31,")], "Q12", "2025-12-31 is over"),
    ],
)
def test_doubtful_terms_are_told_at_their_cell(clean: Path, lines: list[str], cell: str, problem: str) -> None:
    rows(clean, *lines)

    found = examine(clean, TODAY)

    [said] = told(found)
    assert said.startswith(cell)
    assert problem in said
    assert Lexicon.load(clean).terms, "a warning stops nothing"


def test_a_reason_silences_the_question_for_a_shorter_term(clean: Path) -> None:
    rows(clean, f"{SHORTER}also alone", LONGER)

    assert told(examine(clean, TODAY)) == []


def test_a_term_an_exclusion_always_cancels_is_told(clean: Path) -> None:
    rows(clean, term("T90", "手表盒"))

    [said] = told(examine(clean, TODAY))
    assert said == 'B12 "手表盒" never counts: X1 always cancels it; retire one of the two.'


def test_an_exclusion_around_a_term_that_counts_alone_is_told(tables: Path) -> None:
    [said] = told(examine(tables, TODAY))

    assert said.startswith('C2 "针孔摄像头支架" cancels "针孔摄像头" (T1, block)')


def test_selectors_that_find_nothing_are_told(clean: Path) -> None:
    rows(clean, "X9,clause,甲乙,T8,mention,", "X10,clause,丙丁,@purpose,mention,", file="exclusions.csv")

    assert told(examine(clean, TODAY)) == [
        "D4 T8 is retired; remove it or name its successor.",
        "D4 no active term is selected, so this changes nothing.",
        "D5 no active term is selected, so this changes nothing.",
    ]


def test_a_policy_that_makes_too_many_spellings_is_named(clean: Path) -> None:
    others = ";".join(chr(0x4E00 + number) for number in range(40))
    rows(clean, f"shape,头,{others},authored,", f"shape,孔,{others},authored,", file="variants.csv")
    rows(clean, term("T90", "孔头", more="IMG,,shape,,,,authored,,,,,"))

    found = [said for said in told(examine(clean, TODAY)) if "spellings" in said]

    assert found[0].startswith("I12 the policy shape makes ")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("警告", "alert (提示)"),
        ("Block", "block (拦截)"),
        ("cover story", "cover_story (掩护说辞)"),
        ("伪装", "disguise (伪装物)"),
    ],
)
def test_the_nearest_role_is_suggested(wrong: str, right: str) -> None:
    assert nearest(wrong, list(Role)) == right


@pytest.mark.parametrize(("wrong", "right"), [("启用", "active (生效)"), ("actve", "active (生效)"), ("xyz", "")])
def test_the_nearest_state_is_suggested(wrong: str, right: str) -> None:
    assert nearest(wrong, list(State)) == right


def test_a_misspelt_column_is_told_with_the_right_one(clean: Path) -> None:
    path = clean / "terms" / "few.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("角色|role", "角色|rule"), encoding="utf-8")

    assert "D1 this column is not known; did you mean 角色|role?" in told(examine(clean, TODAY), Severity.ERROR)


def test_the_changelog_is_checked_where_there_is_one(clean: Path) -> None:
    head = "时间|time,执行人|actor,动作|action,对象|object,理由|reason,版本|version"
    (clean / "CHANGELOG.csv").write_text(f"{head}\nsoon,a,edit,T1,,\n2026/11/22 10:00,a,edit,T1,b,\n", encoding="utf-8")

    assert told(examine(clean, TODAY), Severity.ERROR) == [
        'A2 "soon" is not a time such as 2026-11-22T10:00:00+08:00.',
        "E2 is empty; fill it in.",
    ]


def test_one_file_is_checked_within_its_lexicon(tables: Path) -> None:
    rows(tables, term("T90", "甲乙", "警告"))

    assert len(told(examine(tables / "terms" / "few.csv", TODAY), Severity.ERROR)) == 1
    assert examine(tables / "context.csv", TODAY).findings == ()


def test_a_marked_copy_beside_the_tables_is_checked_itself(tables: Path) -> None:
    beside = tables / "marked.xlsx"
    rows(tables, term("T90", "甲乙", "警告"))
    beside.write_bytes(marked(examine(tables, TODAY), str, Taxonomy.load()))

    assert len(told(examine(beside, TODAY), Severity.ERROR)) == 1
    assert len(told(examine(tables, TODAY), Severity.ERROR)) == 1


def test_a_file_of_no_lexicon_is_refused(tmp_path: Path) -> None:
    alone = tmp_path / "alone.csv"
    alone.write_text("a,b\n", encoding="utf-8")

    with pytest.raises(LexiconError, match="belongs to no lexicon"):
        examine(alone, TODAY)
    with pytest.raises(LexiconError, match="there is no such file"):
        examine(tmp_path / "nowhere.csv", TODAY)


def test_the_marked_copy_shows_each_problem_and_can_be_mended_in_place(clean: Path, tmp_path: Path) -> None:
    rows(clean, term("T90", "甲乙", "警告"))
    path = tmp_path / "marked.xlsx"
    path.write_bytes(marked(examine(clean, TODAY), str, Taxonomy.load()))
    workbook = load_workbook(path)
    page = workbook["词语 few"]

    assert page["S1"].value == "问题|problem"
    assert "did you mean alert (提示)?" in str(page["S12"].value)
    assert page["D12"].fill.fgColor.rgb == "FFFFC7CE"

    page["D12"] = "alert"
    workbook.save(path)

    assert {one.id: one.role for one in Lexicon.load(path).terms}["T90"] is Role.ALERT


def test_what_has_no_cell_stands_on_a_sheet_of_its_own(clean: Path, tmp_path: Path) -> None:
    shutil.rmtree(clean / "terms")
    path = tmp_path / "marked.xlsx"
    path.write_bytes(marked(examine(clean, TODAY), str, Taxonomy.load()))

    assert "the folder terms is missing" in str(load_workbook(path)["问题 problems"]["A1"].value)
