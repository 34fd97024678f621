"""A platform's feed: bad rows are named, good rows go through."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.errors import FeedError
from lenswatch.core.feed.file import read_feed
from lenswatch.core.feed.jsonl import read_jsonl
from lenswatch.core.feed.row import FeedProblem, FeedRow


def rows(*lines: str) -> list[FeedRow | FeedProblem]:
    return list(read_jsonl(line.encode() for line in lines))


def test_price_stays_exact() -> None:
    (row,) = rows('{"title": "闹钟", "price": 129.10}')

    assert isinstance(row, FeedRow)
    assert row.listing.price == Decimal("129.10")


def test_string_price_is_refused_by_line_and_field_and_the_next_row_goes_through() -> None:
    problem, row = rows('{"id": "1", "title": "a", "price": "129.0"}', '{"id": "2", "title": "b"}')

    assert isinstance(problem, FeedProblem)
    assert (problem.line, problem.field, problem.id) == (1, "price", "1")
    assert str(problem.reason) == "must be a number such as 129.0, not text"
    assert isinstance(row, FeedRow)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('{"title": ""}', "title"),
        ('{"title": "  "}', "title"),
        ('{"price": 1.0}', "title"),
        ('{"title": "a", "price": true}', "price"),
        ('{"title": "a", "price": -1}', "price"),
        ('{"title": "a", "id": 17}', "id"),
        ('{"title": "a", "seller": "shop"}', "seller"),
        ('{"title": "a", "seller": {"region": 3}}', "seller.region"),
        ('{"title": "a", "images": "x.jpg"}', "images"),
        ('{"title": "a", "images": ["x.jpg", 3]}', "images[1]"),
        ('{"title": "a", "attributes": {"重量": 3}}', "attributes.重量"),
        ('{"title": "a", "published_at": "2026-11-22T02:10:00"}', "published_at"),
        ('{"title": "\\ud800"}', ""),
        ('{"title": "a", "price": NaN}', ""),
        ("[1]", ""),
        ("{", ""),
    ],
)
def test_wrong_rows_name_their_field(line: str, field: str) -> None:
    (problem,) = rows(line)

    assert isinstance(problem, FeedProblem)
    assert problem.field == field


def test_unknown_keys_are_kept_and_null_is_missing() -> None:
    (row,) = rows('{"title": "a", "colour": "red", "seller": {"id": "7", "stars": 4}, "description": null}')

    assert isinstance(row, FeedRow)
    assert row.listing.extra == {"colour": "red", "seller.stars": 4}
    assert row.listing.description is None


def test_bytes_that_are_no_utf8_lose_one_row_only() -> None:
    problem, row = read_jsonl([b'{"title": "\xd5\xeb"}\n', b'{"title": "b"}\n'])

    assert "save the file as UTF-8" in str(problem.reason if isinstance(problem, FeedProblem) else "")
    assert isinstance(row, FeedRow)


@given(st.lists(st.binary(max_size=80).filter(lambda line: b"\n" not in line)))
def test_any_bytes_give_one_answer_for_each_line_that_is_not_blank(lines: list[bytes]) -> None:
    answers = list(read_jsonl(lines))

    filled = [n for n, line in enumerate(lines, 1) if (line.removeprefix(b"\xef\xbb\xbf") if n == 1 else line).strip()]
    assert [answer.line for answer in answers] == filled


def test_what_lenswatch_writes_it_reads_again() -> None:
    (row,) = rows('{"title": "a", "price": 0.1, "seller": {"name": "店"}, "images": ["x.jpg", "http://a.example/b"]}')
    assert isinstance(row, FeedRow)

    (again,) = rows(row.listing.model_dump_json(exclude_none=True))

    assert again == row


def test_csv_names_fields_with_dots_and_parts_pictures(tmp_path: Path) -> None:
    file = tmp_path / "feed.csv"
    file.write_text(
        "id,title,price,seller.id,attributes.材质,images\n1,闹钟,129.5,s1,塑料,a.jpg|b.jpg\n2,b,便宜,,,\n3,c,,,,,x\n",
        encoding="utf-8-sig",
    )

    good, bad_price, too_long = read_feed(str(file))

    assert isinstance(good, FeedRow)
    assert good.listing.attributes == {"材质": "塑料"}
    assert [image.path for image in good.listing.images] == ["a.jpg", "b.jpg"]
    assert isinstance(bad_price, FeedProblem)
    assert (bad_price.line, bad_price.field) == (3, "price")
    assert isinstance(too_long, FeedProblem)
    assert "7 cells under 6 columns" in str(too_long.reason)


def test_csv_with_a_quotation_mark_left_open_loses_that_row_alone(tmp_path: Path) -> None:
    file = tmp_path / "feed.csv"
    file.write_text('id,title\n1,a\n2,"open\n3,c\n4,"say ""d"""\n', encoding="utf-8")

    rows = list(read_feed(str(file)))

    assert [row.line for row in rows] == [2, 3, 4, 5]
    assert [row.listing.title if isinstance(row, FeedRow) else None for row in rows] == ["a", None, "c", 'say "d"']
    assert "quotation marks that do not fit" in str(rows[1].reason if isinstance(rows[1], FeedProblem) else "")


def test_csv_in_another_encoding_is_refused_row_by_row(tmp_path: Path) -> None:
    file = tmp_path / "feed.csv"
    file.write_bytes(b"title\nclock\n" + "闹钟".encode("gb18030") + b"\n")

    good, bad = read_feed(str(file))

    assert isinstance(good, FeedRow)
    assert isinstance(bad, FeedProblem)


def test_parquet_rows(tmp_path: Path) -> None:
    from arro3.core import Array, DataType, Table  # noqa: PLC0415 - only here
    from arro3.io import write_parquet  # noqa: PLC0415 - only here

    file = tmp_path / "feed.parquet"
    columns: dict[str, Any] = {
        "id": Array([10, 11], type=DataType.int64()),
        "title": Array(["a", None], type=DataType.string()),
        "price": Array([1.5, 2.5], type=DataType.float64()),
    }
    write_parquet(Table.from_pydict(columns), file)

    good, bad = read_feed(str(file))

    assert isinstance(good, FeedRow)
    assert (good.listing.id, good.listing.price) == ("10", Decimal("1.5"))
    assert isinstance(bad, FeedProblem)
    assert (bad.line, bad.field) == (2, "title")


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("feed.csv", b"name,price\n", "no column title"),
        ("feed.csv", b"title,title\n", "column title stands twice"),
        ("feed.parquet", b"PAR1 is not enough PAR1", "not readable as Parquet"),
        ("feed.parquet", b"", "not readable as Parquet"),
        ("feed.xlsx", b"", "ends in .jsonl, .csv or .parquet"),
    ],
)
def test_unreadable_files_say_what_to_do(tmp_path: Path, name: str, content: bytes, complaint: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(FeedError, match=complaint):
        list(read_feed(str(file)))


def test_missing_file() -> None:
    with pytest.raises(FeedError, match="no such file"):
        list(read_feed("nowhere.jsonl"))


def test_deep_nesting_is_a_problem_of_its_row() -> None:
    problem, row = rows("[" * 200_000, json.dumps({"title": "a"}))

    assert isinstance(problem, FeedProblem)
    assert isinstance(row, FeedRow)
