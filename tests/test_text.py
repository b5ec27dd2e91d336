"""Places, near names, natural order, words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.text import (
    Lines,
    did_you_mean,
    natural_key,
    near_names,
    pascal_case,
    shorten_utf8,
    snake_case,
    words,
)


@given(st.text(alphabet="ab\r\né"), st.integers(0, 30))
def test_a_place_leads_back_to_its_offset(text: str, offset: int) -> None:
    lines = Lines(text)
    offset = min(offset, len(text))
    place = lines.place(offset)
    assert place.line is not None
    assert place.column is not None
    assert lines.offset(place.line, place.column) == offset


@given(st.text(alphabet="ab\n"))
def test_lines_are_counted_as_editors_do(text: str) -> None:
    assert len(Lines(text)) == text.count("\n") + 1


def test_all_three_line_ends_count() -> None:
    lines = Lines("a\r\nb\rc\nd", file="x.sql")
    assert str(lines.place(3)) == "x.sql:2:1"
    assert str(lines.place(5)) == "x.sql:3:1"
    assert str(lines.place(7)) == "x.sql:4:1"
    assert str(lines.place(99)) == "x.sql:4:2"
    with pytest.raises(IndexError, match="no line 5"):
        lines.offset(5)


def test_near_names_regard_no_case_and_keep_the_known_spelling() -> None:
    assert near_names("custmer", ["Customer", "Order", "customs"]) == ("Customer", "customs")
    assert did_you_mean("xyz", ["Customer"]) == ""


def test_numbers_sort_as_numbers() -> None:
    names = ["v10", "v2", "v2.1", "V", "v02"]
    assert sorted(names, key=natural_key) == ["V", "v02", "v2", "v2.1", "v10"]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("customerOrderID", ("customer", "order", "id")),
        ("HTTPServer2Name", ("http", "server", "2", "name")),
        ("größe_in_mm", ("größe", "in", "mm")),
        ("__x", ("x",)),
    ],
)
def test_words(identifier: str, expected: tuple[str, ...]) -> None:
    assert words(identifier) == expected


def test_cases() -> None:
    assert snake_case("OrderLine") == "order_line"
    assert pascal_case("order_line") == "OrderLine"


@given(st.text(), st.integers(0, 80))
def test_a_shortened_text_fits_and_begins_the_same(text: str, limit: int) -> None:
    short = shorten_utf8(text, limit)
    assert len(short.encode()) <= limit
    assert text.startswith(short)
    if short != text:
        assert len(text[: len(short) + 1].encode()) > limit
