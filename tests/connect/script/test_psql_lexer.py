"""Scripts are cut where psql cuts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.connect.script.psql_lexer import Lexer, MetaCommand, Statement, literal
from colonnade.text import Lines


def cut(text: str, **variables: str) -> list[str]:
    lexer = Lexer(text, variables)
    found = []
    while (piece := lexer.next()) is not None:
        match piece:
            case Statement():
                found.append(piece.text)
            case MetaCommand():
                found.append(f"\\{piece.name} {piece.arguments}".rstrip())
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; b", ["a", "b"]),
        (";; a ;;", ["a"]),
        ("-- one;\n/* two; /* three; */ four; */ a; -- end", ["a"]),
        ("a 'x;y''z;' b;c", ["a 'x;y''z;' b", "c"]),
        ('a "x;y"";" b;c', ['a "x;y"";" b', "c"]),
        (r"a E'x\';y' b;c", [r"a E'x\';y' b", "c"]),
        (r"a 'x\';b", [r"a 'x\'", "b"]),
        ("a name'x;y';b", ["a name'x;y'", "b"]),
        ("a $$;$x$;$$ b;c", ["a $$;$x$;$$ b", "c"]),
        ("a $x$;$$;$y$;$x$ b;c", ["a $x$;$$;$y$;$x$ b", "c"]),
        ("a$b$ ; c$b$", ["a$b$", "c$b$"]),
        ("a $1;$2 b", ["a $1", "$2 b"]),
        ("a (b; c) ; d", ["a (b; c)", "d"]),
        ("a ) ; b", ["a )", "b"]),
        ("a é$ü$;$ü$;b", ["a é$ü$", "$ü$;b"]),
        ("a $ü$;$ü$;b", ["a $ü$;$ü$", "b"]),
        ("a 'never closed ; b", ["a 'never closed ; b"]),
        ("a $$never closed ; b", ["a $$never closed ; b"]),
        ("a /* never closed ; b", ["a /* never closed ; b"]),
        (r"\echo a; b" + "\nc;", [r"\echo a; b", "c"]),
        (r"a \; b;", ["a ; b"]),
        (r"\set x 1 \\ a;", [r"\set x 1", "a"]),
        ("a \\g\nb;", [r"\g", "a \nb"]),
        ("a::text; b := 1;", ["a::text", "b := 1"]),
        ("\u00a0a;", ["\u00a0a"]),
        ("BEGIN; a; END;", ["BEGIN", "a", "END"]),
        (
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; b; END; c;",
            [
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; b; END",
                "c",
            ],
        ),
        (
            "create or replace procedure p() begin atomic a; end; b;",
            ["create or replace procedure p() begin atomic a; end", "b"],
        ),
        ("CREATE TABLE t (begin int); a;", ["CREATE TABLE t (begin int)", "a"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_old_strings_take_a_backslash_for_an_escape() -> None:
    lexer = Lexer(r"a 'x\';y';b", {})
    lexer.standard_strings = False
    first = lexer.next()
    assert isinstance(first, Statement)
    assert first.text == r"a 'x\';y'"


def test_variables_are_replaced_where_they_are_set() -> None:
    text = """a :x :'x' :"x" :{?x} :{?y} :y b::x ':x';"""
    (statement,) = cut(text, x="it's")
    assert statement == """a it's 'it''s' "it's" TRUE FALSE :y b::x ':x'"""


@given(st.text(alphabet="ab'\\"))
def test_a_literal_is_one_string_with_either_setting(value: str) -> None:
    for standard in (True, False):
        lexer = Lexer(f"a {literal(value)};b", {})
        lexer.standard_strings = standard
        first, second = lexer.next(), lexer.next()
        assert isinstance(first, Statement)
        assert isinstance(second, Statement)
        assert second.text == "b"


@given(st.lists(st.sampled_from(["a", " ", "\n", ":v", ":'v'", "'s;'", "-- c\n", "$$;$$", "x(", ")", '"i"'])))
def test_positions_lead_back_to_the_script(parts: list[str]) -> None:
    text = "".join(parts) + ";"
    lexer = Lexer(text, {"v": "value"})
    statement = lexer.next()
    if not isinstance(statement, Statement):
        return
    for position, character in enumerate(statement.text):
        origin = statement.offset(position)
        if text[origin : origin + 1] != character:
            in_variable = any(
                start <= origin < start + len(name) + 8
                for name in (":v", ":'v'")
                for start in range(len(text))
                if text.startswith(name, start)
            )
            assert in_variable


def test_the_head_holds_the_words_outside_of_parentheses() -> None:
    statement = Lexer('/* x */ Create TABLE "T" (a int) Partition by range (a);', {}).next()
    assert isinstance(statement, Statement)
    assert statement.head == ("create", "table", "partition", "by", "range")


def test_copy_data_ends_at_its_mark() -> None:
    text = "COPY t FROM stdin;\n1\ta;b\n2\t\\.\n\\.\nSELECT 1;"
    lexer = Lexer(text, {})
    lexer.next()
    data = lexer.copy_data()
    assert data is not None
    assert data.of(text) == "1\ta;b\n2\t\\.\n"
    after = lexer.next()
    assert isinstance(after, Statement)
    assert str(Lines(text).place(after.start)) == "<text>:5:1"


@given(st.text(alphabet="ab;'\"$\\-/*()\n :{?"))
def test_no_text_stops_the_lexer_and_nothing_is_read_twice(text: str) -> None:
    lexer = Lexer(text, {})
    positions = [lexer.position for _ in iter(lexer.next, None)]
    # What is gathered when the text ends comes after the last command at the same position.
    assert positions == sorted(positions)
    assert len(set(positions[:-1])) == len(positions[:-1])
    assert lexer.position == len(text)


def test_time_grows_with_the_text_even_when_a_quote_is_never_closed() -> None:
    text = "'" + "a" * 2_000_000
    assert cut(text) == [text]
    text = "E'" + "a\\" * 1_000_000
    assert cut(text) == [text]
