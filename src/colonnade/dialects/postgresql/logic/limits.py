"""What one tenant may use, kept by counters that every statement on the counted table brings up to date.

A counter is a row that is updated, so that two sessions at the edge wait for each other, and one that sees an older
state of the database fails instead of counting wrongly. It comes to be by counting, with the first statement of its
tenant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from colonnade.dialects.postgresql.logic.attestation import NAMESPACE, context_value
from colonnade.dialects.postgresql.privileges import normal
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.idioms import TenantColumn, TenantGate, TenantLimit, TenantRoot
from colonnade.schema import (
    OWNER,
    Column,
    Function,
    Grant,
    Key,
    Namespace,
    Policy,
    SchemaObject,
    Sql,
    Table,
    Trigger,
    Volatility,
)

USAGE = (NAMESPACE, "usage")
"""By limit, tenant and period, how much was used; the level is the column that names its tenants."""
_FOR_EVER = "-infinity"
_SEARCH = {"search_path": "'pg_catalog', 'pg_temp'"}


def limit(of: TenantLimit) -> tuple[SchemaObject, ...]:
    """The counters, the function that counts for a limit, and the triggers that call it."""
    space = Namespace(path=(NAMESPACE,))
    usage, key = _usage(space)
    function = Function(
        path=(NAMESPACE, f"limit_{of.name}", ""),
        returns=Sql("trigger"),
        language="plpgsql",
        security_definer=True,
        settings=_SEARCH,
        body=_counting(of),
        privileges=normal((Grant(to=OWNER, privileges=("ALL",)),)),
        comment=f"Counts what each tenant uses of {of.table.name}, and refuses more than {of.name}.",
        depends=(space.ref, usage.ref, of.table.ref, of.root.table.ref),
    )
    return (space, usage, key, function, *_triggers(of, function))


def _usage(space: Namespace) -> tuple[Table, Key]:
    columns = (
        Column(name="name", type="text", nullable=False),
        Column(name="level", type="text", nullable=False),
        Column(name="tenant", type="text", nullable=False),
        Column(name="since", type="date", nullable=False),
        Column(name="used", type="numeric", nullable=False),
    )
    table = Table(
        path=USAGE,
        columns={each.name: each for each in columns},
        comment="How much of each limit a tenant used, since when; kept by triggers.",
        depends=(space.ref,),
    )
    key = Key(path=(*USAGE, f"{USAGE[-1]}_pkey"), primary=True, columns=("name", "tenant", "since"))
    return table, key


def _triggers(of: TenantLimit, function: Function) -> Iterator[Trigger]:
    """One for each command, as a trigger that sees all rows of a statement is for one of them."""
    events = {
        "INSERT": " REFERENCING NEW TABLE AS added",
        "UPDATE": " REFERENCING OLD TABLE AS removed NEW TABLE AS added",
        "DELETE": " REFERENCING OLD TABLE AS removed",
        "TRUNCATE": "",
    }
    for event, seen in events.items():
        if not of.monthly or event == "INSERT":
            name = f"{of.name}_{event.lower()}"
            yield Trigger(
                path=(*of.table.path, name),
                definition=Sql(
                    f"CREATE TRIGGER {quote(name)} AFTER {event} ON {qualified(of.table.path)}{seen}"
                    f" FOR EACH STATEMENT EXECUTE FUNCTION {qualified(function.path[:-1])}()"
                ),
                depends=(function.ref,),
            )


def _counting(of: TenantLimit) -> str:
    amount = f"COALESCE({quote(of.amount)}, 0)" if of.amount else "1"
    tenant = quote(of.column)
    usage, table = qualified(USAGE), qualified(of.table.path)
    name = literal(of.name)
    since = "date_trunc('month', now() AT TIME ZONE 'UTC')::date" if of.monthly else f"DATE {literal(_FOR_EVER)}"
    added = f"SELECT {tenant} AS tenant, {amount} AS amount FROM added"
    removed = f"SELECT {tenant} AS tenant, -{amount} AS amount FROM removed"
    changed = {"INSERT": added, "UPDATE": f"{added} UNION ALL {removed}", "DELETE": removed}
    kind = of.table.columns[of.column].type
    there = "0" if of.monthly else f"(SELECT sum({amount}) FROM {table} WHERE {tenant} = key::{kind}) - amount"
    message = literal(f"limit {of.name}: tenant %s would use %s of %s")
    lines = [
        "DECLARE",
        "  key text;",
        "  amount numeric;",
        "  total numeric;",
        "  allowed numeric;",
        f"  period date := {since};",
        "BEGIN",
        f"  IF TG_OP = 'TRUNCATE' THEN DELETE FROM {usage} WHERE name = {name}; RETURN NULL; END IF;",
        "  FOR key, amount IN EXECUTE CASE TG_OP",
        *(f"    WHEN {literal(event)} THEN {literal(_by_tenant(rows))}" for event, rows in changed.items()),
        "  END LOOP",
        f"    UPDATE {usage} SET used = used + amount WHERE name = {name} AND tenant = key AND since = period",
        "      RETURNING used INTO total;",
        "    IF NOT FOUND THEN",
        f"      INSERT INTO {usage} VALUES ({name}, {literal(of.column)}, key, period, COALESCE({there}, 0))",
        "        ON CONFLICT DO NOTHING;",
        f"      UPDATE {usage} SET used = used + amount WHERE name = {name} AND tenant = key AND since = period",
        "        RETURNING used INTO total;",
        "    END IF;",
        f"    SELECT {_allowed(of)} INTO allowed FROM {qualified(of.root.table.path)} AS root",
        f"      WHERE root.{quote(of.root.key)} = key::{of.root.table.columns[of.root.key].type};",
        "    IF amount > 0 AND total > allowed THEN",
        "      RAISE EXCEPTION USING ERRCODE = 'check_violation',",
        f"        MESSAGE = format({message}, key, {_told('total', of)}, {_told('allowed', of)}),",
        f"        CONSTRAINT = {name}, TABLE = {literal(of.table.name)}, SCHEMA = {literal(of.table.path[0])};",
        "    END IF;",
        "  END LOOP;",
        "  RETURN NULL;",
        "END",
    ]
    return "\n" + "\n".join(lines) + "\n"


def _by_tenant(rows: str) -> str:
    """What each tenant uses more or less, always in the same order, so that sessions don't wait in a circle."""
    return (
        f"SELECT tenant::text, sum(amount)::numeric FROM ({rows}) AS changed WHERE tenant IS NOT NULL"
        " GROUP BY tenant HAVING sum(amount) <> 0 ORDER BY tenant"
    )


