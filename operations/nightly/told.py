"""Messages that can be kept as JSON and are shown in the reader's language later."""

from collections.abc import Iterable, Mapping
from typing import Self

from lenswatch.core.messages import Catalogue, Message, message
from lenswatch.core.record import Record


class Told(Record):
    """A message as it is kept."""

    template: str
    """English text with named fields in braces."""
    fields: Mapping[str, "str | int | float | Told"] = {}
    """Values for the braces; a value may be told itself."""

    @classmethod
    def of(cls, text: Message) -> Self:
        """Keep a message; of a field that is several messages they are joined."""
        return cls(template=text.template, fields={name: cls._kept(value) for name, value in text.fields.items()})

    @classmethod
    def _kept(cls, value: object) -> "str | int | float | Told":
        if isinstance(value, tuple):
            value = joined(part if isinstance(part, Message) else message("{text}", text=part) for part in value)
        if isinstance(value, Message):
            return cls.of(value)
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)

    @property
    def message(self) -> Message:
        """The message again."""
        shown = {name: value.message if isinstance(value, Told) else value for name, value in self.fields.items()}
        return Message(self.template, shown)


class Sentence(Record):
    """A sentence in both languages, for whoever reads the JSON."""

    en: str
    zh: str

    @classmethod
    def of(cls, text: Message) -> Self:
        """Say a message in both."""
        return cls(en=Catalogue.load("en").show(text), zh=Catalogue.load("zh").show(text))

    def in_language(self, language: str) -> str:
        """The one for a language."""
        return self.zh if language == "zh" else self.en


def joined(texts: Iterable[Message]) -> Message:
    """Several messages as one, parted by semicolons in the reader's language; empty where there is none."""
    whole: Message | None = None
    for text in texts:
        whole = text if whole is None else message("{one}; {other}", one=whole, other=text)
    return whole or Message("")
