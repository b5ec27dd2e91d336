"""Corners of SQLite's grammar: whatever the engine accepts is read as the engine reads it, and made again."""

from __future__ import annotations

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

ODD = {
    "constraints without commas": "CREATE TABLE t (a, b, UNIQUE (a) CHECK (a > 0) CONSTRAINT x UNIQUE (b, a))",
    "names of nothing": "CREATE TABLE t (a CONSTRAINT x CONSTRAINT y NOT NULL CONSTRAINT z, CONSTRAINT w)",
    "shared names": "CREATE TABLE t (a CONSTRAINT x CHECK (a > 0) CONSTRAINT x UNIQUE, CONSTRAINT X CHECK (a < 9))",
    "names we would make": "CREATE TABLE t (a UNIQUE, b CONSTRAINT t_a_key CHECK (b > 0), CONSTRAINT t_pkey UNIQUE (b))",
    "comments": "CREATE TABLE t /* a */ ( -- b\n a /* c, */ VARCHAR /* d */ ( /* e */ 3 ) -- f)\n , b -- '\n CHECK (b /*)*/ > 1))",
    "every quote": "CREATE TABLE [t t] (`a``b` TEXT, \"c\"\"d\" TEXT, [e f] TEXT, 'g''h' TEXT, CHECK ([e f] > `a``b`))",
    "unicode": "CREATE TABLE täble (ünï TEXT CHECK (ünï <> '😀'), \"日本\" INT, 😀 INT)",
    "keywords as names": 'CREATE TABLE "table" (key TEXT, action TEXT, "select" TEXT, desc TEXT, UNIQUE (key, action))',
    "types of words": "CREATE TABLE t (a unsigned big int, b DOUBLE PRECISION, c national varying character(70), d NUM(-3 , +4))",
    "quoted types": "CREATE TABLE t (a \"big number\", b 'text', c [int], d \"check (1)\", e `x`(3))",
    "no type": "CREATE TABLE t (a, b DEFAULT 1, c NOT NULL, d COLLATE NOCASE, e PRIMARY KEY)",
    "null is no constraint": "CREATE TABLE t (a NULL, b INT NULL DEFAULT NULL)",
    "defaults": "CREATE TABLE t (a DEFAULT foo, b DEFAULT \"bar\", c DEFAULT -1, d DEFAULT + 2, e DEFAULT (1 + 2) NOT NULL, "
    "f DEFAULT current_timestamp, g DEFAULT x'0F', h DEFAULT true, i DEFAULT 1e3, j DEFAULT ('a' || 'b'), k DEFAULT [x y])",
    "generated": "CREATE TABLE t (a INT, b AS (a + 1), c INT GENERATED ALWAYS AS (a * 2) STORED, d AS (b || '!') VIRTUAL NOT NULL)",
    "generated as a type": "CREATE TABLE t (a generated, b generated always, c INT generated always AS (1))",
    "conflict rules": "CREATE TABLE t (a INTEGER PRIMARY KEY ON CONFLICT REPLACE, b NOT NULL ON CONFLICT FAIL UNIQUE ON CONFLICT "
    "IGNORE, c NOT NULL ON CONFLICT ABORT, UNIQUE (c, b) ON CONFLICT ROLLBACK, CHECK (b > 0))",
    "autoincrement in a list": "CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a AUTOINCREMENT))",
    "rowid after all": "CREATE TABLE t (a INTEGER, PRIMARY KEY (a DESC))",
    "no rowid": "CREATE TABLE t (a INTEGER PRIMARY KEY DESC)",
    "int is no rowid": "CREATE TABLE t (a INT PRIMARY KEY); CREATE TABLE u (a INTEGER, b, PRIMARY KEY (a, b DESC))",
    "without rowid": "CREATE TABLE t (a TEXT, b INT DEFAULT 3, PRIMARY KEY (b, a COLLATE NOCASE DESC)) WITHOUT ROWID",
    "strict": "CREATE TABLE t (a INT PRIMARY KEY, b ANY, c TEXT NOT NULL) WITHOUT ROWID, STRICT; CREATE TABLE u (a REAL) strict",
    "references": "CREATE TABLE p (x INTEGER PRIMARY KEY, y UNIQUE, UNIQUE (x, y)); CREATE TABLE t (a REFERENCES p, "
    "b REFERENCES P (Y) ON DELETE SET NULL ON UPDATE CASCADE MATCH FULL NOT NULL DEFERRABLE INITIALLY DEFERRED, "
    "c CONSTRAINT fk REFERENCES p (x) ON INSERT CASCADE NOT DEFERRABLE INITIALLY DEFERRED, "
    "FOREIGN KEY (a, b) REFERENCES p (x, y) ON DELETE RESTRICT ON UPDATE NO ACTION DEFERRABLE, "
    "CONSTRAINT gone FOREIGN KEY (c) REFERENCES nowhere ON DELETE SET DEFAULT MATCH simple)",
    "references to itself": "CREATE TABLE t (a INTEGER PRIMARY KEY, b REFERENCES t, c REFERENCES T (A))",
    "a reference that fits no key": "CREATE TABLE p (x, y, PRIMARY KEY (x, y)); CREATE TABLE t (a REFERENCES p)",
    "as select": "CREATE TABLE t AS SELECT 1 AS \"a b\", 'x' AS c, 2.5 AS [select], NULL AS d",
    "added columns": "CREATE TABLE t (a INT -- last\n); ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'x' /* y */; "
    "ALTER TABLE t ADD c INT REFERENCES t (a) CHECK (c > 0); ALTER TABLE t RENAME COLUMN a TO \"a a\"; ALTER TABLE t RENAME TO u",
    "dropped columns": "CREATE TABLE t (a INT, b TEXT DEFAULT ',)', c INT /* c */); ALTER TABLE t DROP COLUMN b",
    "indexes": "CREATE TABLE t (a TEXT COLLATE NOCASE, b INT, \"c d\" TEXT); CREATE UNIQUE INDEX i1 ON t (a, b DESC) WHERE b > 0; "
    "CREATE INDEX i2 ON t (a COLLATE BINARY, a COLLATE nocase ASC); CREATE INDEX i3 ON t ((b), lower(\"c d\") DESC, ((a || b))); "
    "CREATE INDEX IF NOT EXISTS main.i4 ON t (\"no such\", [c d]); CREATE INDEX i5 ON T (B) WHERE \"a\" = \"text\" AND b IN (1,2); "
    "CREATE INDEX i7 ON t (a || b COLLATE RTRIM)",
    "views": "CREATE TABLE t (a, b); CREATE VIEW v1 (x, \"y z\") AS SELECT a,b FROM t; CREATE TEMP VIEW gone AS SELECT 1; "
    "CREATE VIEW v2 AS WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n+1 FROM t WHERE n<5) SELECT n  +  1, count( * ) FROM t; "
    "CREATE VIEW v3 AS VALUES (1, 2), (3, 4); CREATE VIEW v4 AS SELECT*FROM v1,v2 WHERE x-1>-1 AND- -n; "
    "CREATE VIEW v5 AS SELECT a  + 1 /* kept */, b -- kept too\n FROM t -- gone\n; CREATE VIEW v6 AS SELECT \"a\", [b], 'c' d, 1 \"e\" FROM t",
    "broken views": "CREATE VIEW v AS SELECT * FROM nowhere; CREATE VIEW w AS SELECT x FROM v JOIN u",
    "triggers": "CREATE TABLE t (a, b); CREATE VIEW v AS SELECT a FROM t; "
    "CREATE TRIGGER \"tr 1\" UPDATE OF a, \"b\" ON \"t\" WHEN NEW.a > 1 BEGIN UPDATE t SET b = \"t\" WHERE a = new.a; DELETE FROM v; END; "
    "CREATE TRIGGER IF NOT EXISTS tr2 INSTEAD OF INSERT ON v FOR EACH ROW BEGIN INSERT OR IGNORE INTO t SELECT CASE WHEN 1 THEN 2 END, 3; END; "
    "CREATE TRIGGER tr3 AFTER DELETE ON t BEGIN SELECT RAISE(ABORT, 'no; END'); END",
    "virtual tables": "CREATE TABLE t (a); CREATE VIRTUAL TABLE f5 USING fts5 (a, b UNINDEXED, tokenize = \"porter ascii\", prefix='2 3'); "
    "CREATE VIRTUAL TABLE f4 USING fts4(title, body TEXT, tokenize=porter, notindexed=body); CREATE VIRTUAL TABLE r USING rtree(id, x0, x1); "
    "CREATE VIRTUAL TABLE fx USING fts5(a, content='t', content_rowid=rowid); CREATE VIRTUAL TABLE bare USING fts5(a, content='')",
    "statistics": "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b); CREATE INDEX i ON t (b); INSERT INTO t (b) VALUES (1); ANALYZE",
    "our own": "CREATE TABLE t (a); CREATE TABLE colonnade_journal (a); CREATE INDEX j ON colonnade_journal (a); "
    "CREATE TRIGGER k AFTER INSERT ON colonnade_journal BEGIN SELECT 1; END",
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_read_and_made_again(name: str) -> None:
    connection = opened(ODD[name])
    read = introspected(connection)
    assert read.objects
    copy = created(read)
    assert introspected(copy) == read
    mine = {key: value for key, value in facts(connection).items() if not str(value).startswith("('colonnade")}
    if name == "our own":
        mine = {key: value for key, value in mine.items() if not key[1].startswith("colonnade")}
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
    assert virtual["fx"] == {Ref("table", ("t",))}


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a>0  AND\n b", "a > 0 AND b"),
        ("a-1 , - 1 , -a", "a - 1, -1, -a"),
        ("- - a", "- -a"),
        ("lower ( a )IN('x','y')", "lower(a) IN ('x', 'y')"),
        ("[a b]=\"c\" || `d`", '"a b" = "c" || d'),
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
