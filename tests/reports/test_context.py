"""A signal is shown in the words around it."""

import pytest

from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.reports.context import REACH, Context, context_of

LISTING = Listing.model_validate(
    {
        "title": "前" * 30 + "针孔" + "后" * 30,
        "other_titles": ["隐形针孔"],
        "description": "针孔",
        "attributes": {"镜头.型号": "超小针孔"},
        "seller": {"name": "针孔小店"},
    }
)


def signal(field: str, start: int, matched: str = "针孔") -> Signal:
    span = (start, start + len(matched))
    return Signal(
        source=SignalSource.LEXICON,
        code="PINHOLE",
        weight=1.0,
        polarity="+",
        field=field,
        span=span,
        term="T1",
        matched=matched,
    )


@pytest.mark.parametrize(
    ("field", "start", "context"),
    [
        ("title", 30, Context("前" * REACH, "后" * REACH)),
        ("other_titles.1", 2, Context("隐形", "")),
        ("other_titles.2", 0, Context("", "")),
        ("description", 0, Context("", "")),
        ("attributes.镜头.型号", 2, Context("超小", "")),
        ("seller.name", 0, Context("", "小店")),
    ],
)
def test_the_characters_around_are_the_seller_s(field: str, start: int, context: Context) -> None:
    assert context_of(signal(field, start), LISTING) == context


@pytest.mark.parametrize("field", ["title", "attributes.无", "image_text", "images", "no_such_field", "seller.id"])
def test_where_the_field_does_not_hold_them_nothing_is_shown(field: str) -> None:
    assert context_of(signal(field, 1), LISTING) == Context("", "")
