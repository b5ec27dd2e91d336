"""SQLite asked directly: what it says of a database, found without the dialect's own reading of SQL text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from colonnade.dialects.sqlite import DIALECT
from colonnade.plan import creation
from colonnade.schema import Schema

VERSION = sqlite3.sqlite_version_info

_PIECE = re.compile(
    r"(?P<text>'(?:[^']|'')*')"
    r"|\[(?P<a>[^\]]*)\]|`(?P<b>(?:[^`]|``)*)`|\"(?P<c>(?:[^\"]|\"\")*)\""
    r"|(?P<space>--[^\n]*|/\*.*?\*/|\s+)",
    re.DOTALL,
)

_IN_TEXT = str.maketrans("()", "\1\2")


def opened(script: str = "") -> sqlite3.Connection:
    """A database in memory after a script."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(script)
    return connection


def loaded(path: Path) -> sqlite3.Connection:
    """A database in memory after a script file."""
    return opened(path.read_text(encoding="utf-8"))


def introspected(connection: sqlite3.Connection) -> Schema:
    """The schema of a database, read by the dialect's catalogue."""
    queries = DIALECT.catalogue.queries(VERSION)
    rows = {name: connection.execute(sql).fetchall() for name, sql in queries.items()}
    return DIALECT.catalogue.build(rows, VERSION)


def created(schema: Schema) -> sqlite3.Connection:
    """An empty database after the complete DDL of a schema."""
    connection = opened()
    for each in creation(schema, DIALECT):
        for statement in each.statements:
            connection.execute(statement.sql)
    return connection


def bare(sql: str, mark: str = "") -> str:
    """SQL without comments, white space, quotes of names, and case: what is left must be the same.

    With a `mark`, it is put around names that were in quotes, and white space becomes spaces.
    """

    def kept(found: re.Match[str]) -> str:
        if found["space"]:
            return " " if mark else ""
        name = found["a"] or (found["b"] or "").replace("``", "`") or (found["c"] or "").replace('""', '"')
        if found["text"] and mark:
            # A parenthesis in a text is none of the grammar's.
            return found["text"].translate(_IN_TEXT)
        return found["text"] or f"{mark}{name}{mark}"

    return _PIECE.sub(kept, sql).lower()


def _conditions(sql: str) -> list[str]:
    """The texts in the parentheses of CHECK and AS, in order of the alphabet."""
    text = bare(sql, mark="\0")
    found = []
    for hit in re.finditer(r"\b(?:check|as) *\(", text):
        depth, at = 1, hit.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            at += 1
        found.append(text[hit.end() : at - 1].replace("\0", "").replace(" ", ""))
    return sorted(found)


def facts(connection: sqlite3.Connection, *, ordered: bool = True) -> dict[tuple[str, str], object]:
    """What the engine says of every object that is not its own, a module's or ours, in the order of columns or not."""
    ask = connection.execute
    shadows = {name for (name,) in ask("SELECT name FROM pragma_table_list WHERE type = 'shadow'")}
    found: dict[tuple[str, str], object] = {}
    for kind, name, table, sql in ask("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall():
        if name.startswith(("sqlite_", "colonnade_")) or table in shadows or sql is None:
            continue
        if kind == "index":
            keys = ask(
                'SELECT max(cid, -2), name, "desc", lower(coll) FROM pragma_index_xinfo(?) WHERE "key"', (name,)
            ).fetchall()
            keys = keys if ordered else [key[1:] for key in keys]
            text = re.sub(r"[()]|asc(?=[,)])|collate\w*?(?=desc|asc|[,)])", "", bare(sql))
            found[kind, name] = (table, keys, text)
        elif kind != "table" or sql[7:14].upper() == "VIRTUAL":
            found[kind, name] = (table, bare(sql), _results(ask, name, ordered=ordered) if kind == "view" else None)
        else:
            found[kind, name] = _table(ask, name, sql, ordered=ordered)
    return found


def _results(ask: Callable[..., sqlite3.Cursor], view: str, *, ordered: bool) -> list[str] | str:
    quoted = view.replace('"', '""')
    try:
        names = [each[0] for each in ask(f'SELECT * FROM "{quoted}" LIMIT 0').description]
    except sqlite3.OperationalError as error:
        return str(error)
    return names if ordered else sorted(names)


def _table(ask: Callable[..., sqlite3.Cursor], name: str, sql: str, *, ordered: bool) -> object:
    columns = [
        (column, re.sub(r"\s|/\*.*?\*/|--.*", "", type_).lower(), null, bare(str(default)), key, hidden)
        for _, column, type_, null, default, key, hidden in ask("SELECT * FROM pragma_table_xinfo(?)", (name,))
    ]
    references: dict[int, list[object]] = {}
    for id_, _, target, own, told, update, delete, match in ask(
        "SELECT * FROM pragma_foreign_key_list(?)", (name,)
    ).fetchall():
        parent = ask("SELECT name FROM pragma_table_xinfo(?) WHERE pk ORDER BY pk", (target,)).fetchall()
        count = len(references.get(id_, ()))
        theirs = told or (parent[count][0] if count < len(parent) else None)
        references.setdefault(id_, []).append((target.lower(), own, theirs and theirs.lower(), update, delete, match))
    indexes = []
    for _, index, unique, origin, partial in ask("SELECT * FROM pragma_index_list(?)", (name,)).fetchall():
        keys = ask('SELECT name, "desc", lower(coll), "key" FROM pragma_index_xinfo(?)', (index,)).fetchall()
        indexes.append((None if index.startswith("sqlite_") else index, unique, origin, partial, tuple(keys)))
    options = ask("SELECT wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?", (name,)).fetchone()
    text = bare(sql).replace("onconflictabort", "").replace("notdeferrableinitiallydeferred", "")
    words = {word: text.count(word) for word in ("autoincrement", "onconflict", "initiallydeferred", "constraint")}
    return (
        columns if ordered else sorted(columns),
        sorted(map(repr, references.values())),
        sorted(map(repr, indexes)),
        options,
        _conditions(sql),
        words,
    )
