"""Identity columns: begun, ended, changed; the count goes on where rows are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from colonnade.dialect import Context, Statement
from colonnade.dialects.postgresql.emit.columns import identity_clause
from colonnade.dialects.postgresql.emit.sequence_clauses import all_clauses, restart, within_bounds
from colonnade.dialects.postgresql.emit.statements import alter_column, alter_table
from colonnade.dialects.postgresql.names import aside_name, default_names
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.schema import Column, IdentityMode, QName, Ref, Schema, Sequence, Table

_NEXT = re.compile(r"\Anextval\('(?P<name>.+)'::regclass\)\Z")


def begins_to_count(table: Table, after: Column, context: Context) -> Iterator[Statement]:
    """ADD GENERATED … AS IDENTITY, then the count goes on after the highest value that is there."""
    assert after.identity is not None
    former = Ref("sequence", sequence_path(table, after))
    if former in context.before:
        # The sequence of the column's default has the name that the identity's own is to have; it goes later.
        sql = f"ALTER SEQUENCE {qualified(former.path)} RENAME TO {quote(aside_name(former.name))}"
        yield Statement(sql=sql, form="rename_sequence", on=(former,))
    yield alter_column(table, after.name, f"ADD {identity_clause(after.identity, after.type)}", "add_identity")
    if table.foreign is None and table.partition_of is None:
        yield _count_on(table, after, literal(qualified(sequence_path(table, after))))


def stops_counting(table: Table, before: Column) -> Statement:
    """DROP IDENTITY."""
    return _with_sequence(table, before, "DROP IDENTITY", "drop_identity")


def counting_changes(table: Table, before: Column, after: Column) -> Iterator[Statement]:
    """SET GENERATED and the options of the sequence; its name by RENAME."""
    old, new = before.identity, after.identity
    assert old is not None
    assert new is not None
    was, name = sequence_path(table, before), sequence_path(table, after)
    if was != name:
        if was[-1] != name[-1]:
            yield _sequence(f"ALTER SEQUENCE {qualified(was)} RENAME TO {quote(name[-1])}", "rename_sequence", was)
        if was[:-1] != name[:-1]:
            moved = qualified((*was[:-1], name[-1]))
            yield _sequence(f"ALTER SEQUENCE {moved} SET SCHEMA {quote(name[0])}", "set_schema", was)
    actions = []
    if old.mode is not new.mode:
        actions.append(f"SET GENERATED {'ALWAYS' if new.mode is IdentityMode.ALWAYS else 'BY DEFAULT'}")
    if old.options != new.options:
        narrowed = within_bounds(qualified(name), old.options, new.options, after.type)
        if narrowed is not None:
            yield Statement(sql=narrowed, form="advance_sequence", on=(Ref("sequence", name),))
        actions += [f"SET {clause}" for clause in all_clauses(new.options, after.type)]
        actions += restart(old.options, new.options, after.type)
    if actions:
        yield _with_sequence(table, after, " ".join(actions), "set_identity")


def takes_over(table: Table, before: Column, after: Column, context: Context) -> Iterator[Statement]:
    """A sequence that begins to number a column goes on after the highest value that is there."""
    if table.foreign is not None or after.default is None or after.identity is not None:
        return
    now = _NEXT.match(after.default)
    was = _NEXT.match(before.default) if before.default is not None else None
    if now is not None and (was is None or was["name"] != now["name"]) and table.partition_of is None:
        yield _count_on(table, after, f"'{now['name']}'")


def _count_on(table: Table, column: Column, sequence: str) -> Statement:
    """Move a sequence to the highest value of a column, where that is beyond it.

    A count that goes down is left where it begins.
    """
    name = quote(column.name)
    return Statement(
        sql=f"SELECT pg_catalog.setval({sequence}::pg_catalog.regclass, highest.value)\n"
        f"FROM (SELECT pg_catalog.max({name}) AS value FROM {qualified(table.path)}) AS highest\n"
        f"WHERE highest.value >= (SELECT seqstart FROM pg_catalog.pg_sequence"
        f" WHERE seqrelid = {sequence}::pg_catalog.regclass AND seqincrement > 0)",
        form="advance_sequence",
        on=(table.ref,),
    )


def sequence_path(table: Table, column: Column) -> QName:
    """Path of the sequence of an identity column."""
    assert column.identity is not None
    if column.identity.sequence is not None:
        return column.identity.sequence
    return (*table.path[:-1], default_names(table.name, column.name, "seq")[1])


def sequences_of(table: Table, names: Iterable[str], schema: Schema) -> Iterator[Ref]:
    """Sequences that are dropped with columns of a table."""
    wanted = set(names)
    for name in wanted:
        if table.columns[name].identity is not None:
            yield Ref("sequence", sequence_path(table, table.columns[name]))
    for each in schema.of_kind(Sequence):
        if each.owned_by is not None and each.owned_by[:-1] == table.path and each.owned_by[-1] in wanted:
            yield each.ref


def cut_loose(table: Table, names: Iterable[str], context: Context) -> Iterator[Statement]:
    """Sequences that stay when the columns go that own them."""
    wanted = set(names)
    for each in context.before.of_kind(Sequence):
        if (
            each.owned_by is not None
            and each.owned_by[:-1] == table.path
            and each.owned_by[-1] in wanted
            and each.ref in context.after
        ):
            sql = f"ALTER SEQUENCE {qualified(each.path)} OWNED BY NONE"
            yield Statement(sql=sql, form="sequence_owned_by", on=(each.ref,))


def identity_named(path: QName, schema: Schema) -> Table | None:
    """The table of the identity column whose own sequence has a name."""
    for table in schema.of_kind(Table):
        for column in table.columns.values():
            if column.identity is not None and sequence_path(table, column) == path:
                return table
    return None


def _with_sequence(table: Table, column: Column, action: str, form: str) -> Statement:
    also = (Ref("sequence", sequence_path(table, column)),)
    return alter_table(table, f"ALTER COLUMN {quote(column.name)} {action}", form, also=also)


def _sequence(sql: str, form: str, path: QName) -> Statement:
    return Statement(sql=sql, form=form, on=(Ref("sequence", path),))
