"""A model trained on a handful of rows: seconds, not minutes."""

from collections.abc import Sequence

import pytest

from lenswatch.classifier.text.fitted import Fitted
from lenswatch.classifier.text.model import TextModel
from lenswatch.core.listing import Listing
from lenswatch.models.corpus_file import read_corpus, shipped_corpus


@pytest.fixture(scope="session")
def model() -> TextModel:
    return TextModel.shipped()


@pytest.fixture(scope="session")
def fitted(model: TextModel) -> Fitted:
    return model.fitted


@pytest.fixture(scope="session")
def listings() -> Sequence[Listing]:
    return [row.listing() for row in read_corpus(shipped_corpus())[::20]]
