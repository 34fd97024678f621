"""Which hits count, on made-up lexicons, against a reference that looks at every place of every word."""

from hypothesis import given
from hypothesis import strategies as st

from lenswatch.keywords.exclusion import Exclusion, ExclusionKind
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.selector import Selector
from lenswatch.keywords.term import Role, State, Term
from lenswatch.keywords.variants import Replacements
from lenswatch.keywords.weights import Weights

Hit = tuple[str, tuple[int, int], str | None]
words_of = st.lists(st.text(alphabet="针孔摄头", min_size=1, max_size=5), min_size=1, max_size=7, unique=True)


def lexicon(blocked: list[str], allowed: list[str]) -> Lexicon:
    terms = tuple(
        Term(f"T{n}", word, "zh", Role.BLOCK, 1, State.ACTIVE, ("IMG",), None, (), (), "", "authored", None, None)
        for n, word in enumerate(blocked)
    )
    exclusions = tuple(
        Exclusion(f"X{n}", ExclusionKind.LONGER_WORD, (word,), Selector(("*",)), "") for n, word in enumerate(allowed)
    )
    weights = Weights({(role, severity): (1.0, 1.0) for role in Role for severity in range(1, 6)})
    return Lexicon(terms, (), exclusions, weights, Replacements({}))


def naive(blocked: list[str], allowed: list[str], text: str) -> list[Hit]:
    """Every blocked word at every place, and the first allowed word that holds it and is held by no longer one."""
    hits = [(start, start + len(word), n) for n, word in enumerate(blocked) for start in places(word, text)]
    words = [
        (start, start + len(word), f"X{n}")
        for n, word in enumerate(allowed)
        for start in places(word, text)
        if not any(begin <= start and start + len(word) <= end and end - begin > len(word) for begin, end, _ in hits)
    ]
    return [
        (f"T{n}", (start, end), next((x for begin, stop, x in sorted(words) if begin <= start and end <= stop), None))
        for start, end, n in sorted(hits)
    ]


def places(word: str, text: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(word, start)]


@given(words_of, st.lists(st.text(alphabet="针孔摄头", min_size=1, max_size=6), max_size=4, unique=True), st.data())
def test_a_longer_allowed_word_beats_a_shorter_blocked_one_everywhere(
    blocked: list[str], allowed: list[str], data: st.DataObject
) -> None:
    text = data.draw(st.text(alphabet="针孔摄头袋", max_size=14))

    hits = LexiconReader(lexicon(blocked, allowed)).read({"title": text}).terms

    assert [(hit.term_id, hit.span, hit.excluded_by) for hit in hits] == naive(blocked, allowed, text)
