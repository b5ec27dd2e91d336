"""What is taken from texts of the server: records, index keys, names, types, identifiers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.dialect import NotExpressibleError
from colonnade.dialects.postgresql.casting import Conversion, conversion, default_storage, still_referable
from colonnade.dialects.postgresql.introspect.index_keys import index_keys
from colonnade.dialects.postgresql.introspect.records import array, elements, record, unescape
from colonnade.dialects.postgresql.names import cut, default_names, multirange_name
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.schema import IndexKey, Sql

FIELDS = st.lists(st.one_of(st.none(), st.text(st.characters(exclude_characters="\0"), max_size=8)), min_size=2)


def printed_record(fields: list[str | None]) -> str:
    """A composite value as record_out() prints it."""
    parts = []
    for field in fields:
        if field is None:
            parts.append("")
        else:
            parts.append('"' + field.replace("\\", "\\\\").replace('"', '""') + '"')
    return "(" + ",".join(parts) + ")"


def printed_array(texts: list[str]) -> str:
    """An array of texts as array_out() prints it, every element in quotes."""
    return "{" + ",".join('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in texts) + "}"


@given(st.lists(FIELDS, max_size=4))
def test_records_come_back_from_an_array(rows: list[list[str | None]]) -> None:
    """Whatever names hold, the fields are those that were printed."""
    text = printed_array([printed_record(row) for row in rows])
    assert [record(unescape(each)) for each in elements(text)] == [tuple(row) for row in rows]


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=6)))
def test_arrays_come_back(texts: list[str]) -> None:
    """Elements are those that were printed."""
    assert array(printed_array(texts)) == texts


def test_plain_fields_of_a_record() -> None:
    """Fields without quotes, and NULL at the end."""
    assert record("(id,integer,,)") == ("id", "integer", None, None)


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("orders", "orders"),
        ("Order", '"Order"'),
        ("select", '"select"'),
        ("größe", '"größe"'),
        ('a"b', '"a""b"'),
        ("1st", '"1st"'),
        ("values", '"values"'),
        ("name", "name"),
    ],
)
def test_identifiers(name: str, sql: str) -> None:
    """Quoted where the server's quote_identifier() does."""
    assert quote(name) == sql


def test_what_cannot_be_written() -> None:
    """A NUL is refused, not dropped."""
    for write in (quote, literal):
        with pytest.raises(NotExpressibleError):
            write("a\0b")
    with pytest.raises(NotExpressibleError):
        quote("")


def test_literals_and_paths() -> None:
    """Quotes are doubled; backslashes are plain under standard_conforming_strings."""
    assert literal("it's \\n") == "'it''s \\n'"
    assert qualified(("sales", "Order")) == 'sales."Order"'


def test_index_keys_of_every_shape() -> None:
    """Collation, operator class, direction and expressions with commas in strings."""
    definition = (
        'CREATE INDEX "USING (x" ON public.t USING btree (a, ((b || \'x, )\'::text)) COLLATE "C" text_pattern_ops DESC'
        " NULLS LAST, lower(b) NULLS FIRST, \"c x\" public.my_ops (k='1'))"
    )
    found = index_keys(definition, ["a", None, None, "c x"], ["((b || 'x, )'::text))", "lower(b)"], {2: 500})
    assert found == (
        IndexKey(column="a"),
        IndexKey(
            expression=Sql("((b || 'x, )'::text))"),
            collation=("C",),
            opclass="text_pattern_ops",
            descending=True,
            nulls_first=False,
            statistics=500,
        ),
        IndexKey(expression=Sql("lower(b)"), nulls_first=True),
        IndexKey(column="c x", opclass="public.my_ops (k='1')"),
    )


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("character varying(10)", "character varying(20)", Conversion.RELABEL),
        ("character varying(20)", "character varying(10)", Conversion.ASSIGN),
        ("character varying(20)", "text", Conversion.RELABEL),
        ("integer", "bigint", Conversion.ASSIGN),
        ("numeric(8,2)", "numeric(10,2)", Conversion.RELABEL),
        ("numeric(8,2)", "numeric(10,3)", Conversion.ASSIGN),
        ("timestamp(3) without time zone", "timestamp without time zone", Conversion.RELABEL),
        ("text", "integer", Conversion.CAST),
        ("text", "public.mood", Conversion.CAST),
        ("public.mood", "text", Conversion.ASSIGN),
        ("public.mood", "public.feeling", Conversion.TEXT),
        ("integer", "integer[]", Conversion.WRAP),
        ("integer", "date", Conversion.TEXT),
    ],
)
def test_conversions(old: str, new: str, how: Conversion) -> None:
    """How a column of one type becomes one of another."""
    assert conversion(old, new) is how


def test_references_across_types() -> None:
    """Integers refer to each other; an integer and a uuid don't."""
    assert still_referable("integer", "bigint")
    assert still_referable("character varying(10)", "text")
    assert not still_referable("integer", "uuid")


def test_storage_by_type() -> None:
    """As pg_type.typstorage says."""
    assert [default_storage(each) for each in ("integer", "numeric(8,2)", "text", "integer[]")] == [
        "plain",
        "main",
        "extended",
        "extended",
    ]


def test_names_that_the_server_makes_up() -> None:
    """The longer part loses bytes first, at the end of a character."""
    whole, short = default_names("t" * 60, "column", "seq")
    assert whole.endswith("_column_seq")
    assert len(short.encode()) == 63
    assert short.endswith("_column_seq")
    assert multirange_name("float_range") == "float_multirange"
    assert multirange_name("span") == "span_multirange"
    assert cut("größe", 3) == "gr"
