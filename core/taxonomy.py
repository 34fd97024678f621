"""The codes of taxonomy.json, and their names for people."""

import csv
import json
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from typing import Annotated, Any, Self

from pydantic import Field

from lenswatch.core.record import Record

Language = str
MATCHES_REFERENCE = "D3"
"""The code of taxonomy.json for what matches a supplied reference: a reason to look, no sign of a camera."""
CATEGORY_MISMATCH = "CATEGORY_MISMATCH"
"""The code for a camera in a category of other goods."""
SELLER_DECIDED = "REPEAT_2_IN_2Y"
"""The code under which what was decided of a seller counts again. Its name speaks of two penalties, as art. 13 of the
2014 order does; one decision is not two, so no text of ours shows that name for it."""


class GroundRule(Record):
    """A legal or contractual ground."""

    code: str
    needs: tuple[str, ...]
    """Elements that must all be met; empty for a duty that no listing can show."""
    by_score: bool
    """False where only people or the police can say so."""


class Disguise(Record):
    """A kind of everyday thing that cameras hide in."""

    code: str
    names: Mapping[Language, str]
    nouns_zh: tuple[str, ...]


class Taxonomy(Record):
    """All codes, read once and handed on."""

    elements: Mapping[str, Mapping[Language, str]]
    signals: frozenset[str]
    counter_signals: frozenset[str]
    grounds: Mapping[str, GroundRule]
    disguises: Mapping[str, Disguise]
    names: Annotated[Mapping[str, Mapping[Language, str]], Field(repr=False)]
    """Code to names by language, for every code that people may read."""

    @classmethod
    def load(cls) -> Self:
        """Read the tables that ship with lenswatch."""
        room = files("lenswatch").joinpath("core")
        raw: dict[str, Any] = json.loads(room.joinpath("taxonomy.json").read_text(encoding="utf-8"))
        rows = csv.DictReader(room.joinpath("code_names.csv").read_text(encoding="utf-8").splitlines())
        disguises = {code: _disguise(code, entry) for code, entry in raw["disguises"].items()}
        return cls(
            elements=raw["elements"],
            signals=frozenset(raw["signals"]),
            counter_signals=frozenset(raw["counter_signals"]),
            grounds={code: _ground(code, entry) for code, entry in raw["legal_grounds"].items()},
            disguises=disguises,
            names={row["code"]: {"en": row["en"], "zh": row["zh"]} for row in rows}
            | {code: disguise.names for code, disguise in disguises.items()},
        )

    @cached_property
    def known_signals(self) -> frozenset[str]:
        """Signals and counter-signals."""
        return self.signals | self.counter_signals

    def name(self, code: str, language: Language) -> str:
        """The name of a code for people; the code itself where it has none."""
        return self.names.get(code, self.elements.get(code, {})).get(language, code)

    def in_words(self, code: str, language: Language) -> str:
        """A code preceded by words: "针孔镜头 PINHOLE"."""
        name = self.name(code, language)
        return code if name == code else f"{name} {code}"


def _ground(code: str, entry: Mapping[str, Any]) -> GroundRule:
    return GroundRule(code=code, needs=tuple(entry.get("needs", ())), by_score=entry["by_score"])


def _disguise(code: str, entry: Mapping[str, Any]) -> Disguise:
    names = {"en": entry["en"], "zh": entry["zh"]}
    return Disguise(code=code, names=names, nouns_zh=tuple(entry["nouns_zh"]))
