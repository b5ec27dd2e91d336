"""Scripts in a SQLite scratch database, and connections to SQLite files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.connect.failures import LockNotObtained, NoSuchDatabase, NotPermitted
from colonnade.connect.scratch import ScratchDatabase, scratch_database
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import (
    BadScript,
    Loading,
    OnError,
    Outcome,
    Script,
    StatementRefused,
    read_script,
)
from colonnade.connect.script.sqlite_lexer import DotCommand, SqliteLexer, SqliteStatement
from colonnade.connect.sqlite import Access, NotADatabase, connect, translated
from colonnade.connect.urls import BadUrl, Engine, sqlite_url

COLLECT = Loading(on_error=OnError.COLLECT)


@pytest.fixture
def scratch() -> Iterator[ScratchDatabase]:
    """An empty SQLite database."""
    with scratch_database(Engine.SQLITE) as database:
        yield database


def play(scratch: ScratchDatabase, text: str, loading: Loading | None = None) -> Outcome:
    return load(Script(name="s.sql", text=text), scratch, loading)


def pieces(text: str) -> list[SqliteStatement | DotCommand]:
    lexer = SqliteLexer(text)
    found: list[SqliteStatement | DotCommand] = []
    while (piece := lexer.next()) is not None:
        found.append(piece)
    return found


def rows(scratch: ScratchDatabase, query: str) -> list[tuple[object, ...]]:
    connection = connect(scratch.url)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b", ["a", "b"]),
        ("a ';' \";\" `;` [;] b;c", ["a ';' \";\" `;` [;] b", "c"]),
        ("-- a;\n/* b; */ c;", ["c"]),
        (
            "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; b; END; c;",
            ["CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; b; END", "c"],
        ),
        (
            "create temp trigger t begin a; end /* x */ ; b;",
            ["create temp trigger t begin a; end /* x */ ", "b"],
        ),
        (".print a;\nb;\n.mode csv\n", [".print a;", "b", ".mode csv"]),
        ("a\n.5;", ["a\n.5"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    found = [piece.text if isinstance(piece, SqliteStatement) else f".{piece.text}" for piece in pieces(text)]
    assert found == expected


@given(st.lists(st.sampled_from(["a", ";", "'x;'", " ", "\n", "-- c\n", "END", "`", "/*"])))
def test_statements_are_complete_where_sqlite_says_so(parts: list[str]) -> None:
    text = " ".join(parts)
    for piece in pieces(text)[:-1]:
        assert sqlite3.complete_statement(f"{piece.text};")


def test_a_refused_statement_has_its_place(scratch: ScratchDatabase) -> None:
    with pytest.raises(StatementRefused) as caught:
        play(scratch, "CREATE TABLE t (a);\n\nSELECT a\n  FORM t;\n")
    assert str(caught.value.place) == "s.sql:4:8"
    assert caught.value.message == 'near "t": syntax error'
    assert rows(scratch, "SELECT name FROM sqlite_schema") == [("t",)]


def test_refused_statements_are_collected(scratch: ScratchDatabase) -> None:
    outcome = play(scratch, "CREATE TABLE t (a);\nnonsense;\n.bad\nCREATE TABLE u (a);", COLLECT)
    assert outcome.statements == 2
    assert [(refused.place.line, refused.state) for refused in outcome.refused] == [
        (2, "SQLITE_ERROR"),
        (3, ""),
    ]


def test_a_dump_may_fill_tables_in_any_order(scratch: ScratchDatabase) -> None:
    play(
        scratch,
        """
        PRAGMA foreign_keys=OFF;
        BEGIN TRANSACTION;
        CREATE TABLE child (parent REFERENCES parent (id));
        INSERT INTO child VALUES (1);
        CREATE TABLE parent (id INTEGER PRIMARY KEY);
        INSERT INTO parent VALUES (1);
        COMMIT;
        """,
    )
    assert rows(scratch, "PRAGMA foreign_key_check") == []
    assert rows(scratch, "SELECT count(*) FROM child") == [(1,)]


def test_an_end_inside_a_transaction_is_rolled_back(scratch: ScratchDatabase) -> None:
    outcome = play(scratch, "BEGIN; CREATE TABLE t (a);")
    assert "rolled back" in outcome.notes[0].message
    assert rows(scratch, "SELECT count(*) FROM sqlite_schema") == [(0,)]


def test_files_are_read_inside_the_folder(scratch: ScratchDatabase, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.sql").write_text("CREATE TABLE t (a);")
    (tmp_path / "out.sql").write_text("CREATE TABLE u (a);")
    main = tmp_path / "in" / "main.sql"
    main.write_text(".read b.sql\n.quit\nnonsense;")
    load(read_script(main), scratch)
    assert rows(scratch, "SELECT name FROM sqlite_schema") == [("t",)]
    main.write_text(".read ../out.sql\n")
    with pytest.raises(BadScript, match="outside of"):
        load(read_script(main), scratch)


# Connections


def test_foreign_keys_are_enforced(sqlite_path: Path) -> None:
    connection = connect(sqlite_path, access=Access.CREATE)
    connection.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE c (p REFERENCES p)")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO c VALUES (1)")
    connection.close()


def test_a_missing_file_is_an_error(sqlite_path: Path) -> None:
    with pytest.raises(NoSuchDatabase, match="no such file"):
        connect(sqlite_path)
    assert not sqlite_path.exists()


def test_another_file_is_no_database(sqlite_path: Path) -> None:
    sqlite_path.write_text("hello " * 200)
    with pytest.raises(NotADatabase, match="file is not a database"):
        connect(sqlite_path)
    with pytest.raises(BadUrl, match="not the address of a SQLite"):
        connect("postgresql://h/x")


def test_a_lock_that_is_held(sqlite_path: Path) -> None:
    one = connect(sqlite_path, access=Access.CREATE)
    other = connect(sqlite_path, busy_s=0.05)
    one.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LockNotObtained), translated(sqlite_url(sqlite_path)):
        other.execute("BEGIN IMMEDIATE")
    one.close()
    other.close()


def test_reading_does_not_write(sqlite_path: Path) -> None:
    connect(sqlite_path, access=Access.CREATE).close()
    connection = connect(sqlite_path, access=Access.READ)
    with pytest.raises(NotPermitted), translated():
        connection.execute("CREATE TABLE t (a)")
    connection.close()


def test_a_name_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "a?b #%41.db"
    connect(path, access=Access.CREATE).close()
    assert list(tmp_path.iterdir()) == [path]
    connect(sqlite_url(path)).close()
