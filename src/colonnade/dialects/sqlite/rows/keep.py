"""Copies of what a step deletes or converts, so that taking the step back brings the values back too.

A copy is a table of columns without a type, which keep every value as it is. Rows are known by their primary key, and
by their rowid where they have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from colonnade.dialect import Hazard, Kept, Statement
from colonnade.dialects.sqlite.kinds import OWN_PREFIX
from colonnade.dialects.sqlite.quote import literal, names, quote
from colonnade.dialects.sqlite.read.modules import Contents, read_module
from colonnade.dialects.sqlite.rows.affinity import affinity, may_convert
from colonnade.dialects.sqlite.rows.rowid import rowid_column, stands_for_rowid
from colonnade.dialects.sqlite.traits import fold
from colonnade.ops import AlterObject, DropColumn, DropObject, Operation, RebuildTable
from colonnade.schema import Constraint, EngineObject, Key, QName, Ref, Schema, Sql, Table, Trigger


def keep(operation: Operation, schema: Schema, name: str, hazards: frozenset[Hazard]) -> Kept | None:
    """How to keep what an operation deletes under a name, and how to restore it; None where nothing is lost or the
    rows can't be told apart. `schema` is the one before the operation."""
    copy = f"{OWN_PREFIX}{name}"
    match operation:
        case DropColumn(table=path, column=column) if column.generated is None:
            found = _column(schema.table(path), _constraints(schema, path), column.name, copy)
            return found and _unseen(found, schema, path)
        case RebuildTable():
            return _rebuild(operation, copy)
        case DropObject(object=Table() as table):
            return _table(table, _constraints(schema, table.path), copy)
        case DropObject(object=EngineObject(engine_kind="virtual_table") as each):
            return _virtual(each, copy)
        case AlterObject(before=EngineObject(engine_kind="virtual_table") as each, after=EngineObject() as new):
            return _virtual_columns(each, new, copy)
        case _:
            return None


def _constraints(schema: Schema, path: QName) -> tuple[Constraint, ...]:
    return tuple(each for each in schema.of_kind(Constraint) if each.table == path)


def _statement(sql: str, form: str, table: Ref) -> Statement:
    return Statement(sql=sql, form=form, on=(table,))


def _save(copy: str, columns: Sequence[str], sources: Sequence[str], table: Ref) -> tuple[Statement, ...]:
    made = f"CREATE TABLE {quote(copy)} ({names(columns)})"
    filled = (
        f"INSERT INTO {quote(copy)} ({names(columns)})\nSELECT {', '.join(sources)}\n  FROM {quote(table.path[-1])}"
    )
    return tuple(_statement(sql, "keep", table) for sql in (_gone(copy), made, filled))


def _gone(copy: str) -> str:
    """A copy of the same change, made before and never taken back, is of no use any more."""
    return f"DROP TABLE IF EXISTS {quote(copy)}"


def _forget(copy: str, table: Ref) -> Statement:
    return _statement(f"DROP TABLE {quote(copy)}", "forget", table)


def _identity(table: Table, constraints: Sequence[Constraint], kept: Sequence[str]) -> list[str] | None:
    """What tells rows apart before and after a change: expressions over a row, none of them a column that is lost."""
    rowid = stands_for_rowid(table, constraints)
    if rowid is not None and (rowid != rowid_column(table, constraints) or rowid not in kept):
        return [rowid if rowid not in table.columns else quote(rowid)]
    for key in constraints:
        if isinstance(key, Key) and key.primary and not set(key.columns) & set(kept):
            return [quote(name) for name in key.columns]
    return None


def _free(wanted: str, taken: Sequence[str]) -> str:
    while wanted.lower() in {each.lower() for each in taken}:
        wanted += "_"
    return wanted


def _copied(
    table: Table, constraints: Sequence[Constraint], columns: Sequence[str], copy: str
) -> tuple[tuple[Statement, ...], str] | None:
    """The statements that copy columns, and the condition under which a row of the copy `k` is one of the table."""
    identity = _identity(table, constraints, columns)
    if identity is None:
        return None
    marks = [_free(f"row_{place}", columns) for place in range(len(identity))]
    save = _save(copy, [*marks, *columns], [*identity, *map(quote, columns)], table.ref)
    owner = quote(table.name)
    same = " AND ".join(f"k.{mark} IS {owner}.{each}" for mark, each in zip(marks, identity, strict=True))
    return save, same


def _column(table: Table, constraints: Sequence[Constraint], column: str, copy: str) -> Kept | None:
    found = _copied(table, constraints, [column], copy)
    if found is None:
        return None
    save, same = found
    value = f"(SELECT k.{quote(column)} FROM {quote(copy)} AS k WHERE {same})"
    update = f"UPDATE {quote(table.name)} SET {quote(column)} = {value}"
    return Kept(save=save, restore=(_statement(update, "restore", table.ref), _forget(copy, table.ref)))


def _unseen(kept: Kept, schema: Schema, path: QName) -> Kept:
    """The same while the table's triggers are away: to them, rows that come back are no change."""
    triggers = [each for each in schema.of_kind(Trigger) if each.table == path and each.on_kind == "table"]
    away = [_statement(f"DROP TRIGGER {quote(each.name)}", "drop_trigger", Ref("table", path)) for each in triggers]
    again = [_statement(each.definition, "create_trigger", Ref("table", path)) for each in triggers]
    return replace(kept, restore=(*away, *kept.restore, *again))


