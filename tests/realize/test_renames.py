"""A rename in a model file is a rename in the database: rows are kept."""

from __future__ import annotations

from contextlib import closing

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.diff import compare
from colonnade.model.language import read
from colonnade.ops import CreateObject, DropColumn, DropObject, RenameColumn, RenameObject
from colonnade.realize import realise
from colonnade.schema import Ref
from colonnade.workspace.comparing import compared, plan_compared
from colonnade.workspace.normal import normal_form
from tests.oracle.postgresql import build, run_steps

FIRST = """
model: shop
entities:
  customer:
    attributes:
      id: integer key
      mail: string(100) required unique
  order:
    attributes:
      id: integer key
      customer_id: integer required -> customer
engines:
  postgresql:
    tables:
      customer:
        options: {fillfactor: '70'}
        columns:
          mail: {statistics: 500}
"""

SECOND = """
model: shop
entities:
  client:
    id: customer
    attributes:
      id: integer key
      email:
        is: string(100) required unique
        id: mail
  order:
    attributes:
      id: integer key
      customer_id: integer required -> client
engines:
  postgresql:
    tables:
      customer:
        options: {fillfactor: '70'}
        columns:
          mail: {statistics: 500}
"""


def test_first_names_are_known() -> None:
    schema = realise(read(SECOND), load("postgresql"))
    client = ("public", "client")
    assert schema.ids[Ref("table", client)] == Ref("table", ("public", "customer"))
    assert schema.ids[Ref("column", (*client, "email"))] == Ref("column", ("public", "customer", "mail"))
    unique = Ref("constraint", (*client, "client_email_key"))
    assert schema.ids[unique] == Ref("constraint", ("public", "customer", "customer_mail_key"))
    assert Ref("table", ("public", "order")) not in schema.ids


def test_an_overlay_keeps_first_names() -> None:
    table = realise(read(SECOND), load("postgresql")).table(("public", "client"))
    assert table.options == {"fillfactor": "70"}
    assert table.columns["email"].statistics == 500


def test_rows_are_kept(pg_database: DatabaseUrl) -> None:
    dialect = load("postgresql")
    build(pg_database, realise(read(FIRST), dialect))
    with closing(connect(pg_database)) as connection:
        connection.execute(b"INSERT INTO customer VALUES (1, 'a@b')")
        connection.execute(b'INSERT INTO "order" VALUES (7, 1)')
    live = introspect(pg_database)
    wanted = normal_form(realise(read(SECOND), dialect), major=live.version[0])
    comparison = compared(live, wanted)
    moves = comparison.difference.renames
    assert RenameObject(ref=Ref("table", ("public", "customer")), to=Ref("table", ("public", "client"))) in moves
    assert RenameColumn(table=("public", "client"), name="mail", to="email") in moves
    made = plan_compared(comparison)
    assert not any(isinstance(step.operation, DropObject | DropColumn | CreateObject) for step in made)
    with closing(connect(pg_database)) as connection:
        run_steps(connection, made.steps)
        assert connection.execute(b"SELECT id, email FROM client").fetchall() == [(1, "a@b")]
        assert connection.execute(b'SELECT id, customer_id FROM "order"').fetchall() == [(7, 1)]
    assert not compare(introspect(pg_database), wanted)
