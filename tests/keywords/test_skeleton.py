from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.skeleton import SkeletonTable, collapsed, shipped_confusables

KNOWN = shipped_confusables()
TABLE = SkeletonTable.build(frozenset("📷"))
WORD = "针孔摄像头"


def alike(character: str) -> st.SearchStrategy[str]:
    syllable = KNOWN.syllables[character]
    return st.sampled_from(
        sorted(c for c, sound in KNOWN.syllables.items() if sound == syllable and normal_forms([c]) == [c])
    )


@given(st.tuples(*map(alike, WORD)))
def test_words_that_sound_the_same_have_one_skeleton(characters: tuple[str, ...]) -> None:
    assert TABLE.skeleton("".join(characters)).text == TABLE.skeleton(WORD).text


@given(st.text())
def test_a_skeleton_knows_where_each_character_comes_from(text: str) -> None:
    skeleton = TABLE.skeleton(text)

    assert len(skeleton.origins) == len(skeleton.text)
    assert skeleton.origins == sorted(set(skeleton.origins))
    assert all(0 <= origin < len(text) for origin in skeleton.origins)


@given(st.text(st.sampled_from("针孔a1 📷"), max_size=30))
def test_no_character_of_a_skeleton_is_repeated_at_once(text: str) -> None:
    skeleton = TABLE.skeleton(text).text

    assert collapsed(skeleton) == skeleton


def test_letters_digits_and_signs_that_stand_for_each_other_are_one() -> None:
    assert TABLE.skeleton("H1DD3N c@mera").text == TABLE.skeleton("hidden camera").text


def test_only_listed_emoji_stay() -> None:
    assert TABLE.skeleton("a📷b").text == "a📷b"
    assert TABLE.skeleton("a🔥b").text == "ab"


def test_a_text_cannot_forge_a_skeleton() -> None:
    assert TABLE.skeleton(TABLE.skeleton(WORD).text).text == ""


@settings(deadline=None)  # a busy machine
@given(st.tuples(*map(alike, WORD)))
def test_a_term_is_seen_in_whatever_sounds_the_same(shipped_reader: LexiconReader, characters: tuple[str, ...]) -> None:
    title = f"家用{''.join(characters)}正品"

    hits = [hit for hit in shipped_reader.read({"title": title}).terms if hit.term_id == "TZ001"]

    assert [hit.matched for hit in hits] == ["".join(characters)]
    assert hits[0].policy in ({None} if "".join(characters) == WORD else {"sound", "shape"})
