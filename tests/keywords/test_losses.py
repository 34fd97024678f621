import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.lexicon import Lexicon, LexiconErrors
from lenswatch.keywords.problems import Severity
from lenswatch.keywords.sheets.checking import examine
from lenswatch.keywords.sheets.losses import was_lost

TODAY = date(2026, 11, 22)
EMOJI = "📷孔,zh,alert,5,active,IMG,,,,https://example.org/a,,press,,,,,"


@pytest.fixture
def with_emoji(tables: Path) -> Path:
    few = tables / "terms" / "few.csv"
    text = few.read_text(encoding="utf-8").rstrip("\n")
    few.write_text(f"{text}\nT90,{EMOJI}\n", encoding="utf-8")
    return tables


def commit(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)


def lose(path: Path, *, encode: str = "utf-8") -> None:
    text = path.read_text(encoding="utf-8").encode("gbk", "replace").decode("gbk")
    path.write_bytes(text.encode(encode))


def told(folder: Path) -> list[str]:
    return [str(finding.message) for finding in examine(folder, TODAY).of(Severity.ERROR)]


def test_a_character_gbk_lost_is_an_error_with_the_old_text(with_emoji: Path) -> None:
    commit(with_emoji)
    few = with_emoji / "terms" / "few.csv"
    lose(few)
    line = len(few.read_text(encoding="utf-8").splitlines())

    with pytest.raises(LexiconErrors):
        Lexicon.load(with_emoji)
    [problem] = told(with_emoji)
    assert problem == (
        f'terms/few.csv:{line}:2: cell B{line} (term): "?孔" has lost characters: the last commit has "📷孔". A '
        'spreadsheet saved the table as GBK, which lacks them. Write "📷孔" again and save as "CSV UTF-8".'
    )


def test_a_file_that_is_still_gbk_names_the_same_cell(with_emoji: Path) -> None:
    commit(with_emoji)
    lose(with_emoji / "terms" / "few.csv", encode="gbk")

    found = told(with_emoji)

    assert "is not UTF-8" in found[0]
    assert any('the last commit has "📷孔"' in line for line in found)


def test_without_an_earlier_version_a_gbk_file_names_its_question_marks(with_emoji: Path) -> None:
    lose(with_emoji / "terms" / "few.csv", encode="gbk")

    assert any('"?孔": a ? may stand for a character that was lost' in line for line in told(with_emoji))


def test_outside_git_the_shipped_table_knows_what_was_lost(tables: Path) -> None:
    path = tables / "variants.csv"
    lost = "policy,original,becomes,note,source\nemoji,摄像头,?;?;?;?,attested,\n"
    path.write_text(lost, encoding="utf-8")

    assert any('has lost characters: the lexicon that ships has "📷' in line for line in told(tables))


def test_a_question_mark_that_was_always_there_is_nobodys_loss(tables: Path) -> None:
    few = tables / "terms" / "few.csv"
    few.write_text(few.read_text(encoding="utf-8").replace(",press,", ",seen where?,"), encoding="utf-8")
    commit(tables)
    few.write_text(few.read_text(encoding="utf-8").replace("where?", "there?"), encoding="utf-8")

    assert told(tables) == []


@given(st.text(st.characters(exclude_characters="?", exclude_categories=["Cs"]), max_size=12))
def test_a_text_saved_as_gbk_is_seen_to_have_lost_what_it_lost(text: str) -> None:
    saved = text.encode("gbk", "replace").decode("gbk")

    assert was_lost(text, saved) == (text != saved)


@given(st.text(max_size=12), st.text(st.characters(exclude_characters="?"), max_size=12))
def test_a_text_without_question_marks_has_lost_nothing(old: str, new: str) -> None:
    assert not was_lost(old, new)


def test_windows_writes_two_marks_for_one_picture_and_other_edits_do_not_hide_it() -> None:
    assert was_lost("📷孔", "??孔")
    assert was_lost("📷孔 小", "?孔 大")
    assert not was_lost("针孔", "?孔")
