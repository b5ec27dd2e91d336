"""Who may do what in PostgreSQL: grants, policies for rows, and views that ask who is asking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from colonnade.dialects.postgresql.logic.attestation import attest
from colonnade.dialects.postgresql.logic.conditions import write_condition
from colonnade.dialects.postgresql.logic.idioms import tenant_policy
from colonnade.dialects.postgresql.logic.limits import gate
from colonnade.dialects.postgresql.names import cut
from colonnade.dialects.postgresql.privileges import initial, normal
from colonnade.idioms import AccessIdioms, Protection, TenantColumn
from colonnade.model.facets import AccessPolicy
from colonnade.model.facets import Command as Done
from colonnade.schema import PUBLIC, Column, Command, Grant, Policy, Role, SchemaObject, Sql, Table, View
from colonnade.schema import Sequence as SequenceObject

_WORDS = {Done.READ: "SELECT", Done.INSERT: "INSERT", Done.UPDATE: "UPDATE", Done.DELETE: "DELETE"}
_COMMANDS = {
    Done.READ: Command.SELECT,
    Done.INSERT: Command.INSERT,
    Done.UPDATE: Command.UPDATE,
    Done.DELETE: Command.DELETE,
}
_MOST_BYTES = 63


def protect(table: Table, parts: Sequence[SchemaObject], wanted: Protection) -> tuple[SchemaObject, ...]:
    """The table with its grants, its policies, the roles, and grants on the sequences that its defaults ask.

    Row security is on, and forced so that it holds for the owner too, where a policy names a condition; where none
    does, grants say everything. Rights are those of roles: no setting that a session can make gives more.
    """
    said = (*wanted.policies, *(each for those in wanted.columns.values() for each in those))
    roles = tuple(dict.fromkeys(role for each in said for role in each.roles))
    by_rows = any(each.where or each.check for each in wanted.policies)
    held = {role: _held(role, table, wanted) for role in roles}
    on_table = {role: [word for word, columns in found.items() if columns is None] for role, found in held.items()}
    columns = {name: _with_grants(column, held) for name, column in table.columns.items()}
    made = replace(
        table,
        columns=columns,
        privileges=granted(table, on_table),
        row_security=table.row_security or by_rows,
        force_row_security=table.force_row_security or by_rows,
    )
    policies = tuple(_policies(table, wanted.policies)) if by_rows else ()
    return (*(Role(path=(role,)) for role in roles if role != PUBLIC), made, *policies, *_sequences(parts, held))


_Held = Mapping[str, "frozenset[str] | None"]
"""By privilege, the columns it is held on; None for the whole table."""


def _held(role: str, table: Table, wanted: Protection) -> _Held:
    found: dict[str, frozenset[str] | None] = {}
    for command, word in _WORDS.items():
        single = (replace(each, attributes=(name,)) for name, those in wanted.columns.items() for each in those)
        every_policy = (*wanted.policies, *single)
        policies = [each for each in every_policy if role in each.roles and command in (each.may or _WORDS)]
        if not policies:
            continue
        every = frozenset(table.columns)
        allowed = every if any(not each.attributes for each in policies) else frozenset[str]()
        allowed |= {name for each in policies for name in each.attributes}
        allowed -= {name for name, those in wanted.columns.items() if not _may(role, command, those)}
        if command is Done.DELETE:
            if any(not each.attributes for each in policies):
                found[word] = None
        elif allowed == every:
            found[word] = None
        elif allowed:
            found[word] = allowed
    return found


def _may(role: str, command: Done, policies: Iterable[AccessPolicy]) -> bool:
    return any(role in each.roles and command in (each.may or _WORDS) for each in policies)


def granted(each: SchemaObject, words: Mapping[str, Iterable[str]]) -> tuple[Grant, ...] | None:
    """The privileges of an object with those of some roles put to them."""
    found = {grant.to: grant for grant in (each.privileges if each.privileges is not None else initial(each, ()))}
    added = False
    for role, more in words.items():
        have = found[role].privileges if role in found else ()
        every = tuple(sorted({*have, *more}))
        if every and have != ("ALL",):
            found[role] = Grant(to=role, privileges=every)
            added = True
    return normal(found.values()) if added else each.privileges


def _with_grants(column: Column, held: Mapping[str, _Held]) -> Column:
    grants: defaultdict[str, set[str]] = defaultdict(set)
    for role, found in held.items():
        for word, columns in found.items():
            if columns is not None and column.name in columns:
                grants[role].add(word)
    if not grants:
        return column
    made = (Grant(to=role, privileges=tuple(sorted(words))) for role, words in grants.items())
    return replace(column, privileges=normal((*(column.privileges or ()), *made)))


def _sequences(parts: Sequence[SchemaObject], held: Mapping[str, _Held]) -> Iterator[SequenceObject]:
    """Who may insert may ask the sequences of the defaults."""
    for each in parts:
        if isinstance(each, SequenceObject):
            words = {role: ("USAGE",) for role, found in held.items() if "INSERT" in found}
            if words:
                yield replace(each, privileges=granted(each, words))


def _policies(table: Table, policies: Sequence[AccessPolicy]) -> Iterator[Policy]:
    """A policy for every command of every rule, each with its own condition."""
    taken: set[str] = set()
    for each in policies:
        base = each.name or "_".join((table.name, *each.roles))
        if set(each.may or _COMMANDS) == set(_COMMANDS):
            yield _policy(table, each, Command.ALL, _free(base, taken))
            continue
        for done in each.may:
            name = base if len(each.may) == 1 and each.name else f"{base}_{done.value}"
            yield _policy(table, each, _COMMANDS[done], _free(name, taken))


def _free(wanted: str, taken: set[str]) -> str:
    name, number = cut(wanted, _MOST_BYTES), 0
    while name in taken:
        number += 1
        name = cut(wanted, _MOST_BYTES - len(str(number))) + str(number)
    taken.add(name)
    return name


def _policy(table: Table, each: AccessPolicy, command: Command, name: str) -> Policy:
    seen = write_condition(each.where) if each.where else Sql("true")
    written = write_condition(each.check) if each.check else None
    inserts = command is Command.INSERT
    return Policy(
        path=(*table.path, name),
        command=command,
        roles=() if PUBLIC in each.roles else tuple(sorted(each.roles)),
        using=None if inserts else seen,
        with_check=(written or seen) if inserts else None if command in _NO_NEW_ROW else written,
        comment=each.about or None,
    )


_NO_NEW_ROW = frozenset({Command.SELECT, Command.DELETE})


def isolate(
    table: Table,
    columns: Sequence[TenantColumn],
    guarded: bool,  # noqa: FBT001 - see AccessIdioms
) -> tuple[SchemaObject, ...]:
    """The table with forced row security, and the policy of its tenants.

    Policies add up unless they restrict: beside others this one takes rows away, alone it gives them.
    """
    policy = replace(tenant_policy(table, columns), permissive=not guarded)
    return replace(table, row_security=True, force_row_security=True), policy


def admit(namespace: SchemaObject, roles: Sequence[str]) -> SchemaObject:
    """A namespace that roles may use."""
    have = {grant.to: grant.privileges for grant in namespace.privileges or initial(namespace, ())}
    words = {role: ("USAGE",) for role in roles if "USAGE" not in have.get(PUBLIC, ()) and role != PUBLIC}
    return replace(namespace, privileges=granted(namespace, words))


def invoke(view: View) -> View:
    """A view that reads with the rights of who asks it (PostgreSQL 15); otherwise it would show every row."""
    return replace(view, options={**view.options, "security_invoker": "true"})


ACCESS = AccessIdioms(protect=protect, isolate=isolate, attest=attest, admit=admit, gate=gate, invoke=invoke)
