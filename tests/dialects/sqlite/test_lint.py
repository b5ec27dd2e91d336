"""Every rule's Bad example fires it and its Good example does not; what is said to be refused is refused."""

from __future__ import annotations

import sqlite3
import textwrap

import pytest

from colonnade.dialects.sqlite.lint.rules import SQLITE_RULES
from tests.lint.examples import found_by, linted

REFUSED = ("LTE001", "LTE006", "LTE008", "LTE009", "LTE011", "LTE014")
_BEFORE = """
CREATE TABLE orders (id INTEGER PRIMARY KEY, total NUMERIC, note TEXT, state TEXT);
INSERT INTO orders (id) VALUES (1);
CREATE TABLE customers (id INTEGER PRIMARY KEY, email_address TEXT);
INSERT INTO customers (id) VALUES (1);
"""


@pytest.mark.parametrize("rule", sorted(SQLITE_RULES.rules))
def test_examples(rule: str) -> None:
    known = SQLITE_RULES.rules[rule]
    assert found_by(rule, known.bad, "sqlite"), "the Bad example fires nothing"
    assert found_by(rule, known.good, "sqlite") == []


@pytest.mark.parametrize("rule", REFUSED)
def test_what_is_said_to_be_refused_is_refused(rule: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(_BEFORE)
        with pytest.raises(sqlite3.OperationalError):
            connection.executescript(textwrap.dedent(SQLITE_RULES.rules[rule].bad))
    finally:
        connection.close()


def test_a_pragma_inside_a_transaction_has_no_effect() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript("PRAGMA foreign_keys = ON; BEGIN; PRAGMA foreign_keys = OFF; COMMIT;")
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    finally:
        connection.close()


def test_one_writer_locks_the_database() -> None:
    (one,) = linted("SELECT 1;\nCREATE INDEX i ON orders (total);", "sqlite")
    assert [[each.mode for each in report.locks] for report in one.statements] == [[], ["RESERVED"]]
