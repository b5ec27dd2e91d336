"""A log of the changes of rows, which triggers of a PostgreSQL database write in the transaction of each change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from colonnade.connect.live import Live, transaction
from colonnade.connect.registry.catalogue import UTC
from colonnade.connect.urls import Engine
from colonnade.errors import RefusedError

NAMESPACE = "colonnade_exchange"
CHANNEL = "colonnade_exchange"
"""Where each change is announced when it is committed."""
_APPLYING = "colonnade.applying"
"""Setting of a session whose changes came from the other side, and are not logged."""


class NoKeyError(RefusedError):
    """A table can't be kept alike in two databases: it is not there, or nothing tells its rows apart."""

    code = "CO285"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that is kept alike."""

    name: str
    namespace: str = "public"

    @property
    def path(self) -> str:
        """Both, as the log writes them."""
        return f"{self.namespace}.{self.name}"


# The transaction tells which changes an earlier snapshot did not see yet, whatever was open then; the number tells the
# order of changes of one key, which wait for each other.
# https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
_LOG = f"""
CREATE SCHEMA IF NOT EXISTS {NAMESPACE};
CREATE TABLE IF NOT EXISTS {NAMESPACE}.changes (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction xid8 NOT NULL DEFAULT pg_catalog.pg_current_xact_id(),
  relation text NOT NULL,
  key jsonb NOT NULL,
  image jsonb,
  at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);
CREATE INDEX IF NOT EXISTS changes_transaction ON {NAMESPACE}.changes (transaction);
CREATE TABLE IF NOT EXISTS {NAMESPACE}.positions (
  flow text PRIMARY KEY,
  snapshot pg_catalog.pg_snapshot NOT NULL
);
CREATE TABLE IF NOT EXISTS {NAMESPACE}.conflicts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  relation text NOT NULL,
  key jsonb NOT NULL,
  source_image jsonb,
  target_image jsonb,
  found_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
  resolution text CHECK (resolution IN ('source', 'target'))
);
CREATE UNIQUE INDEX IF NOT EXISTS conflicts_open ON {NAMESPACE}.conflicts (relation, key) WHERE resolution IS NULL;
CREATE OR REPLACE FUNCTION {NAMESPACE}.log_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $log$
DECLARE
  old_key jsonb;
  new_key jsonb;
BEGIN
  IF pg_catalog.current_setting('{_APPLYING}', true) = 'on' THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    SELECT pg_catalog.jsonb_object_agg(name, pg_catalog.to_jsonb(OLD) -> name) INTO old_key
      FROM pg_catalog.unnest(TG_ARGV) AS name;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    SELECT pg_catalog.jsonb_object_agg(name, pg_catalog.to_jsonb(NEW) -> name) INTO new_key
      FROM pg_catalog.unnest(TG_ARGV) AS name;
  END IF;
  IF old_key IS DISTINCT FROM new_key AND old_key IS NOT NULL THEN
    INSERT INTO {NAMESPACE}.changes (relation, key) VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, old_key);
  END IF;
  IF new_key IS NOT NULL THEN
    INSERT INTO {NAMESPACE}.changes (relation, key, image)
    VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, new_key, pg_catalog.to_jsonb(NEW));
  END IF;
  PERFORM pg_catalog.pg_notify('{CHANNEL}', '');
  RETURN NULL;
END
$log$;
REVOKE ALL ON FUNCTION {NAMESPACE}.log_change() FROM PUBLIC;
"""  # noqa: S608 (names of our own)
_KEY = """
SELECT a.attname::text FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
 WHERE i.indisprimary AND n.nspname = ? AND c.relname = ? ORDER BY pg_catalog.array_position(i.indkey, a.attnum)
