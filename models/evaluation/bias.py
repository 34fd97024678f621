"""Whether the name of a brand or a region alone moves a score: it must not, neither up nor down."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller
from lenswatch.core.verdict import Band

Judge = Callable[[Listing], tuple[float, Band]]
"""Score and band of a listing."""


@dataclass(frozen=True)
class Name:
    """A brand or a region."""

    kind: str
    """Either brand or region."""
    lang: str
    """Language of listings it stands in, zh or en; "any" for both."""
    text: str


@dataclass(frozen=True)
class Move:
    """What one name in one place did to one listing."""

    place: str
    name: Name
    listing: Listing
    """With the name."""
    before: float
    after: float
    band_before: Band
    band_after: Band

    @property
    def change(self) -> float:
        """By how much the score rose."""
        return self.after - self.before


Put = Callable[[Listing, str], Listing]


def _seller(listing: Listing, **fields: str) -> Listing:
    seller = listing.seller or Seller()
    return listing.model_copy(update={"seller": seller.model_copy(update=fields)})


def _attribute(listing: Listing, zh: str, en: str, value: str) -> Listing:
    name = zh if listing.lang == "zh" else en
    return listing.model_copy(update={"attributes": {**listing.attributes, name: value}})


PLACES: Mapping[str, Mapping[str, Put]] = {
    "brand": {
        "title, first": lambda one, name: one.model_copy(update={"title": f"{name} {one.title}"}),
        "title, last": lambda one, name: one.model_copy(update={"title": f"{one.title} {name}"}),
        "brand": lambda one, name: one.model_copy(update={"brand": name}),
        "attribute": lambda one, name: _attribute(one, "品牌", "Brand", name),
        "seller's name": lambda one, name: _seller(one, name=name),
    },
    "region": {
        "title, first": lambda one, name: one.model_copy(update={"title": f"{name} {one.title}"}),
        "title, last": lambda one, name: one.model_copy(update={"title": f"{one.title} {name}"}),
        "ships from": lambda one, name: one.model_copy(update={"ship_from": name}),
        "attribute": lambda one, name: _attribute(one, "产地", "Origin", name),
        "seller's region": lambda one, name: _seller(one, region=name),
        "seller's name": lambda one, name: _seller(one, name=name),
    },
}
"""Where a name is put: kind of name to places."""

EXCHANGED = "exchanged in the title"


def shipped_names() -> tuple[Name, ...]:
    """Well-known brands and regions, names.csv."""
    text = files("lenswatch").joinpath("models", "evaluation", "names.csv").read_text(encoding="utf-8")
    return tuple(Name(row["kind"], row["lang"], row["name"]) for row in csv.DictReader(text.splitlines()))


def moves(judge: Judge, listings: Iterable[Listing], names: Sequence[Name]) -> Iterator[Move]:
    """Put every name of a listing's language into every place of it, and exchange those its title holds."""
    for listing in listings:
        before = judge(listing)
        fitting = [name for name in names if name.lang in {listing.lang, "any"}]
        for place, name, changed in _changed(listing, fitting):
            after = judge(changed)
            yield Move(place, name, changed, before[0], after[0], before[1], after[1])


def _changed(listing: Listing, names: Sequence[Name]) -> Iterator[tuple[str, Name, Listing]]:
    for name in names:
        for place, put in PLACES[name.kind].items():
            yield place, name, put(listing, name.text)
    held = next((name for name in names if name.text in listing.title), None)
    for name in names if held else ():
        if held and name.kind == held.kind and name is not held:
            title = listing.title.replace(held.text, name.text)
            yield EXCHANGED, name, listing.model_copy(update={"title": title})
