"""What training found, beside the arrays: everything a person may want to read in a model."""

from collections.abc import Mapping

from lenswatch.classifier.text.vocabulary import Vocabulary
from lenswatch.core.record import Record

FORMAT = 3


class Fusion(Record):
    """How the text's margin and the lexicon's points become one score; fitted on rows no text model had learnt from."""

    prior: float
    """Log-odds before anything is seen."""
    text: float
    """Log-odds for each unit of the text's margin; never negative."""
    lexicon: float
    """What a point of the lexicon that speaks for a camera counts; never negative."""
    counter: float
    """What a point of the lexicon that speaks against one counts; never negative."""
    most: float
    """The text gives no more than this."""
    least: float
    """The text takes no more than this."""
    bare_title: float
    """Log-odds for a listing of which nothing but titles is known; never above 0."""
    bare_latin_title: float
    """The same where its title has no Han character; English titles of plain things resemble offers more."""
    plain_spoken: float
    """Log-odds from the lexicon from which a bare title is judged like any other listing: it names the thing."""
    covert_share: float
    """Share of covert listings among the rows it is calibrated on."""


class Step(Record):
    """Share of rows at or above a score, each judged by models that had not learnt from its writer or source."""

    score: float
    covert: float
    lawful: float
    plain: float
    real: float | None = None
    """Of real titles without a camera, where the training had some."""


class Fitted(Record):
    """A trained text model."""

    format: int
    vocabulary: Vocabulary
    folding: str
    """Digest of the folding table its features were made with."""
    fusion: Fusion
    disguises: tuple[str, ...]
    """Classes of the disguise weights."""
    kinds: tuple[str, ...]
    """Classes of the kind weights."""
    least_confidence: Mapping[str, float]
    """Of "disguise" and "kind": below it the answer is unknown."""
    curve: tuple[Step, ...]
    """What scores mean, from high to low."""
    trained_on: Mapping[str, str]
    """SHA-256 of the corpus and of the further rows."""
    rows: Mapping[str, int]
    """How many rows of each label it learnt from."""
