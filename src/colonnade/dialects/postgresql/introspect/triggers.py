"""What stands on relations and acts by itself: triggers, row policies, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.reading import Reader, Reading, Version
from colonnade.dialects.postgresql.introspect.scope import EXCHANGE, comment, own, user_space
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.schema import (
    Command,
    Enabled,
    EngineObject,
    Policy,
    Ref,
    SchemaObject,
    Sql,
    Trigger,
)

_ON = {"r": "table", "p": "table", "f": "table", "v": "view", "m": "materialized_view"}
_ENABLED = {"O": Enabled.ORIGIN, "R": Enabled.REPLICA, "A": Enabled.ALWAYS, "D": Enabled.DISABLED}
_COMMANDS = {
    "*": Command.ALL,
    "r": Command.SELECT,
    "a": Command.INSERT,
    "w": Command.UPDATE,
    "d": Command.DELETE,
}
STATES = {
    Enabled.ORIGIN: "ENABLE",
    Enabled.REPLICA: "ENABLE REPLICA",
    Enabled.ALWAYS: "ENABLE ALWAYS",
    Enabled.DISABLED: "DISABLE",
}
"""Words before TRIGGER or RULE in ALTER TABLE."""

_CATALOGS = {
    "trigger": Catalog.TRIGGER,
    "trigger_state": Catalog.TRIGGER,
    "policy": Catalog.POLICY,
    "rule": Catalog.REWRITE,
}


_ROOT = """(WITH RECURSIVE up(oid, parent) AS (
      SELECT t.oid, t.tgparentid UNION ALL SELECT above.oid, above.tgparentid
      FROM up JOIN pg_trigger above ON above.oid = up.parent)
    SELECT up.oid FROM up WHERE up.parent = 0)"""
"""The trigger that a partition's trigger was made from."""


def _queries(_version: Version) -> Mapping[str, str]:
    relation = f"""
JOIN pg_class c ON c.oid = x.relation
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relpersistence <> 't' AND {user_space()} AND {own(Catalog.CLASS, "c.oid")}"""
    policy_roles = "ARRAY(SELECT pg_get_userbyid(u.oid) FROM unnest(p.polroles) AS u(oid) WHERE u.oid <> 0 ORDER BY 1)"
    return {
        "triggers": f"""
SELECT x.kind, x.oid, n.nspname, c.relname, c.relkind::text, x.name, x.definition, x.state, x.root, x.flag,
  x.description, x.roles, x.condition, x.command
FROM (
  SELECT CASE WHEN t.tgparentid = 0 THEN 'trigger' ELSE 'trigger_state' END AS kind, t.oid, t.tgrelid AS relation,
    t.tgname AS name, CASE WHEN t.tgparentid = 0 THEN pg_get_triggerdef(t.oid, false) END AS definition,
    t.tgenabled::text AS state, CASE WHEN t.tgparentid <> 0 THEN {_ROOT} END AS root,
    t.tgconstraint <> 0 AS flag, {comment(Catalog.TRIGGER, "t.oid")} AS description,
    NULL::name[] AS roles, NULL AS condition, NULL AS command
  FROM pg_trigger t LEFT JOIN pg_trigger u ON u.oid = t.tgparentid
  WHERE (NOT t.tgisinternal AND t.tgparentid = 0
    OR t.tgenabled <> u.tgenabled AND (NOT t.tgisinternal OR t.tgconstrrelid = 0))
    AND NOT EXISTS (SELECT FROM pg_proc f WHERE f.oid = t.tgfoid AND f.pronamespace = to_regnamespace('{EXCHANGE}'))
  UNION ALL
  SELECT 'policy', p.oid, p.polrelid, p.polname, pg_get_expr(p.polqual, p.polrelid), NULL, NULL, p.polpermissive,
    {comment(Catalog.POLICY, "p.oid")}, {policy_roles}, pg_get_expr(p.polwithcheck, p.polrelid), p.polcmd::text
  FROM pg_policy p
  UNION ALL
  SELECT 'rule', r.oid, r.ev_class, r.rulename, pg_get_ruledef(r.oid), r.ev_enabled::text, NULL, false,
    {comment(Catalog.REWRITE, "r.oid")}, NULL, NULL, NULL
  FROM pg_rewrite r WHERE r.rulename <> '_RETURN' AND r.oid >= 16384
) x {relation}
ORDER BY n.nspname, c.relname, x.name, x.kind"""
    }


def _identify(rows: Mapping[str, Rows], identities: Identities) -> None:
    for kind, oid, namespace, relation, _, name, *_ in rows["triggers"]:
        ref = Ref(str(kind), (str(namespace), str(relation), str(name)))
        identities.add(_CATALOGS[str(kind)], cast(int, oid), ref)


def _build(reading: Reading) -> Iterator[SchemaObject]:
    for row in reading.rows["triggers"]:
        yield _part(row, reading)


def _part(row: tuple[object, ...], reading: Reading) -> SchemaObject:
    kind, _, namespace, relation, relkind, name, text, state, root, flag, description, *policy = row
    table = (str(namespace), str(relation))
    path = (*table, str(name))
    said = cast("str | None", description)
    on_kind = _ON[str(relkind)]
    depends = reading.depends(Ref(str(kind), path))
    definition = Sql(str(text or "").rstrip().removesuffix(";"))
    match kind:
        case "trigger":
            return Trigger(
                path=path,
                on_kind=on_kind,
                comment=said,
                depends=depends,
                definition=definition,
                enabled=_ENABLED[str(state)],
                constraint=bool(flag),
            )
        case "policy":
            roles, check, command = policy
            return Policy(
                path=path,
                on_kind=on_kind,
                comment=said,
                depends=depends,
                command=_COMMANDS[str(command)],
                permissive=bool(flag),
                roles=tuple(cast("Sequence[str] | None", roles) or ()),
                using=None if text is None else Sql(str(text)),
                with_check=None if check is None else Sql(str(check)),
            )
        case "rule":
            return EngineObject(
                engine_kind="rule",
                path=path,
                comment=said,
                depends=depends,
                definition=definition,
                attributes=_unusual(_ENABLED[str(state)]),
                on=Ref(on_kind, table),
            )
        case _:
            words = STATES[_ENABLED[str(state)]]
            origin = reading.identities.find(Catalog.TRIGGER, cast(int, root))
            return EngineObject(
                engine_kind="trigger_state",
                path=path,
                depends=() if origin is None else (origin,),
                definition=Sql(f"ALTER TABLE {qualified(table)} {words} TRIGGER {quote(path[-1])}"),
                on=Ref(on_kind, table),
            )


def _unusual(enabled: Enabled) -> Mapping[str, str]:
    return {} if enabled is Enabled.ORIGIN else {"enabled": enabled.value}


TRIGGERS = Reader(queries=_queries, identify=_identify, build=_build)

__all__ = ["STATES", "TRIGGERS"]
