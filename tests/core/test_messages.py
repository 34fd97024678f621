"""Every text for people stands in Chinese too."""

import runpy
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from lenswatch.core.messages import Catalogue, choose_language, message

BUILDER = Path(__file__).parents[2] / "core" / "locale" / "build_catalogue.py"


@pytest.fixture(scope="module")
def builder() -> dict[str, Any]:
    return runpy.run_path(str(BUILDER))


def test_every_text_of_the_source_is_translated(builder: dict[str, Any]) -> None:
    catalogue = builder["updated"]()

    assert [entry.id for entry in catalogue if entry.id and not entry.string] == []


def test_translations_fill_in_the_same_fields(builder: dict[str, Any]) -> None:
    wrong = [
        entry.id
        for entry in builder["read"]()
        if entry.id and entry.string and fields(entry.id) != fields(entry.string)
    ]

    assert wrong == []


def test_compiled_catalogue_is_that_of_the_texts(builder: dict[str, Any]) -> None:
    file = builder["CATALOGUE"].with_suffix(".mo")

    assert file.read_bytes() == builder["compiled"](builder["read"]())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_nested_messages_are_shown_in_one_language() -> None:
    shown = Catalogue.load("zh").show("{file}: setting {key} {reason}", file="f", key="k", reason=message("is missing"))

    assert shown == "f：设置项 k 缺失"


@pytest.mark.parametrize(
    ("asked", "profile", "environ", "language"),
    [
        ("en", "CN", {}, "en"),
        (None, "CN", {"LANG": "en_US.UTF-8"}, "zh"),
        (None, "DE", {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, None, {}, "en"),
    ],
)
def test_language_follows_option_then_profile_then_environment(
    asked: str | None, profile: str | None, environ: dict[str, str], language: str
) -> None:
    assert choose_language(asked, profile, environ) == language
