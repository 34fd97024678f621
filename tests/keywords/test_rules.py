import pytest

from lenswatch.keywords.reading import LexiconReader, RuleHit


def rules(reader: LexiconReader, **fields: str) -> list[str]:
    return [hit.rule_id for hit in reader.read(fields).rules]


def test_a_rule_joins_terms_and_names_the_disguise(small: LexiconReader) -> None:
    (hit,) = small.read({"title": "新款手表 迷你摄像头"}).rules

    assert hit == RuleHit(
        rule_id="R3",
        signal="DISGUISE",
        weight=4.0,
        field="title",
        span=(2, 10),
        matched="手表 迷你摄像头",
        term_ids=("T3", "T2"),
        disguise="D04",
    )


def test_of_rules_with_one_signal_only_the_strongest_applies(small: LexiconReader) -> None:
    assert rules(small, title="手表摄像头") == ["R3"]
    assert rules(small, title="摄像头手表") == ["R1"]


@pytest.mark.parametrize(
    ("title", "applies"),
    [("摄像头一二三四五六七八手表", True), ("摄像头一二三四五六七八九手表", False), ("手表", False), ("摄像头", False)],
)
def test_reach_is_counted_in_characters_between(small: LexiconReader, title: str, *, applies: bool) -> None:
    assert ("R1" in rules(small, title=title)) is applies


def test_characters_are_counted_within_a_field(small: LexiconReader) -> None:
    assert rules(small, title="手表", description="摄像头") == []


def test_all_parts_must_be_there(small: LexiconReader) -> None:
    assert rules(small, title="手表 夜视") == []
    assert rules(small, title="手表 夜视 看不出来") == ["R2"]
    assert rules(small, title="手表 夜视", description="看不出来") == []


def test_a_clause_ends_at_punctuation_and_at_blanks_beside_han(small: LexiconReader) -> None:
    assert rules(small, title="夜视高清摄像头") == ["R4"]
    assert rules(small, title="夜视，摄像头") == rules(small, title="夜视 摄像头") == []


def test_unless_silences(small: LexiconReader) -> None:
    assert rules(small, title="手表摄像头", description="儿童手表") == ["R1"]


def test_a_cancelled_term_takes_no_part(small: LexiconReader) -> None:
    assert rules(small, title="手表盒 摄像头") == []
    assert rules(small, title="儿童手表 摄像头") == []
