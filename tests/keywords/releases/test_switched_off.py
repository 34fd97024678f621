"""A derived spelling can be switched off alone."""

from pathlib import Path

import pytest

from lenswatch.keywords.lexicon import Lexicon, LexiconErrors, shipped_keywords
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.releases.variants_lock import derived_from, lock_data, lock_rows
from lenswatch.keywords.sheets.source import read_copies

HEAD = "id,policy,spelling,reason,actor,date\n"
SOUND, SHAPE, LISTED = "真恐射象投", "钎孔镊橡头", "针孔摄象头"


def lexicon(*rows: str) -> Lexicon:
    table = HEAD + "".join(f"{row},means a maker,李雷,2026-11-22\n" for row in rows)
    return Lexicon.parse({**read_copies(shipped_keywords()), "switched_off.csv": table.encode()})


def seen(lexicon: Lexicon, *titles: str) -> list[bool]:
    reader = LexiconReader(lexicon)
    return [any(hit.term_id == "TZ001" for hit in reader.read({"title": title}).terms) for title in titles]


@pytest.mark.parametrize("spelling", [LISTED, SOUND, SHAPE])
def test_one_spelling_switched_off_leaves_the_others(spelling: str) -> None:
    titles = ["针孔摄像头", LISTED, SOUND, SHAPE]

    assert seen(lexicon(f"TZ001,,{spelling}"), *titles) == [title != spelling for title in titles]


def test_a_whole_policy_switched_off_leaves_the_others() -> None:
    assert seen(lexicon("TZ001,sound,"), "针孔摄像头", SOUND, SHAPE, "zhen孔摄像头") == [True, False, True, True]


def test_what_is_off_is_listed_as_off_and_stays_off_in_a_release() -> None:
    off = lexicon("TZ001,sound,", f"TZ001,,{SHAPE}", f"TZ001,,{LISTED}")
    rows = lock_rows(off, None)

    assert ("TZ001", LISTED) in {(row.term_id, row.spelling) for row in rows if not row.on}
    assert LISTED not in {one.form for one in derived_from(lock_data(rows)).enumerated["TZ001"]}


def test_reasons_do_not_change_the_digest_but_switching_does() -> None:
    digests = {lexicon(*rows).terms_digest for rows in ([], ["TZ001,sound,"], ["TZ001,sound,", "TZ001,sound,"])}

    assert len(digests) == 2


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("T999,sound,", "no term has the id T999"),
        ("TZ001,sonud,", "is not one of"),
        ("TZ001,,", "name a policy"),
        ("TZ001,,针 孔摄像头", "reads as the term itself"),
    ],
)
def test_a_row_that_switches_nothing_off_is_refused(row: str, complaint: str) -> None:
    with pytest.raises(LexiconErrors, match=rf"switched_off.csv:2:\d: .*{complaint}"):
        lexicon(row)


def test_a_lexicon_without_the_table_switches_nothing_off(tables: Path) -> None:
    assert Lexicon.load(tables).switched_off.table == [[], []]
