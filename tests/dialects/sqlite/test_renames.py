"""Renames that are known are carried out by ALTER TABLE, and what names the renamed thing follows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from colonnade.dialects.sqlite import DIALECT
from colonnade.ops import RebuildTable, RenameColumn, RenameObject
from colonnade.plan import Plan, plan, plan_of
from colonnade.schema import Schema
from colonnade.workspace.comparing import compared
from tests.dialects.sqlite.engine import facts, introspected, opened
from tests.dialects.sqlite.test_pairs import backward, carry_out, forward

OLD = """
CREATE TABLE client (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mail TEXT NOT NULL UNIQUE CHECK (mail LIKE '%@%' AND length(mail) < 200),
  area TEXT COLLATE NOCASE,
  big TEXT GENERATED ALWAYS AS (upper(mail)) STORED,
  boss INTEGER REFERENCES client (id) ON DELETE SET NULL,
  CHECK (mail <> area)
);
CREATE INDEX client_area ON client (area, lower(mail)) WHERE mail IS NOT NULL;
CREATE TABLE stay (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES client, note TEXT,
  FOREIGN KEY (note) REFERENCES client (mail));
CREATE VIEW mails AS SELECT c.mail, s.id FROM client c JOIN stay s ON s.client_id = c.id;
CREATE VIEW more AS SELECT upper(mail) AS loud FROM mails;
CREATE TRIGGER client_mail AFTER UPDATE OF mail ON client BEGIN
  UPDATE client SET area = NEW.mail WHERE id = NEW.id; INSERT INTO stay (client_id) SELECT id FROM client WHERE 0; END;
