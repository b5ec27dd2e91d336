"""Idioms are in the server's normal form, and do what they say."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialects.postgresql.logic.idioms import (
    soft_delete_trigger,
    tenant_policy,
    touch_trigger,
)
from colonnade.idioms import TenantColumn
from colonnade.schema import Ref, Schema, SchemaObject, Table
from tests.oracle.postgresql import build, load_sql

TABLES = """
CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."Order" (
    id integer PRIMARY KEY, "Total" numeric, tenant_id uuid, branch varchar(20), region text,
    changed timestamptz, "by" text, version integer NOT NULL DEFAULT 1, gone timestamptz, goner text);
"""
ORDER = ("Shop", "Order")


def with_habits(schema: Schema) -> Schema:
    """The schema in which orders count their versions, stay when deleted and belong to tenants."""
    table = schema.table(ORDER)
    made: tuple[SchemaObject, ...] = (
        *touch_trigger(table, updated_at="changed", updated_by="by", version="version"),
        *soft_delete_trigger(table, ["id"], deleted_at="gone", deleted_by="goner"),
        tenant_policy(table, [TenantColumn(name="tenant_id", setting="app.tenant_id")]),
    )
    return schema.with_objects((replace(table, row_security=True), *made))


def test_normal_form(pg_database: DatabaseUrl) -> None:
    load_sql(pg_database, TABLES)
    wanted = with_habits(introspect(pg_database))
    load_sql(pg_database, 'DROP SCHEMA "Shop" CASCADE')
    build(pg_database, wanted)
    found = introspect(pg_database)
    assert set(found.objects) == set(wanted.objects)
    for ref, each in wanted.objects.items():
        assert found.objects[ref] == each


def test_tenant_conditions_of_every_type(pg_database: DatabaseUrl) -> None:
    load_sql(pg_database, TABLES)
    schema = introspect(pg_database)
    table = schema.table(ORDER)
    for column in ("tenant_id", "branch", "region", "version"):
        policy = tenant_policy(table, [TenantColumn(name=column, setting="app.tenant_id")])
        with closing(connect(pg_database)) as connection:
            connection.execute(f'CREATE POLICY "Order_tenant" ON "Shop"."Order" USING ({policy.using})'.encode())
            read = introspect(pg_database).get(Ref("policy", policy.path))
            connection.execute(b'DROP POLICY "Order_tenant" ON "Shop"."Order"')
        assert read is not None
        assert read == replace(policy, with_check=None)


def test_behaviour(pg_database: DatabaseUrl) -> None:
    load_sql(pg_database, TABLES)
    wanted = with_habits(introspect(pg_database))
    load_sql(pg_database, 'DROP SCHEMA "Shop" CASCADE')
    build(pg_database, wanted)
    with closing(connect(pg_database)) as connection:

        def ask(text: str) -> list[tuple[object, ...]]:
            return connection.execute(text.encode()).fetchall()

        connection.execute(b'INSERT INTO "Shop"."Order" (id, "Total") VALUES (1, 10), (2, 20)')
        stale = 'UPDATE "Shop"."Order" SET "Total" = 11 WHERE id = 1 AND version = {} RETURNING version'
        assert ask(stale.format(1)) == [(2,)]
        assert ask(stale.format(1)) == []
        connection.execute(b'UPDATE "Shop"."Order" SET version = 99 WHERE id = 1')
        assert ask('SELECT version, changed IS NOT NULL, "by" = current_user FROM "Shop"."Order" WHERE id = 1') == [
            (3, True, True)
        ]
        connection.execute(b'DELETE FROM "Shop"."Order" WHERE id = 2')
        assert ask('SELECT id, gone IS NULL FROM "Shop"."Order" ORDER BY id') == [(1, True), (2, False)]
        connection.execute(b'DELETE FROM "Shop"."Order" WHERE id = 2')
        assert ask('SELECT id FROM "Shop"."Order"') == [(1,)]


def test_an_active_flag_is_lowered(pg_database: DatabaseUrl) -> None:
    load_sql(pg_database, "CREATE TABLE seat (row integer, place integer, active boolean, PRIMARY KEY (row, place))")
    schema = introspect(pg_database)
    table = schema.table(("public", "seat"))
    assert isinstance(table, Table)
    wanted = schema.with_objects(soft_delete_trigger(table, ["row", "place"], active="active"))
    load_sql(pg_database, "DROP TABLE seat")
    build(pg_database, wanted)
    with closing(connect(pg_database)) as connection:
        connection.execute(b"INSERT INTO seat VALUES (1, 1, true), (1, 2, true)")
        connection.execute(b"DELETE FROM seat WHERE place = 2")
        found = connection.execute(b"SELECT place, active FROM seat ORDER BY place").fetchall()
    assert found == [(1, True), (2, False)]
