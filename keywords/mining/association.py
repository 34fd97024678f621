"""How much more an expression is said among suspected listings than among clean ones."""

from dataclasses import dataclass
from math import log, log2, sqrt

from lenswatch.keywords.mining.background import Background
from lenswatch.keywords.mining.general_words import GeneralWords
from lenswatch.keywords.mining.units import is_han

_PRIOR_SHARE = 0.1
"""Size of the prior, as a share of both groups."""
_LEAST_SAID = 1.0
"""Added to what both say together, so that nothing is impossible beforehand."""


@dataclass(frozen=True)
class Counts:
    """How often something is said."""

    suspected: float
    clean: float
    suspected_total: float
    """Units of all suspected listings."""
    clean_total: float


def log_odds(counts: Counts) -> float:
    """z-score of the log-odds ratio with an informative Dirichlet prior.

    Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 16 (2008), equations 15, 16, 20 and 22. The
    prior is what both groups say together, shrunk to a tenth of its size. 1.96 is about one chance in 40.
    """
    both = counts.suspected_total + counts.clean_total
    size = _PRIOR_SHARE * both
    prior = size * (counts.suspected + counts.clean + _LEAST_SAID) / both
    said, said_clean = counts.suspected + prior, counts.clean + prior
    rest = counts.suspected_total + size - said
    rest_clean = counts.clean_total + size - said_clean
    difference = log(said / rest) - log(said_clean / rest_clean)
    return difference / sqrt(1 / said + 1 / said_clean)


def mutual_information(counts: Counts) -> float:
    """Pointwise mutual information, in bits, of the expression and "suspected", discounted where counts are few.

    The discount is that of Pantel and Ravichandran (2004): n / (n + 1) for n the number of times it is said.
    """
    said = counts.suspected + counts.clean
    share = counts.suspected_total / (counts.suspected_total + counts.clean_total)
    if not said or not counts.suspected or not share:
        return 0.0
    return log2(counts.suspected / said / share) * counts.suspected / (counts.suspected + 1)


def newness(text: str, counts: Counts, words: GeneralWords, background: Background) -> float:
    """How much more often an expression is said than its words would meet by chance, in nats.

    A word of the dictionary is held against its own share there; a sequence of words against the product of theirs.
    Shares of Han words are those of Chinese at large, shares of Latin words those of the clean background.

    Args:
        text: The expression.
        counts: How often it is said.
        words: Chinese at large.
        background: The clean listings.
    """
    han = "".join(character for character in text if is_han(character))
    others = "".join(" " if is_han(character) else character for character in text).split()
    expected = sum(map(words.log_share, words.words(han))) + sum(map(background.log_share, others))
    return log(counts.suspected / counts.suspected_total) - expected
