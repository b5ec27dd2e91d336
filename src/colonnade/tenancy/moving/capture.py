"""What is written for a tenant while it moves: triggers note the keys of changed rows, and hold writes at the end.

Every write reads the tenant's row in `tenant_route` for share, and the switch updates that row: the switch waits for
open transactions that wrote, and writes wait for the switch. Afterwards they are refused as a serialization failure,
which programs try again, then at the new place; so is a transaction that began before the move and sees no such row.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

from colonnade.connect.live import LivePostgres, transaction
from colonnade.dialects.postgresql.quote import literal, quote
from colonnade.tenancy.moving.scope import MovedTable, Scope

ROUTE = "tenant_route"
CHANGE = "moved_change"


class Stage(StrEnum):
    """What a database is for a tenant."""

    MOVING = "moving"
    """Its rows are copied to another database, and written here."""
    MOVED = "moved"
    """It is elsewhere; nothing is written here."""
    HERE = "here"
    """It came from elsewhere, and may go back."""


def stage_of(live: LivePostgres, tenant: str) -> Stage | None:
    """What a database is for a tenant; None where no move concerns it."""
    if not live.query("SELECT 1 WHERE pg_catalog.to_regclass(?) IS NOT NULL", (live.journal_name(ROUTE),)):
        return None
    found = live.query(f"SELECT stage FROM {live.journal_name(ROUTE)} WHERE tenant = ?", (tenant,))  # noqa: S608
    return Stage(str(found[0][0])) if found else None


def install(live: LivePostgres, scope: Scope, stage: Stage, other: str) -> None:
    """Begin to note changes, one table after the other; waits for those that write to it.

    Each table has a transaction of its own: who waits for one lock and holds no other is in nobody's circle.
    """
    route, change = live.journal_name(ROUTE), live.journal_name(CHANGE)
    with transaction(live):
        live.run(f"CREATE SCHEMA IF NOT EXISTS {quote(live.journal)}")
        live.run(
            f"CREATE TABLE IF NOT EXISTS {route} (tenant text PRIMARY KEY, stage text NOT NULL, database text NOT NULL,"
            " since timestamptz NOT NULL DEFAULT now())"
        )
        live.run(
            f"CREATE TABLE IF NOT EXISTS {change} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            " tenant text NOT NULL, source text NOT NULL, key jsonb NOT NULL)"
        )
        values = (scope.tenant, stage, other)
        live.write(f"INSERT INTO {route} (tenant, stage, database) VALUES (?, ?, ?)", values)  # noqa: S608
    for each in scope.tables:
        with transaction(live):
            _follow(live, scope, each)


def _follow(live: LivePostgres, scope: Scope, table: MovedTable) -> None:
    name = _name(scope, table)
    function = live.journal_name(quote(name))
    live.run(
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path = pg_catalog, pg_temp AS {literal(_body(live, scope, table))}"
    )
    live.run(f"REVOKE ALL ON FUNCTION {function}() FROM PUBLIC")
    live.run(
        f"CREATE TRIGGER {quote(name)} AFTER INSERT OR UPDATE OR DELETE ON {table.name}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
    live.run(
        f"CREATE TRIGGER {quote(f'{name}_all')} BEFORE TRUNCATE ON {table.name}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


def uninstall(live: LivePostgres, scope: Scope) -> None:
    """Note no more, one table after the other, and forget what was noted."""
    if stage_of(live, scope.tenant) is None:
        return
    for each in scope.tables:
        name = _name(scope, each)
        with transaction(live):
            live.run(f"DROP TRIGGER IF EXISTS {quote(name)} ON {each.name}")
            live.run(f"DROP TRIGGER IF EXISTS {quote(f'{name}_all')} ON {each.name}")
            live.run(f"DROP FUNCTION IF EXISTS {live.journal_name(quote(name))}()")
    with transaction(live):
        for table in (CHANGE, ROUTE):
            live.write(f"DELETE FROM {live.journal_name(table)} WHERE tenant = ?", (scope.tenant,))  # noqa: S608


def become(live: LivePostgres, scope: Scope, stage: Stage) -> None:
    """Change the stage in the open transaction: it waits for transactions that write, and holds further ones."""
    sql = f"UPDATE {live.journal_name(ROUTE)} SET stage = ?, since = now() WHERE tenant = ?"  # noqa: S608
    live.write(sql, (stage, scope.tenant))


def _name(scope: Scope, table: MovedTable) -> str:
    digest = hashlib.sha256("\0".join((scope.tenant, *table.path)).encode()).hexdigest()[:16]
    return f"colonnade_move_{digest}"


def _body(live: LivePostgres, scope: Scope, table: MovedTable) -> str:
    tenant, value = quote(table.tenant), f"CAST({literal(scope.tenant)} AS {table.type})"
    change, route = live.journal_name(CHANGE), live.journal_name(ROUTE)

    def noted(row: str) -> str:
        key = ", ".join(f"{row}.{quote(name)}" for name in table.key)
        values = f"{literal(scope.tenant)}, {literal(table.name)}, jsonb_build_array({key})"
        return f"INSERT INTO {change} (tenant, source, key) VALUES ({values});"  # noqa: S608

    return f"""
DECLARE
  now_is record;
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION USING ERRCODE = 'object_in_use',
      MESSAGE = {literal(f"{'.'.join(table.path)} is not emptied while tenant {scope.tenant} is moved")};
  END IF;
  IF NOT (TG_OP <> 'INSERT' AND OLD.{tenant} IS NOT DISTINCT FROM {value}
    OR TG_OP <> 'DELETE' AND NEW.{tenant} IS NOT DISTINCT FROM {value}) THEN
    RETURN NULL;
  END IF;
  SELECT stage, database INTO now_is FROM {route} WHERE tenant = {literal(scope.tenant)} FOR SHARE;
  IF now_is.stage IS NULL OR now_is.stage = {literal(Stage.MOVED)} THEN
    RAISE EXCEPTION USING ERRCODE = 'serialization_failure',
      MESSAGE = {literal(f"tenant {scope.tenant} was moved")}, DETAIL = COALESCE(now_is.database, 'it is on its way'),
      HINT = 'try again where it is now';
  END IF;
  IF TG_OP <> 'INSERT' THEN
    {noted("OLD")}
  END IF;
  IF TG_OP <> 'DELETE' THEN
    {noted("NEW")}
  END IF;
  RETURN NULL;
END
"""  # noqa: S608 (names are quoted)
