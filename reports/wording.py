"""The wording of an export: lenswatch suspects (疑似). Only an authority finds."""

import re
from collections.abc import Iterable

from lenswatch.core.errors import LenswatchError
from lenswatch.core.taxonomy import Taxonomy

FINDINGS = re.compile(
    r"[违違]法|犯罪|犯法|非法|不法|罪犯|嫌犯|"
    r"\b(?:il|un)lawful\w*|\billegal\w*|\bcriminal\w*|\bcrimes?\b|\boffen[cs]es?\b|\boffenders?\b|\bguilty\b",
    re.IGNORECASE,
)
_QUOTES = re.compile("「[^」]*」|“[^”]*”|《[^》]*》")
"""Quotations and titles of laws."""
_INNER = str.maketrans("「」“”", "『』‘’")
_MARKS = {"zh": "「{}」", "en": "“{}”"}


class WordingError(LenswatchError):
    """A text of ours would state a finding. A bug: the export is not written."""


def quoted(words: str, language: str) -> str:
    """Someone else's words in quotation marks that they cannot close themselves."""
    return _MARKS[language].format(words.translate(_INNER))


def official_names(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Names of grounds, which quote the law and may hold its words; longest first."""
    names = {name for code in taxonomy.grounds for name in taxonomy.names.get(code, {}).values()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def finding_in(text: str, allowed: Iterable[str]) -> str | None:
    """The first word that states a finding, outside quotations, titles and official names; None if there is none."""
    if not FINDINGS.search(text):  # nearly always
        return None
    text = _QUOTES.sub("「」", text)
    for name in allowed:
        text = text.replace(name, " ")
    match = FINDINGS.search(text)
    return match.group() if match else None


def refuse_findings(text: str, where: str, allowed: Iterable[str]) -> None:
    """Let nothing through that states a finding.

    Raises:
        WordingError: Names the place and the word.
    """
    word = finding_in(text, allowed)
    if word:
        raise WordingError(
            '{where}: states a finding ("{word}"). A report only suspects; the draft was not written.',
            where=where,
            word=word,
        )
