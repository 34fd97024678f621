from lenswatch.keywords.derived import Derived
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.variants import MOST_VARIANTS, Replacements

TABLE = Replacements(
    {
        "sound": {"像": ("象", "相"), "头": ("投",)},
        "split": {"像": ("亻象",)},
        "mix": {"摄像头": ("camera",), "针孔": ("pinhole",)},
    }
)


def spellings(text: str, *policies: str) -> list[str]:
    return [spelling.text for spelling in TABLE.spellings(text, policies)]


def test_characters_are_replaced_one_at_a_time_then_together() -> None:
    assert spellings("像头", "sound") == ["象头", "相头", "像投", "象投", "相投"]


def test_each_policy_stays_with_itself() -> None:
    assert "亻象投" not in spellings("像头", "sound", "split")
    assert spellings("针孔", "split") == spellings("像头") == []


def test_words_are_written_in_the_other_language() -> None:
    assert spellings("针孔摄像头", "mix") == ["针孔camera", "pinhole摄像头"]  # not wholly English: that is another term


def test_neighbours_are_exchanged_in_words_of_three() -> None:
    assert spellings("针孔摄像", "order") == ["孔针摄像", "针摄孔像", "针孔像摄", "像摄孔针"]
    assert spellings("摄像头", "order") == ["像摄头", "摄头像", "头像摄"]
    assert spellings("偷拍", "order") == []


def test_initials_need_context() -> None:
    (initials,) = TABLE.spellings("针孔摄像头", ("initials",))

    assert (initials.text, initials.needs_context) == ("zksxt", True)


def test_english_plurals() -> None:
    assert spellings("spy cam", "plural") == ["spy cams"]
    assert spellings("eyeglass", "plural") == ["eyeglasses"]
    assert spellings("spy watch", "plural") == ["spy watches"]


def test_spellings_are_bounded() -> None:
    table = Replacements({"split": {chr(code): tuple("abcdefgh") for code in range(0x4E00, 0x4E20)}})

    assert len(list(table.spellings("".join(map(chr, range(0x4E00, 0x4E20))), ("split",)))) == MOST_VARIANTS


def test_no_shipped_term_has_more_spellings_than_that(shipped: Lexicon) -> None:
    for term in shipped.terms:
        assert len(list(shipped.replacements.spellings(term.text, term.variants))) < 2 * MOST_VARIANTS


def test_terms_derived_together_have_the_spellings_of_each_alone(shipped: Lexicon) -> None:
    some = shipped.terms[::40]
    forms = dict(zip((term.id for term in some), normal_forms([term.text for term in some]), strict=True))
    alone = [Derived.of([term], forms, shipped.replacements) for term in some]

    together = Derived.of(some, forms, shipped.replacements)

    assert together.enumerated == {name: found for one in alone for name, found in one.enumerated.items()}
    assert together.skeletons == {name: found for one in alone for name, found in one.skeletons.items()}
    assert any(together.enumerated.values())
