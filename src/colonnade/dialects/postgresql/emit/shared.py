"""What every object can have: an owner, a comment, privileges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Context, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.granting import Granted, effective, grants
from colonnade.dialects.postgresql.emit.naming import name_of, role_name, routine_name, words_of
from colonnade.dialects.postgresql.privileges import (
    Grantable,
    grantable,
    initial,
    is_public,
)
from colonnade.dialects.postgresql.quote import literal, quote
from colonnade.schema import (
    OWNER,
    Column,
    Grant,
    Index,
    Key,
    MaterializedView,
    QName,
    Ref,
    SchemaObject,
    Table,
    View,
)

_STANDARD = "standard public schema"
"""The comment that initdb gives to public."""


def ownership(
    before_owner: str | None,
    after_owner: str | None,
    object_class_sql: str,
    name_sql: str,
    *,
    on: tuple[Ref, ...] = (),
) -> tuple[Statement, ...]:
    """Statements that give an object another owner; None is the role that runs the script."""
    if before_owner == after_owner:
        return ()
    return (
        Statement(
            sql=f"ALTER {object_class_sql} {name_sql} OWNER TO {role_name(after_owner)}",
            form="set_owner",
            on=on,
        ),
    )


def comment_on(
    object_class_sql: str,
    name_sql: str,
    before: str | None,
    after: str | None,
    *,
    on: tuple[Ref, ...] = (),
) -> tuple[Statement, ...]:
    """Statements that change a comment; None is no comment."""
    if before == after:
        return ()
    text = literal(after) if after else "NULL"
    return (
        Statement(
            sql=f"COMMENT ON {object_class_sql} {name_sql} IS {text}",
            form="comment",
            on=on,
        ),
    )


def trappings(each: SchemaObject, before: SchemaObject | None, context: Context) -> tuple[Statement, ...]:
    """Statements for owner, comment and privileges of an object that was just made, or altered from `before`.

    Privileges of columns are restored where a REVOKE on the whole table takes them along; their own changes are
    the business of `column_trappings`.
    """
    if before is None and _as_made(each, context):
        return ()
    words, name = words_of(each), name_of(each)
    target = _locked(each)
    before_owner = before.owner if before else None
    made: list[Statement] = []
    if is_public(each) and before_owner != each.owner and each.owner is None:
        made += _public_back(context)
    elif is_public(each) and before is None and each.owner is None:
        pass
    else:
        made += ownership(before_owner, each.owner, words, name, on=(each.ref,))
    if before is not None:
        made += _columns_of_new_owner(each, before, context)
    said = _said(before) if before else _STANDARD if is_public(each) else None
    made += comment_on(words, name, said, _said(each), on=target)
    on = grantable(each.kind_of())
    if on is None and each.privileges is not None:
        raise NotExpressibleError(
            f"PostgreSQL grants nothing on a {each.kind_of()}", hint=f"leave the privileges of {each.ref} out"
        )
    if on is not None:
        held = _held(each, before, context)
        grant_name = routine_name(each.path) if each.kind_of() == "aggregate" else name
        granted = Granted(on=on, name=grant_name, owner=each.owner, locks=target)
        wanted = initial(each, context.version) if each.privileges is None else each.privileges
        changes = grants(granted, held, wanted)
        made += changes
        if any(change.form == "revoke" for change in changes):
            made += _columns_again(each, before, context)
    return tuple(made)


def _as_made(each: SchemaObject, context: Context) -> bool:
    """Whether nothing is said of a new object that it hasn't by itself, as is so of most."""
    if each.owner is not None or each.comment is not None or each.privileges is not None or is_public(each):
        return False
    return grantable(each.kind_of()) is None or effective(each, context) == initial(each, context.version)


