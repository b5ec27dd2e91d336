"""From one access list to another, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from colonnade.dialect import Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.naming import role_name
from colonnade.dialects.postgresql.privileges import (
    ALL,
    DEFAULT_CLASSES,
    Grantable,
    grantable,
    initial,
    is_public,
    normal,
    server_default,
)
from colonnade.dialects.postgresql.quote import quote
from colonnade.schema import (
    OWNER,
    DefaultPrivileges,
    Grant,
    Ref,
    SchemaObject,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The object that privileges are granted on."""

    on: Grantable
    name: str
    """Name as SQL; for a column that of its relation."""
    owner: str | None
    """None for the role that runs the script."""
    column: str | None = None
    locks: tuple[Ref, ...] = ()
    words: str | None = None
    """What stands after ON, where it is not the class and the name."""
    prefix: str = ""
    """What stands before GRANT and REVOKE."""

    def grantee(self, to: str) -> str:
        """A grantee as SQL."""
        return role_name(self.owner if to == OWNER else to)

    def privileges(self, held: tuple[str, ...]) -> str:
        """A list of privileges as SQL."""
        if self.column is None:
            return ", ".join(held)
        return ", ".join(f"{each} ({quote(self.column)})" for each in held)

    @property
    def target(self) -> str:
        """What stands after ON."""
        if self.words is not None:
            return self.words
        return f"{'TABLE' if self.on is Grantable.COLUMN else self.on.value} {self.name}"


def grants(on: Granted, before: tuple[Grant, ...], after: tuple[Grant, ...]) -> tuple[Statement, ...]:
    """Statements that lead from one list of grants to another; none when they are equal."""
    if before == after:
        return ()
    held, wanted = _merged(before, on.owner), _merged(after, on.owner)
    if held == wanted:
        return ()
    if any(by for _, by in (*held, *wanted)):
        return tuple(_anew(on, held, wanted))
    return tuple(_changes(on, held, wanted))


def effective(each: SchemaObject, context: Context) -> tuple[Grant, ...]:
    """The grants that a new object has before any GRANT: the server's, or those of default privileges in force.

    A global entry stands in place of the server's default, one of a namespace is added (manual, ALTER DEFAULT
    PRIVILEGES). Only entries of the role that runs the script count.
    """
    on = grantable(each.kind_of())
    if on is None or on not in DEFAULT_CLASSES or is_public(each):
        return initial(each, context.version)
    word = DEFAULT_CLASSES[on]
    own = {
        entry.namespace: entry.grants
        for entry in context.before.of_kind(DefaultPrivileges)
        if not entry.role and entry.objects == word
    }
    if not own:
        return initial(each, context.version)
    everywhere = own.get(None, server_default(on))
    namespace = each.path[0] if len(each.path) > 1 else None
    here = own.get(namespace, ()) if namespace is not None else ()
    both = _merged((*everywhere, *here), None)
    return normal(both.values())


_Key = tuple[str, str | None]


def _merged(grants: Iterable[Grant], owner: str | None) -> dict[_Key, Grant]:
    """One grant per grantee and grantor, the owner under OWNER whatever its name."""
    found: dict[_Key, Grant] = {}
    for each in grants:
        to = OWNER if owner is not None and each.to == owner else each.to
        by = None if owner is not None and each.by == owner else each.by
        other = found.get((to, by))
        found[to, by] = Grant(
            to=to,
            by=by,
            privileges=_union(each.privileges, other.privileges if other else ()),
            grantable=_union(each.grantable, other.grantable if other else ()),
        )
    return {key: each for key, each in found.items() if each.privileges}


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    if ALL in (first, second):
        return ALL
    return tuple(sorted({*first, *second}))


def _minus(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """What the first has beyond the second; everything is beyond anything less than everything."""
    if second == ALL:
        return ()
    if first == ALL:
        return ALL
    return tuple(each for each in first if each not in second)


def _changes(on: Granted, held: dict[_Key, Grant], wanted: dict[_Key, Grant]) -> Iterator[Statement]:
    for key in held:
        if key not in wanted:
            yield _revoke(on, key[0], ALL)
    for key, new in wanted.items():
        old = held.get(key, Grant(to=key[0]))
        if old == new:
            continue
        if ALL in (old.privileges, old.grantable) and not _grows(old, new):
            # What ALL comprises depends on the server's version, so nothing is taken from it piecemeal.
            yield _revoke(on, key[0], ALL)
            old = Grant(to=key[0])
        gone = _minus(old.privileges, new.privileges)
        if gone:
            yield _revoke(on, key[0], gone)
        kept = old.grantable if old.grantable == ALL else _minus(old.grantable, gone)
        less = _minus(kept, new.grantable)
        if less:
            yield _revoke(on, key[0], less, option=True)
        more = _minus(new.grantable, old.grantable)
        plain = _minus(_minus(new.privileges, old.privileges), more)
        yield from _give(on, replace(new, privileges=plain, grantable=more))


def _grows(old: Grant, new: Grant) -> bool:
    return not _minus(old.privileges, new.privileges) and not _minus(old.grantable, new.grantable)


def _anew(on: Granted, held: dict[_Key, Grant], wanted: dict[_Key, Grant]) -> Iterator[Statement]:
    """Where others than the owner have granted: take all away, then give in the order of the grant options."""
    for to in dict.fromkeys(to for to, by in held if by is None):
        yield _revoke(on, to, ALL, cascade=True)
    waiting = list(wanted.values())
    able: set[str | None] = {None}
    while waiting:
        ready = [each for each in waiting if each.by in able] or waiting[:1]
        for each in ready:
            waiting.remove(each)
            new = replace(each, privileges=_minus(each.privileges, each.grantable))
            given = tuple(_give(on, new))
            if each.by is not None:
                yield Statement(sql=f"SET ROLE {quote(each.by)}", form="set_role")
            yield from given
            if each.by is not None:
                yield Statement(sql="RESET ROLE", form="set_role")
        able |= {each.to for each in ready if each.grantable}


def _give(on: Granted, grant: Grant) -> Iterator[Statement]:
    to = on.grantee(grant.to)
    for privileges, option in (
        (grant.privileges, ""),
        (grant.grantable, " WITH GRANT OPTION"),
    ):
        if privileges:
            yield Statement(
                sql=f"{on.prefix}GRANT {on.privileges(privileges)} ON {on.target} TO {to}{option}",
                form="grant",
                on=on.locks,
                hazards=frozenset({Hazard.CHANGES_ACCESS}),
            )


def _revoke(
    on: Granted,
    to: str,
    privileges: tuple[str, ...],
    *,
    option: bool = False,
    cascade: bool = False,
) -> Statement:
    return Statement(
        sql=f"{on.prefix}REVOKE {'GRANT OPTION FOR ' if option else ''}{on.privileges(privileges)} ON {on.target}"
        f" FROM {on.grantee(to)}{' CASCADE' if cascade else ''}",
        form="revoke",
        on=on.locks,
        hazards=frozenset({Hazard.CHANGES_ACCESS}),
    )
