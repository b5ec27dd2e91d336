"""Expressions that the server prints are read back as they were; argument lists are taken apart."""

from __future__ import annotations

import pytest

from colonnade.connect.servers.server import PostgresServer
from colonnade.dialects.postgresql.arguments import Argument, arguments_of
from colonnade.dialects.postgresql.emit.stable import stable
from tests.oracle.postgresql import rebuild_case

ARRAYS_EVERYWHERE = """
CREATE TABLE t (
  id int, status varchar(10) CHECK (status IN ('a', 'b''c]', 'd')), s char(3) CHECK (s IN ('a', 'b')), n varchar);
CREATE VIEW v AS SELECT * FROM t
  WHERE status IN ('x', 'y') OR n = ANY (ARRAY['q', 'r']::varchar[]) OR n LIKE ANY (ARRAY['%a', 'b%']);
CREATE INDEX ON t (id) WHERE status IN ('new', 'old');
CREATE POLICY p ON t USING (status IN ('x', 'y'));
CREATE TABLE g (
  a varchar, b bool GENERATED ALWAYS AS (a IN ('x', 'y')) STORED, c text DEFAULT (ARRAY['a', 'b']::varchar[])[1]);
CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.status IN ('a', 'b')) EXECUTE FUNCTION tr();
CREATE RULE r AS ON UPDATE TO t WHERE OLD.status IN ('x', 'y') DO ALSO INSERT INTO g (a) VALUES (OLD.n);
CREATE DOMAIN dd AS varchar CHECK (VALUE IN ('a', 'b'));
CREATE MATERIALIZED VIEW mv AS SELECT CASE WHEN status IN ('a', 'b') THEN 1 END FROM t;
"""


def test_what_is_printed_is_read_back(pg_majors: PostgresServer) -> None:
    outcome = rebuild_case(pg_majors, "arrays", [ARRAYS_EVERYWHERE])
    assert outcome.verdict == "exact", outcome.details


@pytest.mark.parametrize(
    "untouched",
    [
        "SELECT ARRAY['a'::text]",
        "CREATE FUNCTION f() AS $$SELECT (ARRAY['a'::character varying])::text[]$$",
        "COMMENT ON TABLE t IS '(ARRAY[''a''::character varying])::text[]'",
        "SELECT ((ARRAY['a'::character varying])::character varying[])::text[]",
        "SELECT (ARRAY[t.a, t.b])::text[]",
    ],
)
def test_other_text_stays(untouched: str) -> None:
    assert stable(untouched) == untouched


def test_a_cast_array_gets_its_own_type() -> None:
    text = "x = ANY ((ARRAY['a]'::character varying, NULL::character varying])::text[])"
    assert stable(text) == (
        "x = ANY (((ARRAY['a]'::character varying, NULL::character varying])::character varying[])::text[])"
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("integer, text", (("IN", None, "integer", None), ("IN", None, "text", None))),
        ("double precision", (("IN", None, "double precision", None),)),
        ("double double precision", (("IN", "double", "double precision", None),)),
        ("a integer DEFAULT 1", (("IN", "a", "integer", "1"),)),
        ("b text DEFAULT 'x, '' DEFAULT y'::text", (("IN", "b", "text", "'x, '' DEFAULT y'::text"),)),
        ("VARIADIC c integer[] DEFAULT '{}'::integer[]", (("VARIADIC", "c", "integer[]", "'{}'::integer[]"),)),
        ('INOUT "My Arg" public."Odd, Type"', (("INOUT", '"My Arg"', 'public."Odd, Type"', None),)),
        ("OUT at timestamp with time zone", (("OUT", "at", "timestamp with time zone", None),)),
        ("n numeric DEFAULT abs((1, 2))", (("IN", "n", "numeric", "abs((1, 2))"),)),
    ],
)
def test_arguments(text: str, parts: tuple[tuple[str, str | None, str, str | None], ...]) -> None:
    wanted = tuple(Argument(mode=mode, name=name, type=type_, default=default) for mode, name, type_, default in parts)
    assert arguments_of(text) == wanted
