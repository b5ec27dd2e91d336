"""A context that a SQL user can't make up: signed elsewhere, verified by a function that the owner holds."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.dialects.postgresql.privileges import normal
from colonnade.dialects.postgresql.quote import literal, qualified
from colonnade.schema import (
    OWNER,
    PUBLIC,
    Check,
    Column,
    Function,
    Grant,
    Key,
    Namespace,
    Parallel,
    Ref,
    SchemaObject,
    Sql,
    Table,
    Volatility,
)

NAMESPACE = "tenancy"
CONTEXT_SETTING = "tenancy.context"
"""Setting of a transaction that holds the signed context."""
CONTEXT_VALUE = (NAMESPACE, "context_value")
"""The function that policies ask: the value that a valid context gives to an attribute, else nothing."""
KEYS = (NAMESPACE, "signing_key")

# The form: v1.KEY.BACKEND.START.EXPIRES.VALUES.MAC, where the start of the transaction is in microseconds, the expiry
# in seconds, the values are JSON in hexadecimal digits, and the code is HMAC-SHA-256 (RFC 2104) of all before it. The
# codes are compared by their digests, so that the time of a refusal tells nothing. A parallel worker has a number of
# its own, so the leader alone may ask.
_BODY = f"""
DECLARE
  given text := current_setting({literal(CONTEXT_SETTING)}, true);
  parts text[];
  held record;
  expected bytea;
BEGIN
  IF given IS NULL OR length(given) > 8192
    OR given !~ '^v1\\.[0-9]{{1,9}}\\.[0-9]{{1,10}}(\\.[0-9]{{1,18}}){{2}}\\.([0-9a-f]{{2}})+\\.[0-9a-f]{{64}}$'
  THEN
    RETURN NULL;
  END IF;
  parts := string_to_array(given, '.');
  SELECT key.inner_pad, key.outer_pad INTO held FROM {qualified(KEYS)} AS key
    WHERE key.id = parts[2]::integer AND (key.retired_at IS NULL OR key.retired_at > clock_timestamp());
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  expected := sha256(held.outer_pad || sha256(held.inner_pad || convert_to(left(given, -65), 'UTF8')));
  IF sha256(expected) <> sha256(decode(parts[7], 'hex'))
    OR parts[3]::bigint <> pg_backend_pid()
    OR parts[4]::bigint <> (EXTRACT(epoch FROM transaction_timestamp()) * 1000000)::bigint
    OR parts[5]::bigint < EXTRACT(epoch FROM clock_timestamp()) THEN
    RETURN NULL;
  END IF;
  RETURN convert_from(decode(parts[6], 'hex'), 'UTF8')::jsonb ->> claim;
END
"""


def context_value(attribute: str) -> str:
    """What the context says of an attribute, as an expression in the server's normal form; asked once per statement."""
    return f"( SELECT {qualified(CONTEXT_VALUE)}({literal(attribute)}::text) AS {CONTEXT_VALUE[-1]})"


CONTEXT_FUNCTION = Ref("function", (*CONTEXT_VALUE, "text"))


def attest(roles: Sequence[str]) -> tuple[SchemaObject, ...]:
    """The keys, which the owner alone reads, and the function that verifies a context for these roles."""
    space = Namespace(path=(NAMESPACE,))
    columns = (
        Column(name="id", type="integer", nullable=False),
        Column(name="inner_pad", type="bytea", nullable=False),
        Column(name="outer_pad", type="bytea", nullable=False),
        Column(name="created_at", type="timestamp with time zone", nullable=False, default=Sql("now()")),
        Column(name="retired_at", type="timestamp with time zone"),
    )
    table = Table(
        path=KEYS,
        columns={each.name: each for each in columns},
        comment="Keys that sign the contexts of transactions; nobody but the owner may read them.",
        depends=(space.ref,),
    )
    key = Key(path=(*KEYS, f"{KEYS[-1]}_pkey"), primary=True, columns=("id",))
    lengths = (
        Check(
            path=(*KEYS, f"{KEYS[-1]}_{name}_check"),
            expression=Sql(f"(octet_length({name}) = 64)"),
        )
        for name in ("inner_pad", "outer_pad")
    )
    may = tuple(Grant(to=role, privileges=("ALL",)) for role in dict.fromkeys((OWNER, *roles)))
    function = Function(
        path=CONTEXT_FUNCTION.path,
        arguments=Sql("claim text"),
        returns=Sql("text"),
        language="plpgsql",
        volatility=Volatility.STABLE,
        parallel=Parallel.RESTRICTED,
        security_definer=True,
        settings={"search_path": "'pg_catalog', 'pg_temp'"},
        body=_BODY,
        privileges=None if PUBLIC in roles else normal(may),
        comment="What the signed context of the transaction says of an attribute; nothing where it is not valid.",
        depends=(space.ref, table.ref),
    )
    return (space, table, key, *lengths, function)
