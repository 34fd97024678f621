import builtins
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lenswatch.classifier.reuse import embedding_index as module
from lenswatch.classifier.reuse.banded_index import BandedIndex
from lenswatch.classifier.reuse.embedding_index import ExactEmbeddings, GraphEmbeddings, embedding_index


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 255), min_size=1, max_size=40, unique=True))
def test_the_bands_find_what_comparing_all_finds(seed: int, flipped: list[int]) -> None:
    random = np.random.default_rng(seed)
    bits = random.integers(0, 1 << 63, (300, 4), dtype=np.uint64)
    single = np.unpackbits(bits[17].view(np.uint8))
    single[flipped] ^= 1
    wanted = np.packbits(single).view(np.uint64)

    banded, compared = BandedIndex.of(bits, small=0).within(wanted), BandedIndex.of(bits).within(wanted)

    assert [part.tolist() for part in banded] == [part.tolist() for part in compared]
    assert (17 in banded[0]) is (len(flipped) <= 31)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 255), max_size=15, unique=True))
def test_a_large_library_misses_nothing_within_fifteen_bits(seed: int, flipped: list[int]) -> None:
    bits = np.random.default_rng(seed).integers(0, 1 << 63, (300, 4), dtype=np.uint64)
    single = np.unpackbits(bits[17].view(np.uint8))
    single[flipped] ^= 1

    rows, distances = BandedIndex.of(bits, small=0, large=0).within(np.packbits(single).view(np.uint64))

    assert dict(zip(rows.tolist(), distances.tolist(), strict=True))[17] == len(flipped)


def test_an_empty_library_finds_nothing() -> None:
    rows, distances = BandedIndex.of(np.empty((0, 4), dtype=np.uint64)).within(np.zeros(4, dtype=np.uint64))
    assert rows.size == distances.size == 0


@pytest.fixture
def vectors() -> NDArray[np.float16]:
    made = np.random.default_rng(3).standard_normal((60, 1280))
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float16)


def test_a_small_library_compares_all_embeddings(vectors: NDArray[np.float16]) -> None:
    index = embedding_index(vectors)
    asked, rows, cosines = index.alike(vectors[[7, 9]].astype(np.float32))

    assert isinstance(index, ExactEmbeddings)
    assert (asked.tolist(), rows.tolist()) == ([0, 1], [7, 9])
    assert cosines == pytest.approx([1, 1], abs=0.01)


def test_a_graph_finds_the_same(vectors: NDArray[np.float16], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usearch", reason="the extra `similar` is not installed")
    monkeypatch.setattr(module, "LARGE", 10)
    index = embedding_index(vectors)
    asked, rows, cosines = index.alike(vectors[[7, 9]].astype(np.float32))

    assert isinstance(index, GraphEmbeddings)
    assert (asked.tolist(), rows.tolist()) == ([0, 1], [7, 9])
    assert cosines == pytest.approx([1, 1], abs=0.01)


def test_without_the_extra_a_large_library_compares_all(
    vectors: NDArray[np.float16], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, *rest: object, before: Callable[..., object] = builtins.__import__) -> object:
        if name.startswith("usearch"):
            raise ImportError(name)
        return before(name, *rest)

    monkeypatch.setattr(module, "LARGE", 10)
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert isinstance(embedding_index(vectors), ExactEmbeddings)