"""
ROWS = """
INSERT INTO client (id, mail, area, boss) VALUES (3, 'a@b', 'x', NULL), (7, 'c@d', 'y', 3);
DELETE FROM client WHERE id = 99;
INSERT INTO stay VALUES (1, 3, 'c@d');
"""


def _new(*pairs: tuple[str, str]) -> str:
    text = OLD
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


_GUEST = (
    ("client", "guest"),
    ("guest_id", "client_id"),
    ("guest_area", "client_area"),
    ("guest_mail", "client_mail"),
)
CASES: dict[str, tuple[str, dict[str, str]]] = {
    "column": (
        _new(("mail", "email"), ("client_email", "client_mail"), ("emails", "mails")),
        {"client.mail": "client.email"},
    ),
    "column to an odd name": (
        _new(
            ("c.mail", 'c."e mail" AS mail'),
            ("upper(mail)) S", 'upper("e mail")) S'),
            ("CHECK (mail <>", 'CHECK ("e mail" <>'),
            ("  mail TEXT", '  "e mail" TEXT'),
            ("(mail LIKE '%@%' AND length(mail)", '("e mail" LIKE \'%@%\' AND length("e mail")'),
            ("lower(mail)) WHERE mail", 'lower("e mail")) WHERE "e mail"'),
            ("client (mail)", 'client ("e mail")'),
            ("UPDATE OF mail", 'UPDATE OF "e mail"'),
            ("NEW.mail", 'NEW."e mail"'),
        ),
        {"client.mail": "client.e mail"},
    ),
    "table": (_new(*_GUEST), {"client": "guest"}),
    "table and column": (
        _new(*_GUEST, ("area", "zone"), ("client_zone", "client_area")),
        {"client": "guest", "client.area": "guest.zone"},
    ),
    "view": (_new(("mails", "letters")), {"mails": "letters"}),
    "view and column": (
        _new(("mail", "email"), ("client_email", "client_mail"), ("emails", "letters")),
        {"mails": "letters", "client.mail": "client.email"},
    ),
    "index": (_new(("client_area", "by_area")), {"client_area": "by_area"}),
    "case of a table": (_new(("TABLE client", "TABLE Client")), {}),
    "case of a column": (_new(("  area TEXT", "  Area TEXT")), {}),
    "rename and rebuild": (
        _new(
            ("  area TEXT COLLATE NOCASE", "  zone TEXT NOT NULL DEFAULT 'q'"),
            ("<> area", "<> zone"),
            ("(area,", "(zone,"),
            ("SET area", "SET zone"),
        ),
        {"client.area": "client.zone"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rename(name: str) -> None:
    new, stated = CASES[name]
    assert new != OLD
    connection, wanted = opened(OLD + ROWS), opened(new)
    connection.execute("PRAGMA foreign_keys = ON")
    before = introspected(connection)
    target = introspected(wanted)
    steps = _plan(before, target, stated)
    carry_out(connection, forward(steps))
    assert introspected(connection) == target
    assert facts(connection, ordered=False) == facts(wanted, ordered=False)
    assert not plan(introspected(connection), target, DIALECT).steps
    assert _rows(connection) == _rows(opened(OLD + ROWS))
    carry_out(connection, backward(steps))
    assert introspected(connection) == before
    assert facts(connection, ordered=False) == facts(opened(OLD), ordered=False)
    assert _rows(connection) == _rows(opened(OLD + ROWS))


def _plan(before: Schema, after: Schema, stated: Mapping[str, str]) -> Plan:
    found = compared(before, after, stated=stated)
    return plan_of(found.difference, before, after, DIALECT, moved=found.moved, restored=found.restored)


def _rows(connection: object) -> list[object]:
    ask = connection.execute  # type: ignore[attr-defined]
    (table,) = ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 's%'").fetchone()
    return [
        *ask(f'SELECT rowid, * FROM "{table}"').fetchall(),
        *ask("SELECT * FROM stay").fetchall(),
        *ask("SELECT seq FROM sqlite_sequence").fetchall(),
    ]


@pytest.mark.parametrize("name", ["column", "column to an odd name", "table", "table and column"])
def test_a_rename_alone_builds_no_table_anew(name: str) -> None:
    new, stated = CASES[name]
    steps = _plan(introspected(opened(OLD)), introspected(opened(new)), stated)
    assert _count(steps, RenameColumn, RenameObject) >= 1
    assert _count(steps, RebuildTable) == 0


def _count(steps: Plan, *kinds: type) -> int:
    return sum(isinstance(step.operation, kinds) for step in steps)


IN_OTHER_LETTERS = {
    "a view": "CREATE TABLE Guest (Id INTEGER PRIMARY KEY, Name TEXT); CREATE VIEW v AS SELECT ID, NAME FROM GUEST;",
    "a trigger": (
        "CREATE TABLE Guest (Id INTEGER PRIMARY KEY, Name TEXT);"
        "CREATE TRIGGER t AFTER INSERT ON guest BEGIN UPDATE guest SET NAME = 'x' WHERE id = NEW.id; END;"
    ),
    "a check": "CREATE TABLE Guest (Id INTEGER PRIMARY KEY, Name TEXT CHECK (length(NAME) > 1));",
}


@pytest.mark.parametrize("name", IN_OTHER_LETTERS)
def test_what_names_a_column_in_other_letters_comes_back(name: str) -> None:
    """SQLite finds names whatever the case of their letters, but a rollback has to bring the text itself back."""
    old = IN_OTHER_LETTERS[name]
    connection = opened(old)
    before = introspected(connection)
    renamed = opened(old)
    renamed.execute("ALTER TABLE Guest RENAME COLUMN Name TO Title")
    steps = _plan(before, introspected(renamed), {"Guest.Name": "Guest.Title"})
    carry_out(connection, forward(steps))
    carry_out(connection, backward(steps))
    assert introspected(connection) == before


LETTERS = (
    (
        "CREATE TABLE guest (id INTEGER PRIMARY KEY, Name TEXT CHECK (length(NAME) > 1), area TEXT);"
        "CREATE VIEW v AS SELECT ID, NAME FROM GUEST; CREATE INDEX i ON guest (NAME);"
        "CREATE TRIGGER t AFTER INSERT ON GUEST BEGIN UPDATE GUEST SET name = 'xy' WHERE Id = NEW.id; END;"
    ),
    (
        "CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT CHECK (length(NAME) > 1), area TEXT, more TEXT);"
        "CREATE VIEW v AS SELECT ID, NAME FROM GUEST; CREATE INDEX I ON guest (Name);"
        "CREATE TRIGGER t AFTER INSERT ON Guest BEGIN UPDATE GUEST SET Name = 'xy' WHERE Id = NEW.id; END;"
    ),
)


@pytest.mark.parametrize(("old", "new"), [LETTERS, LETTERS[::-1]], ids=["there", "the other way round"])
def test_a_column_in_other_letters_than_its_texts(old: str, new: str) -> None:
    """The engine puts the new letters into texts that have their own, before and after."""
    connection, wanted = opened(old), opened(new)
    connection.execute("PRAGMA foreign_keys = ON")
    before, target = introspected(connection), introspected(wanted)
    steps = _plan(before, target, {})
    carry_out(connection, forward(steps))
    assert introspected(connection) == target
    assert facts(connection, ordered=False) == facts(wanted, ordered=False)
    carry_out(connection, backward(steps))
    assert introspected(connection) == before
