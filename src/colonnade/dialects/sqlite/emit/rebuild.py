"""The rebuild of a table, https://sqlite.org/lang_altertable.html#otheralter.

A new table is made beside the old one, takes its rows with their rowids, and then its name; indexes and triggers are
made again. Foreign keys have to be off, for dropping the old table would carry out ON DELETE of others; the dialect's
`opening` does that before the transaction, where alone it has an effect, and a guard refuses to go on without it.
`legacy_alter_table` keeps the renaming from looking into views and triggers, which name the old table, and rightly so.
"""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.sqlite.emit.clauses import create_table, whole
from colonnade.dialects.sqlite.emit.objects import create
from colonnade.dialects.sqlite.emit.parts import standing_on
from colonnade.dialects.sqlite.emit.references import Guard
from colonnade.dialects.sqlite.emit.registry import EMIT
from colonnade.dialects.sqlite.kinds import OWN_PREFIX
from colonnade.dialects.sqlite.quote import literal, quote
from colonnade.dialects.sqlite.rows.rowid import rowid_column, stands_for_rowid
from colonnade.ops import Operation, RebuildTable
from colonnade.schema import Table


@EMIT.on(RebuildTable, "*")
def rebuild(operation: Operation, context: Context) -> Alteration | None:
    """The statements of a rebuild."""
    assert isinstance(operation, RebuildTable)
    return rebuilt(operation, context)


def rebuilt(operation: RebuildTable, context: Context) -> Alteration:
    """The statements of a rebuild, indexes and triggers that stand on the table included."""
    return Alteration(statements=tuple(_statements(operation, context)))


def _statements(operation: RebuildTable, context: Context) -> Iterator[Statement]:
    old, new = operation.before, operation.after
    name = f"{OWN_PREFIX}new_{new.name}"
    guard = Guard(operation, context)
    yield from guard.before()
    sql = create_table(new, operation.constraints_after, name=name)
    yield Statement(sql=sql, form="rebuild_create", on=(old.ref,))
    copy = _copy(operation, name)
    if copy is not None:
        yield Statement(sql=copy, form="rebuild_copy", on=(old.ref,), hazards=_hazards(operation))
    if _numbers_go_on(old) and _numbers_go_on(new):
        yield from _sequence(old, name)
    yield Statement(sql=f"DROP TABLE {quote(old.name)}", form="rebuild_swap", on=(old.ref,))
    yield Statement(sql="PRAGMA legacy_alter_table = ON", form="setting")
    rename = f"ALTER TABLE {quote(name)} RENAME TO {quote(new.name)}"
    yield Statement(sql=rename, form="rebuild_swap", on=(old.ref,))
    yield Statement(sql="PRAGMA legacy_alter_table = OFF", form="setting")
    for each in standing_on(context.before, old.path):
        yield create(each)
    yield from guard.after()


def _copy(operation: RebuildTable, name: str) -> str | None:
    """INSERT … SELECT of all rows; None when no column and no rowid has anything to take."""
    old, new = operation.before, operation.after
    sources: dict[str, str] = {}
    for column in new.columns.values():
        if column.generated is not None:
            continue
        if column.name in operation.values:
            sources[quote(column.name)] = f"({whole(operation.values[column.name])})"
        elif column.name in old.columns:
            sources[quote(column.name)] = quote(column.name)
    theirs = stands_for_rowid(old, operation.constraints_before)
    ours = stands_for_rowid(new, operation.constraints_after)
    if theirs is not None and ours is not None:
        is_column = ours == rowid_column(new, operation.constraints_after)
        target = quote(ours) if is_column else ours
        sources.setdefault(target, _rowid_of(operation, theirs))
    if not sources:
        return None
    columns = ", ".join(sources)
    return f"INSERT INTO {quote(name)} ({columns})\nSELECT {', '.join(sources.values())}\n  FROM {quote(old.name)}"


def _rowid_of(operation: RebuildTable, name: str) -> str:
    return quote(name) if name == rowid_column(operation.before, operation.constraints_before) else name


def _hazards(operation: RebuildTable) -> frozenset[Hazard]:
    old, new = operation.before, operation.after
    found = set()
    if any(name not in new.columns for name in old.columns) or _loosens_any(old, new):
        found.add(Hazard.DELETES_DATA)
    kept = [each for each in operation.constraints_after if each in operation.constraints_before]
    stricter = any(
        not column.nullable and (name not in old.columns or old.columns[name].nullable)
        for name, column in new.columns.items()
    )
    if stricter or len(kept) < len(operation.constraints_after) or (new.strict and old != new):
        found.add(Hazard.MAY_FAIL_ON_DATA)
    return frozenset(found)


def _loosens_any(old: Table, new: Table) -> bool:
    """Whether text such as `0042` becomes a number: ANY keeps it as it is in a strict table alone.

    https://sqlite.org/stricttables.html#the_any_datatype
    """
    return old.strict and any(
        column.type == "ANY" and (not new.strict or new.columns[name].type != "ANY")
        for name, column in old.columns.items()
        if name in new.columns
    )


def _numbers_go_on(table: Table) -> bool:
    return any(column.autoincrement for column in table.columns.values())


def _sequence(old: Table, name: str) -> Iterator[Statement]:
    """The highest number ever given goes along, even where its row is gone."""
    gone = f"DELETE FROM sqlite_sequence WHERE name = {literal(name)}"
    kept = (
        f"INSERT INTO sqlite_sequence (name, seq)\n"
        f"SELECT {literal(name)}, seq FROM sqlite_sequence WHERE name = {literal(old.name)}"
    )
    for sql in (gone, kept):
        yield Statement(sql=sql, form="rebuild_sequence", on=(old.ref,))
