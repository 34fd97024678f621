"""Records refuse what they cannot mean."""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent

import pytest
from pydantic import BaseModel, ValidationError

from lenswatch.core import config, ground, image, listing, seller, sighting, signal, verdict
from lenswatch.core.image import Image
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal, SignalSource

ROOMS = (config, ground, image, listing, seller, sighting, signal, verdict)
RECORDS = {
    thing
    for room in ROOMS
    for thing in vars(room).values()
    if isinstance(thing, type) and issubclass(thing, BaseModel) and thing.__module__.startswith("lenswatch.core.")
}


def described(record: type[BaseModel]) -> set[str]:
    """Fields that have a docstring below them, in the record or the one it is made from."""
    kinds = [kind for kind in record.__mro__ if kind.__module__.startswith("lenswatch.")]
    bodies = [ast.parse(dedent(inspect.getsource(kind))).body[0] for kind in kinds]
    return {
        one.target.id
        for body in bodies
        if isinstance(body, ast.ClassDef)
        for one, below in pairwise(body.body)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
    }


@pytest.mark.parametrize("record", sorted(RECORDS, key=str), ids=lambda r: r.__name__)
def test_every_field_of_every_record_is_documented(record: type[BaseModel]) -> None:
    sections = record is config.Config

    assert sections or record.model_fields.keys() <= described(record)
    assert record.__doc__


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Listing(title="a").title = "b"  # type: ignore[misc]


def test_picture_needs_a_place() -> None:
    with pytest.raises(ValidationError, match="needs a url or a path"):
        Image(sha256="0" * 64)


def signal_with(**change: object) -> Signal:
    base: dict[str, object] = {
        "source": SignalSource.LEXICON,
        "code": "PINHOLE",
        "weight": 2.1,
        "polarity": "+",
        "field": "title",
        "span": (3, 9),
        "matched": "针 孔摄象头",
    }
    return Signal.model_validate(base | change)


def test_polarity_repeats_the_sign_of_the_weight() -> None:
    assert signal_with().polarity == "+"
    with pytest.raises(ValidationError, match="does not repeat the sign"):
        signal_with(polarity="-")


def test_span_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="ends before it starts"):
        signal_with(span=(9, 3))
