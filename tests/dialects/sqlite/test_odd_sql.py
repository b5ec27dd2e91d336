"""Corners of SQLite's grammar: whatever the engine accepts is read as the engine reads it, and made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.dialects.sqlite.read.normal import expression
from colonnade.dialects.sqlite.read.tokens import UnreadableSqlError, tokens
from colonnade.schema import (
    Check,
    Deferral,
    EngineObject,
    ForeignKey,
    Index,
    Key,
    Match,
    Ref,
    Schema,
    Sql,
    Trigger,
    View,
)
from tests.dialects.sqlite.engine import created, facts, introspected, opened

CASES = Path(__file__).parents[2] / "cases" / "read" / "sqlite"
ODD = {path.stem.replace("_", " "): path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.sql"))}


@pytest.mark.parametrize("name", ODD)
def test_read_and_made_again(name: str) -> None:
    connection = opened(ODD[name])
    read = introspected(connection)
    assert read.objects
    copy = created(read)
    assert introspected(copy) == read
    mine = {key: value for key, value in facts(connection).items() if not str(value).startswith("('colonnade")}
    if name != "names of nothing":
        assert facts(copy) == mine


def _read(name: str) -> Schema:
    return introspected(opened(ODD[name]))


def test_names_that_are_shared_are_kept() -> None:
    read = _read("shared names")
    assert {each.path[-1]: each.shared_name for each in read if isinstance(each, Check | Key)} == {
        "x": None,
        "X1": "X",
        "x2": "x",
    }


def test_references_lead_where_the_engine_leads() -> None:
    found = {each.columns: each for each in _read("references").of_kind(ForeignKey)}
    assert found["a",].target_columns == ("x",)
    assert (found["b",].target, found["b",].target_columns) == (("p",), ("y",))
    assert found["b",].match is Match.FULL
    assert found["b",].deferral is Deferral.DEFERRED
    assert found["c",].deferral is Deferral.NEVER
    assert found["a", "b"].deferral is Deferral.IMMEDIATE
    gone = [each for each in _read("references").of_kind(ForeignKey) if each.name == "gone"]
    assert [(each.target, each.target_columns) for each in gone] == [(("nowhere",), ())]


def test_what_depends_on_what() -> None:
    read = _read("triggers")
    by_name = {each.name: set(each.needs()) for each in read.of_kind(Trigger)}
    assert by_name["tr 1"] == {Ref("table", ("t",)), Ref("view", ("v",))}
    assert by_name["tr2"] == {Ref("view", ("v",)), Ref("table", ("t",))}
    views = {each.name: set(each.needs()) for each in _read("views").of_kind(View)}
    assert views["v1"] == {Ref("table", ("t",))}
    assert views["v2"] == set()
    assert views["v4"] == {Ref("view", ("v1",)), Ref("view", ("v2",))}
    index = next(each for each in _read("indexes").of_kind(Index) if each.name == "i5")
    assert set(index.needs()) == {Ref("table", ("t",)), Ref("column", ("t", "a")), Ref("column", ("t", "b"))}
    virtual = {each.name: set(each.needs()) for each in _read("virtual tables").of_kind(EngineObject)}
    assert virtual["fx"] == {Ref("table", ("t",)), Ref("column", ("t", "a"))}


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a>0  AND\n b", "a > 0 AND b"),
        ("a-1 , - 1 , -a", "a - 1, -1, -a"),
        ("- - a", "- -a"),
        ("lower ( a )IN('x','y')", "lower(a) IN ('x', 'y')"),
        ('[a b]="c" || `d`', '"a b" = "c" || d'),
        ("t . a -> '$.x'", "t.a -> '$.x'"),
        ("cast(a AS int)", "cast(a AS int)"),
        ("a /* x */ IS -- y\n NOT NULL", "a IS NOT NULL"),
        ("count(*)filter(where a)", "count(*) filter (where a)"),
        ("x'0f'||.5", "x'0f' || .5"),
        ("a NOT  BETWEEN ~1 AND +2", "a NOT BETWEEN ~1 AND +2"),
        ("case when a then -1 else b end -1", "case when a then -1 else b end - 1"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert expression(text) == normal
    assert expression(normal) == normal
    assert [each.text for each in tokens(normal)] == [each.text for each in tokens(expression(Sql(text)))]


@pytest.mark.parametrize("text", ["a = 'open", 'a = "open', "a = [open", "a ^ b", "a = \\x"])
def test_what_is_no_sql_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(UnreadableSqlError) as caught:
        expression(text)
    assert caught.value.place is not None
