"""Help texts in the reader's language: English stands in the code, Chinese in the message catalogue."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

import typer

from lenswatch.core.messages import Catalogue, choose_language, message

_EXAMPLE = "\n\nExample: "
_TRANSLATED_EXAMPLE = {"en": "\n\nExample: ", "zh": "\n\n例：  "}
_HELP = message("Show this message and exit.")
_PANELS = {"argument": message("Arguments"), "option": message("Options"), "command": message("Commands")}
"""Titles that Typer gives in English."""


class _Described(Protocol):
    """A command, a group, an option or an argument."""

    help: str | None


def help_language(arguments: Sequence[str]) -> str:
    """Language of help texts: that of --lang, else of the environment; no workspace is opened for them."""
    asked = [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    asked += [value for word, value in pairwise(arguments) if word == "--lang"]
    return choose_language(next((one for one in asked if one in _TRANSLATED_EXAMPLE), None), None)


def put_into_language(command: object, catalogue: Catalogue) -> None:
    """Translate all help texts of a command and of what belongs to it, in place.

    Args:
        command: A click command or group, as Typer makes it.
        catalogue: The reader's language.
    """
    for one in _described(command):
        if one.help:
            text, example, line = one.help.partition(_EXAMPLE)
            told = catalogue.translations.gettext(text)
            one.help = told + (_TRANSLATED_EXAMPLE[catalogue.language] + line if example else "")
    if catalogue.language != "en":
        _put_frame_into_language(command, catalogue)


def _put_frame_into_language(command: object, catalogue: Catalogue) -> None:
    """Translate what Typer itself adds: the option --help, and the titles of panels."""
    inner = tuple(getattr(command, "commands", {}).values())
    if isinstance(command, typer.core.TyperCommand | typer.core.TyperGroup):
        help_option = command.get_help_option(typer.Context(command))
        if help_option:
            help_option.help = catalogue.show(_HELP)
            _put_into_panel(help_option, help_option.param_type_name, catalogue)
        for one in command.params:
            _put_into_panel(one, one.param_type_name, catalogue)
    for one in inner:
        _put_into_panel(one, "command", catalogue)
        _put_frame_into_language(one, catalogue)


def _put_into_panel(one: object, kind: str, catalogue: Catalogue) -> None:
    if not getattr(one, "rich_help_panel", "named") and kind in _PANELS:
        setattr(one, "rich_help_panel", catalogue.show(_PANELS[kind]))  # noqa: B010 - no type of Typer's names it


def texts_of(command: object) -> Iterator[str]:
    """Every help text without its example, to be translated."""
    for one in _described(command):
        if one.help:
            yield one.help.partition(_EXAMPLE)[0]


def _described(command: object) -> Iterator[_Described]:
    for one in (command, *getattr(command, "params", ())):
        if hasattr(one, "help"):
            yield one
    for inner in getattr(command, "commands", {}).values():
        yield from _described(inner)