def _rebuild(operation: RebuildTable, copy: str) -> Kept | None:
    """Values that a rebuild changes, and the highest number ever given where the new table has no such counter."""
    values = _rebuilt_values(operation, copy)
    if not _counts(operation.before) or _counts(operation.after):
        return values
    save, restore = _number(operation.before, copy)
    if values is None:
        return Kept(save=save, restore=restore)
    return Kept(save=(*values.save, *save), restore=(*values.restore, *restore), values=values.values)


def _counts(table: Table) -> bool:
    return any(column.autoincrement for column in table.columns.values())


def _rebuilt_values(operation: RebuildTable, copy: str) -> Kept | None:
    old, new = operation.before, operation.after
    columns = [name for name, column in old.columns.items() if column.generated is None and _changes(operation, name)]
    if not columns:
        return None
    found = _copied(old, operation.constraints_before, columns, copy)
    if found is None:
        return None
    if not _tells_rows_apart_afterwards(operation):
        return None
    save, same = found
    values = {}
    for name in columns:
        kept = f"SELECT k.{quote(name)} FROM {quote(copy)} AS k WHERE {same}"
        now = quote(name) if name in new.columns else "NULL"
        values[name] = Sql(f"CASE WHEN EXISTS ({kept}) THEN ({kept}) ELSE {now} END")
    return Kept(save=save, restore=(_forget(copy, old.ref),), values=values)


def _changes(operation: RebuildTable, name: str) -> bool:
    """Whether values of a column may be others after a rebuild, or gone."""
    old, new = operation.before, operation.after
    column = new.columns.get(name)
    if column is None or column.generated is not None or name in operation.values:
        return True
    was = affinity(old.columns[name].type, strict=old.strict)
    becomes = affinity(column.type, strict=new.strict)
    return may_convert(was, becomes)


def _tells_rows_apart_afterwards(operation: RebuildTable) -> bool:
    """Whether what names a row before the rebuild names it after it too."""
    identity = _identity(
        operation.before,
        operation.constraints_before,
        [name for name in operation.before.columns if _changes(operation, name)],
    )
    rowid = stands_for_rowid(operation.before, operation.constraints_before)
    if identity is None:
        return False
    if identity in ([rowid], [quote(rowid or "")]) and rowid not in operation.before.columns:
        return stands_for_rowid(operation.after, operation.constraints_after) == rowid
    return all(each in {quote(name) for name in operation.after.columns} for each in identity)


def _table(table: Table, constraints: Sequence[Constraint], copy: str) -> Kept | None:
    columns = [name for name, column in table.columns.items() if column.generated is None]
    sources = [quote(name) for name in columns]
    targets = list(sources)
    copies = list(columns)
    rowid = stands_for_rowid(table, constraints)
    if rowid is not None and rowid not in table.columns:
        sources.append(rowid)
        targets.append(rowid)
        copies.append(_free("row_0", columns))
    save = _save(copy, copies, sources, table.ref)
    insert = f"INSERT INTO {quote(table.name)} ({', '.join(targets)})\nSELECT {names(copies)}\n  FROM {quote(copy)}"
    restore = [_statement(insert, "restore", table.ref), _forget(copy, table.ref)]
    if _counts(table):
        saved, restored = _number(table, copy)
        save = (*save, *saved)
        restore += restored
    return Kept(save=save, restore=tuple(restore))


def _number(table: Table, copy: str) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Statements that keep a table's row of sqlite_sequence, and those that bring it back."""
    number = f"{copy}_number"
    of_table = f"WHERE name = {literal(table.name)}"
    saved = f"CREATE TABLE {quote(number)} AS SELECT name, seq FROM sqlite_sequence {of_table}"
    cleared = f"DELETE FROM sqlite_sequence {of_table}"
    restored = f"INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM {quote(number)}"
    return (
        tuple(_statement(sql, "keep", table.ref) for sql in (_gone(number), saved)),
        (*(_statement(sql, "restore", table.ref) for sql in (cleared, restored)), _forget(number, table.ref)),
    )


def _virtual(each: EngineObject, copy: str) -> Kept | None:
    found = read_module(each.definition)
    if found.contents is not Contents.OWN:
        return None
    columns = list(found.columns)
    sources = [quote(name) for name in columns]
    copies = list(columns)
    if found.has_rowid:
        sources.append("rowid")
        copies.append(_free("row_0", columns))
    save = _save(copy, copies, sources, each.ref)
    insert = f"INSERT INTO {quote(each.name)} ({', '.join(sources)})\nSELECT {names(copies)}\n  FROM {quote(copy)}"
    return Kept(save=save, restore=(_statement(insert, "restore", each.ref), _forget(copy, each.ref)))


def _virtual_columns(old: EngineObject, new: EngineObject, copy: str) -> Kept | None:
    """The columns that a virtual table loses, by the numbers of its rows."""
    was, becomes = read_module(old.definition), read_module(new.definition)
    remaining = {fold(name) for name in becomes.columns}
    lost = [name for name in was.columns if fold(name) not in remaining]
    numbered = was.has_rowid and becomes.has_rowid
    if not lost or not numbered or {was.contents, becomes.contents} != {Contents.OWN}:
        return None
    mark = _free("row_0", lost)
    save = _save(copy, [mark, *lost], ["rowid", *map(quote, lost)], old.ref)
    owner = quote(old.name)
    same = f"k.{mark} IS {owner}.rowid"
    values = ", ".join(
        f"{quote(each)} = (SELECT k.{quote(each)} FROM {quote(copy)} AS k WHERE {same})" for each in lost
    )
    update = f"UPDATE {owner} SET {values} WHERE rowid IN (SELECT {mark} FROM {quote(copy)})"
    return Kept(save=save, restore=(_statement(update, "restore", old.ref), _forget(copy, old.ref)))
