from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.variants import MOST_VARIANTS, Replacements

TABLE = Replacements(
    {"sound": {"像": ("象", "相"), "头": ("投",)}, "pinyin": {"像": ("xiang",), "头": ("tou",)}, "split": {}}
)


def spellings(text: str, *policies: str) -> list[str]:
    return list(TABLE.spellings(text, policies))


def test_characters_are_replaced_one_at_a_time_then_together() -> None:
    assert spellings("像头", "sound") == ["象头", "相头", "像投", "象投", "相投"]
    assert spellings("像头", "pinyin") == ["xiang头", "像tou", "xiangtou"]


def test_each_policy_stays_with_itself() -> None:
    assert "象tou" not in spellings("像头", "sound", "pinyin")
    assert spellings("像头", "split") == spellings("像头") == []


def test_english_plurals() -> None:
    assert spellings("spy cam", "plural") == ["spy cams"]
    assert spellings("eyeglass", "plural") == ["eyeglasses"]
    assert spellings("spy watch", "plural") == ["spy watches"]


def test_spellings_are_bounded() -> None:
    table = Replacements({"pinyin": {chr(code): tuple("abcdefgh") for code in range(0x4E00, 0x4E20)}})

    assert len(list(table.spellings("".join(map(chr, range(0x4E00, 0x4E20))), ("pinyin",)))) == MOST_VARIANTS


def test_no_shipped_term_has_more_spellings_than_that(shipped: Lexicon) -> None:
    for term in shipped.terms:
        assert len(list(shipped.replacements.spellings(term.text, term.variants))) < 2 * MOST_VARIANTS
