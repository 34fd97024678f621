"""The words of a report: codes and phrases in its language."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, Self

from lenswatch.core.config import Config, Jurisdiction
from lenswatch.core.picture_field import is_printed, picture_number
from lenswatch.core.record import Record
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.reports.code_lists import local_list
from lenswatch.reports.wording import quoted

Language = Literal["en", "zh"]


class Phrases(Record):
    """Sentences of texts/phrases.<language>.toml, with named fields in braces."""

    opening: str
    shop: str
    shop_not_shown: str
    item: str
    no_id: str
    price: str
    price_range: str
    price_without_currency: str
    price_not_shown: str
    price_not_whole: str
    """After a price that the currency has no coin for."""
    disguise: str
    speaks_for: str
    speaks_against: str
    nothing_against: str
    signal: str
    wording_for: str
    """In place of a code, for the text model: it judges the wording as a whole."""
    wording_against: str
    decision: str
    """In place of a code, for what was decided of the seller before: it was not seen in the listing."""
    more_signals: str
    ground: str
    met: str
    unknown: str
    nothing_unknown: str
    more_items: str
    closing: str
    attribute: str
    printed: str
    picture: str
    list_separator: str
    sentence_gap: str
    """Between two sentences."""
    publication_shown: str
    publication_not_shown: str
    currency_not_shown: str
    fields: Mapping[str, str]
    """Listing field to its name."""

    @classmethod
    def load(cls, language: Language) -> Self:
        """Read the phrases of a language."""
        path = files("lenswatch").joinpath("reports", "texts", f"phrases.{language}.toml")
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Words:
    """Taxonomy and phrases in the report's language: Chinese for Chinese law, else English."""

    taxonomy: Taxonomy
    language: Language
    phrases: Phrases

    @classmethod
    def of(cls, config: Config, taxonomy: Taxonomy) -> Self:
        """Words in the language of the profile's jurisdiction."""
        language: Language = "zh" if config.profile.jurisdiction is Jurisdiction.CN else "en"
        return cls(taxonomy, language, Phrases.load(language))

    def code(self, code: str) -> str:
        """A code preceded by words: "针孔镜头 PINHOLE"."""
        return self.taxonomy.in_words(code, self.language)

    def signal(self, signal: Signal) -> str:
        """What a signal says. The text model's words are no claim of the seller's and get no name of one."""
        if signal.source is SignalSource.SELLER:
            day, source = next(iter(signal.reasons), "–"), self.quote(signal.term or "–")
            return self.phrases.decision.format(date=day, source=source)
        if signal.source is SignalSource.TEXT:
            return self.phrases.wording_for if signal.weight > 0 else self.phrases.wording_against
        return self.code(signal.code)

    def codes(self, codes: Iterable[str]) -> str:
        """Codes preceded by words, sorted by code, joined by "; "."""
        return "; ".join(self.code(code) for code in sorted(set(codes)))

    def local(self, code_list: str, code: str) -> str:
        """A code of one of the report's own lists preceded by words: "建议人工复核 REVIEW"."""
        name = next(one for one in local_list(code_list) if one.code == code)
        return f"{name.zh if self.language == 'zh' else name.en} {code}"

    def quote(self, text: str) -> str:
        """Someone else's words in quotation marks."""
        return quoted(text, self.language)

    def field(self, field: str) -> str:
        """The name of a listing field; a specification is named as the seller named it, in quotation marks."""
        top, _, name = field.partition(".")
        if top == "attributes" and name:
            return self.phrases.attribute.format(name=self.quote(name))
        if (number := picture_number(field)) is not None:
            phrase = self.phrases.printed if is_printed(field) else self.phrases.picture
            return phrase.format(number=number + 1)
        if top == "other_titles":
            return self.phrases.fields.get(top, top)
        return self.phrases.fields.get(field) or self.quote(field)