def column_trappings(
    relation: SchemaObject,
    before: Column | None,
    after: Column,
    words: str = "COLUMN",
) -> tuple[Statement, ...]:
    """Statements for comment and privileges of a column of a table, view or composite type."""
    if before is None and after.comment is None and not after.privileges:
        return ()
    name = f"{name_of(relation)}.{quote(after.name)}"
    target = _locked(relation)
    held = (before.privileges if before else None) or ()
    granted = Granted(
        on=Grantable.COLUMN,
        name=name_of(relation),
        column=after.name,
        owner=relation.owner,
        locks=target,
    )
    return (
        *comment_on(words, name, before.comment if before else None, after.comment, on=target),
        *grants(granted, held, after.privileges or ()),
    )


def set_options(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Options to set and options to reset, between two mappings, so that their order comes out too.

    SET keeps what it doesn't name and appends what it names (`transformRelOptions()` in access/common/reloptions.c),
    so the options that stay must be the beginning of the new ones; the others are set again.
    """
    staying = iter(before)
    kept: set[str] = set()
    for key, value in after.items():
        if before.get(key) != value or not any(key == each for each in staying):
            break
        kept.add(key)
    put = {key: value for key, value in after.items() if key not in kept}
    return put, tuple(key for key in before if key not in after)


def _said(each: SchemaObject) -> str | None:
    """The comment as the catalogue has it: for public none stands for initdb's, and an empty one for none."""
    if is_public(each):
        return _STANDARD if each.comment is None else each.comment or None
    return each.comment


def _public_back(context: Context) -> Iterable[Statement]:
    owner = "CURRENT_USER" if context.version and context.version < (15,) else "pg_database_owner"
    yield Statement(sql=f"ALTER SCHEMA public OWNER TO {owner}", form="set_owner")


def _held(each: SchemaObject, before: SchemaObject | None, context: Context) -> tuple[Grant, ...]:
    if before is None:
        return effective(each, context)
    if before.privileges is None:
        return initial(before, context.version)
    return before.privileges


def _locked(each: SchemaObject) -> tuple[Ref, ...]:
    above = each.parent()
    return (each.ref,) if above is None else (each.ref, above)


def _columns_again(each: SchemaObject, before: SchemaObject | None, context: Context) -> Iterator[Statement]:
    """REVOKE on a table takes the same privileges of its columns along (manual, REVOKE, Notes); give them back.

    The columns of a new view get theirs afterwards anyway.
    """
    now = context.before.get(each.ref) or before
    if now is None and isinstance(each, Table):
        now = each
    for column in () if now is None else _columns(now):
        if column.privileges:
            granted = Granted(
                on=Grantable.COLUMN,
                name=name_of(each),
                column=column.name,
                owner=each.owner,
                locks=_locked(each),
            )
            yield from grants(granted, (), column.privileges)


def _columns_of_new_owner(each: SchemaObject, before: SchemaObject, context: Context) -> Iterator[Statement]:
    """With a table's owner its entries in the columns' access lists go to the new owner, an entry by name as well."""
    if before.owner == each.owner:
        return
    for column in _columns(context.before.get(each.ref) or before):
        wanted = column.privileges or ()
        moved = tuple(replace(grant, to=OWNER) if grant.to == before.owner else grant for grant in wanted)
        granted = Granted(
            on=Grantable.COLUMN, name=name_of(each), column=column.name, owner=each.owner, locks=_locked(each)
        )
        yield from grants(granted, moved, wanted)


def _columns(each: SchemaObject) -> Iterable[Column]:
    match each:
        case Table():
            return each.columns.values()
        case View() | MaterializedView():
            return each.columns
        case _:
            return ()


def cluster_moves_to(relation: QName, context: Context) -> str | None:
    """The index, there already, that a table is to be clustered on instead of another one."""
    wanted = [each.ref for each in context.after.of_kind(Index) if each.clustered and each.on == relation]
    wanted += [each.ref for each in context.after.of_kind(Key) if each.clustered and each.table == relation]
    return next((ref.name for ref in wanted if ref in context.before), None)