"""


def capture(live: Live, tables: Iterable[Table]) -> None:
    """Log the changes of these tables from now on, all or none; again is no harm.

    Raises NoKeyError, and NotPermitted where the role may not make triggers.
    """
    if live.dialect.name != Engine.POSTGRESQL:
        raise NoKeyError("changes are logged on PostgreSQL only", hint="keep two PostgreSQL databases alike")
    with transaction(live):
        live.run(_LOG)
        for each in tables:
            named = ", ".join(live.dialect.literal(name) for name in key_of(live, each))
            on = f"{live.dialect.quote(each.namespace)}.{live.dialect.quote(each.name)}"
            live.run(f"DROP TRIGGER IF EXISTS {NAMESPACE} ON {on}")
            live.run(
                f"CREATE TRIGGER {NAMESPACE} AFTER INSERT OR UPDATE OR DELETE ON {on}"
                f" FOR EACH ROW EXECUTE FUNCTION {NAMESPACE}.log_change({named})"
            )


def release(live: Live) -> None:
    """Log nothing any more, and forget what was logged."""
    with transaction(live):
        live.run("SET LOCAL client_min_messages = warning")
        live.run(f"DROP SCHEMA IF EXISTS {NAMESPACE} CASCADE")


def key_of(live: Live, table: Table) -> tuple[str, ...]:
    """Columns of the primary key. Raises NoKeyError."""
    found = tuple(str(name) for (name,) in live.query(_KEY, (table.namespace, table.name)))
    if not found:
        raise NoKeyError(
            f"{table.path} is not there or has no primary key",
            hint="its rows are told apart by their primary key, which must be the same on both sides",
            fields={"table": table.path},
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """The newest change of one row."""

    number: int
    relation: str
    key: str
    """As JSON."""
    image: str | None
    """The row as JSON; None where it was deleted."""
    at: str
    """When it was made, ISO 8601 by the clock of that server; empty for one that a person decided."""

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was changed since a snapshot, and the snapshot of now."""

    snapshot: str
    rows: Mapping[tuple[str, str], RowChange]
    """The newest change of each row, by table and key."""


def changes(live: Live, tables: Iterable[Table], *, since: str | None) -> Changed:
    """What was committed since a snapshot; since the beginning without one."""
    live.run("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        ((snapshot,),) = live.query("SELECT pg_catalog.pg_current_snapshot()::text")
        rows = live.query(
            f"SELECT DISTINCT ON (relation, key) number, relation, key::text, image::text, {UTC.format('at')}"  # noqa: S608
            f" FROM {NAMESPACE}.changes, (SELECT ?::pg_catalog.pg_snapshot AS seen) AS before"
            " WHERE (seen IS NULL OR transaction >= pg_catalog.pg_snapshot_xmin(seen)"
            " AND NOT pg_catalog.pg_visible_in_snapshot(transaction, seen))"
            " AND relation IN (SELECT jsonb_array_elements_text(?::jsonb)) ORDER BY relation, key, number DESC",
            (since, json.dumps([each.path for each in tables])),
        )
    finally:
        live.run("ROLLBACK")
    found = (
        RowChange(
            number=int(str(number)),
            relation=str(relation),
            key=str(key),
            image=None if image is None else str(image),
            at=str(at),
        )
        for number, relation, key, image, at in rows
    )
    return Changed(snapshot=str(snapshot), rows={(each.relation, each.key): each for each in found})


def write_changes(live: Live, table: Table, changed: Iterable[RowChange]) -> None:
    """Make rows what the other side has; inside a transaction, and not logged."""
    live.run(f"SET LOCAL {_APPLYING} = 'on'")
    quote = live.dialect.quote
    on = f"{quote(table.namespace)}.{quote(table.name)}"
    columns = [
        str(name)
        for (name,) in live.query(
            "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = ?::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            (on,),
        )
    ]
    key = key_of(live, table)
    listed = ", ".join(map(quote, columns))
    sets = ", ".join(f"{quote(each)} = excluded.{quote(each)}" for each in columns if each not in key)
    does = f"UPDATE SET {sets}" if sets else "NOTHING"
    put = (
        f"INSERT INTO {on} ({listed}) OVERRIDING SYSTEM VALUE"  # noqa: S608 (names are quoted)
        f" SELECT {listed} FROM jsonb_populate_record(NULL::{on}, ?::jsonb)"
        f" ON CONFLICT ({', '.join(map(quote, key))}) DO {does}"
    )
    same = " AND ".join(f"t.{quote(each)} = k.{quote(each)}" for each in key)
    remove = f"DELETE FROM {on} t USING jsonb_populate_record(NULL::{on}, ?::jsonb) k WHERE {same}"  # noqa: S608
    for each in changed:
        live.query(*((remove, (each.key,)) if each.image is None else (put, (each.image,))))


def row_now(live: Live, table: Table, key: str) -> str | None:
    """A row as it is, as JSON; None where there is none."""
    quote = live.dialect.quote
    on = f"{quote(table.namespace)}.{quote(table.name)}"
    same = " AND ".join(f"t.{quote(each)} = k.{quote(each)}" for each in key_of(live, table))
    found = live.query(
        f"SELECT to_jsonb(t)::text FROM {on} t, jsonb_populate_record(NULL::{on}, ?::jsonb) k WHERE {same}",  # noqa: S608
        (key,),
    )
    return str(found[0][0]) if found else None
