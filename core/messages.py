"""The message catalogue: English in the code, Chinese in locale/zh."""

import gettext
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Protocol

LANGUAGES = ("en", "zh")
_LANGUAGE_OF_PROFILE = {"CN": "zh"}


@dataclass(frozen=True)
class Message:
    """A text for people whose language is chosen when it is shown, not when it is made."""

    template: str
    """English text with named fields in braces; the key of the catalogue."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """Values for the braces; a value may be a Message itself, or a tuple of them, shown a line each."""

    def __str__(self) -> str:
        return self.template.format_map({name: _plain(value, str) for name, value in self.fields.items()})


def _plain(value: object, show: Callable[[Message], str]) -> object:
    if isinstance(value, Message):
        return show(value)
    if isinstance(value, tuple):
        return "\n".join(str(_plain(part, show)) for part in value)
    return value


def message(template: str, **fields: object) -> Message:
    """Make a message; its template is picked up for translation by `make messages`."""
    return Message(template, fields)


class Translations(Protocol):
    """What gettext offers of a catalogue."""

    def gettext(self, message: str) -> str:
        """Translate a text."""


@dataclass(frozen=True)
class Catalogue:
    """Texts in one language."""

    language: str
    """Either en or zh."""
    translations: Translations

    @classmethod
    def load(cls, language: str) -> "Catalogue":
        """Read the catalogue of a language; English needs none."""
        if language == "en":
            return cls(language, gettext.NullTranslations())
        path = files("lenswatch").joinpath("core", "locale", language, "LC_MESSAGES", "lenswatch.mo")
        with path.open("rb") as stream:
            return cls(language, gettext.GNUTranslations(stream))

    def show(self, text: Message | str, **fields: object) -> str:
        """The text in this language, its fields filled in; nested messages are translated too."""
        if isinstance(text, str):
            text = Message(text, fields)
        shown = {name: _plain(value, self.show) for name, value in text.fields.items()}
        return self.translations.gettext(text.template).format_map(shown)


def choose_language(asked: str | None, profile: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Language of messages: the option, else that of the profile's country, else LANG, else English.

    Args:
        asked: Value of --lang, "en" or "zh", or None.
        profile: Jurisdiction of the configuration, such as "CN", or None outside a workspace.
        environ: Where LC_ALL, LC_MESSAGES and LANG are read.
    """
    if asked:
        return asked
    if profile in _LANGUAGE_OF_PROFILE:
        return _LANGUAGE_OF_PROFILE[profile]
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