def _told(value: str, of: TenantLimit) -> str:
    return value if of.unit == 1 else f"trim_scale(round({value} / {of.unit}, 3))"


def _allowed(of: TenantLimit) -> str:
    parts = [f"root.{quote(of.held)}"] if of.held else []
    if of.plans:
        plans = " ".join(f"WHEN {literal(plan)} THEN {most}" for plan, most in of.plans.items())
        parts.append(f"CASE root.{quote(of.plan)}::text {plans} END")
    told = f"COALESCE({', '.join(parts)})" if len(parts) > 1 else parts[0]
    return told if of.unit == 1 else f"{told}::numeric * {of.unit}"


def gate(of: TenantGate) -> tuple[SchemaObject, ...]:
    """The functions that tell whether the session's tenant is suspended, and what asks them on every table."""
    space = Namespace(path=(NAMESPACE,))
    may = tuple(Grant(to=role, privileges=("ALL",)) for role in dict.fromkeys((OWNER, *of.roles)))
    told = Function(
        path=(NAMESPACE, "suspended", ""),
        returns=Sql("text"),
        language="plpgsql",
        volatility=Volatility.STABLE,
        security_definer=True,
        settings=_SEARCH,
        body=_state(of.root, of.tenant, of.state, of.states),
        privileges=normal(may) if of.roles else None,
        comment="The state of the session's tenant where it is suspended, else nothing.",
        depends=(space.ref, of.root.table.ref),
    )
    refusing = Function(
        path=(NAMESPACE, "refuse_suspended", ""),
        returns=Sql("trigger"),
        language="plpgsql",
        security_definer=True,
        settings=_SEARCH,
        body=_REFUSAL,
        privileges=normal((Grant(to=OWNER, privileges=("ALL",)),)),
        comment="Refuses what a suspended tenant writes.",
        depends=(space.ref, told.ref),
    )
    made: list[SchemaObject] = [space, told, refusing]
    for each in of.tables:
        made.append(
            Trigger(
                path=(*each.path, f"{each.name}_suspended"),
                definition=Sql(
                    f"CREATE TRIGGER {quote(f'{each.name}_suspended')} BEFORE INSERT OR DELETE OR UPDATE"
                    f" ON {qualified(each.path)} FOR EACH STATEMENT EXECUTE FUNCTION {qualified(refusing.path[:-1])}()"
                ),
                depends=(refusing.ref,),
            )
        )
        if of.blocked and each.path != of.root.table.path:
            made.append(
                Policy(
                    path=(*each.path, f"{each.name}_blocked"),
                    permissive=False,
                    using=Sql(f"(( SELECT {qualified(told.path[:-1])}() AS {told.path[-2]}) IS NULL)"),
                    depends=(told.ref,),
                )
            )
    return tuple(made)


_REFUSAL = f"""
DECLARE
  state text := {qualified((NAMESPACE, "suspended"))}();
BEGIN
  IF state IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = format('the tenant is suspended (%s): %s is not written', state, TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END
"""


def _state(root: TenantRoot, tenant: TenantColumn, state: str, states: Sequence[str]) -> str:
    value = f"NULLIF(current_setting({literal(tenant.setting)}, true), '')"
    if tenant.claim:
        value = context_value(tenant.claim)
    column, path = quote(state), qualified(root.table.path)
    wanted = ", ".join(map(literal, states))
    key = f"{quote(root.key)} = ({value})::{root.table.columns[root.key].type}"
    return f"""
BEGIN
  RETURN (SELECT {column}::text FROM {path} WHERE {key} AND {column}::text IN ({wanted}));
END
"""
