"""Row-level policies."""

from __future__ import annotations

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.generic import locked
from colonnade.dialects.postgresql.emit.naming import role_name
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import Command, Policy

_ACCESS = frozenset({Hazard.CHANGES_ACCESS})


def _roles(policy: Policy) -> str:
    return ", ".join(map(role_name, policy.roles)) or "PUBLIC"


@EMIT.on(CreateObject, "policy")
def create_policy(operation: Operation, context: Context) -> Alteration:
    """CREATE POLICY."""
    assert isinstance(operation, CreateObject)
    policy = operation.object
    assert isinstance(policy, Policy)
    parts = [f"CREATE POLICY {quote(policy.name)} ON {qualified(policy.table)}"]
    if not policy.permissive:
        parts.append("AS RESTRICTIVE")
    if policy.command is not Command.ALL:
        parts.append(f"FOR {policy.command.value.upper()}")
    if policy.roles:
        parts.append(f"TO {_roles(policy)}")
    if policy.using is not None:
        parts.append(f"USING ({policy.using})")
    if policy.with_check is not None:
        parts.append(f"WITH CHECK ({policy.with_check})")
    made = Statement(sql=" ".join(parts), form="create_policy", on=locked(policy), hazards=_ACCESS)
    return Alteration(statements=(made, *trappings(policy, None, context)))


@EMIT.on(AlterObject, "policy")
def alter_policy(operation: Operation, context: Context) -> Alteration | None:
    """ALTER POLICY for roles and conditions; it can't take a condition away nor change the command."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, Policy)
    assert isinstance(new, Policy)
    if (old.command, old.permissive, old.on_kind) != (new.command, new.permissive, new.on_kind):
        return None
    parts: list[str] = []
    if old.roles != new.roles:
        parts.append(f"TO {_roles(new)}")
    for word, was, now in (("USING", old.using, new.using), ("WITH CHECK", old.with_check, new.with_check)):
        if was == now:
            continue
        if now is None:
            return None
        parts.append(f"{word} ({now})")
    made: list[Statement] = []
    if parts:
        sql = f"ALTER POLICY {quote(new.name)} ON {qualified(new.table)} {' '.join(parts)}"
        made.append(Statement(sql=sql, form="alter_policy", on=locked(new), hazards=_ACCESS))
    return Alteration(statements=(*made, *trappings(new, old, context)))
