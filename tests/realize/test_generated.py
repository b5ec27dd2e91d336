"""Computed columns: the engine computes them anew with every change, and nobody writes to them."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest

from colonnade.connect.urls import DatabaseUrl
from tests.realize.engines import ask, postgresql, sqlite

TEXT = """
entities:
  sale:
    attributes:
      id: integer key
      subtotal: integer required
      tax: integer required
      shipping: integer required
      discount: integer required
      total: integer generated "subtotal + tax + shipping - discount"
"""
INSERT = "INSERT INTO sale (id, subtotal, tax, shipping, discount) VALUES (1, 100, 20, 5, 10)"
WRITES = (
    "INSERT INTO sale VALUES (2, 1, 1, 1, 1, 99)",
    "UPDATE sale SET total = 99",
    "UPDATE sale SET tax = 9, total = 99",
)


def test_on_postgresql(pg_database: DatabaseUrl) -> None:
    with postgresql(pg_database, TEXT) as db:
        ask(db, INSERT)
        assert ask(db, "SELECT total FROM sale") == [(115,)]
        ask(db, "UPDATE sale SET discount = 40")
        assert ask(db, "SELECT total FROM sale") == [(85,)]
        for write in WRITES:
            with pytest.raises(psycopg.errors.GeneratedAlways):
                ask(db, write)
        assert ask(db, "SELECT total FROM sale") == [(85,)]


def test_on_sqlite() -> None:
    with sqlite(TEXT) as db:
        db.execute(INSERT)
        assert db.execute("SELECT total FROM sale").fetchall() == [(115,)]
        db.execute("UPDATE sale SET discount = 40")
        assert db.execute("SELECT total FROM sale").fetchall() == [(85,)]
        for write in (
            WRITES[0].replace("sale VALUES", "sale (id, subtotal, tax, shipping, discount, total) VALUES"),
            *WRITES[1:],
        ):
            with pytest.raises(sqlite3.OperationalError, match="generated column"):
                db.execute(write)
        assert db.execute("SELECT total FROM sale").fetchall() == [(85,)]
        # the hidden place of the column is not filled by a plain list of values either
        with pytest.raises(sqlite3.OperationalError, match="5 columns but 6 values"):
            db.execute(WRITES[0])
