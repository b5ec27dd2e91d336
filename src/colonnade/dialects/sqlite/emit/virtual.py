"""Virtual tables that change: made anew, with their rows where the module keeps some."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.sqlite.emit.objects import create, drop
from colonnade.dialects.sqlite.emit.registry import EMIT, NOTHING, UNKNOWN_HERE
from colonnade.dialects.sqlite.kinds import OWN_PREFIX, VIRTUAL_TABLE
from colonnade.dialects.sqlite.quote import literal, names, quote
from colonnade.dialects.sqlite.read.modules import Contents, VirtualTable, read_module
from colonnade.dialects.sqlite.read.programs import renamed_virtual_table
from colonnade.dialects.sqlite.traits import fold
from colonnade.ops import AlterObject, Operation
from colonnade.schema import EngineObject


@EMIT.on(AlterObject, VIRTUAL_TABLE)
def alter(operation: Operation, context: Context) -> Alteration | None:
    """A new virtual table takes the rows and the name of the old one, or is filled from the table it indexes.

    Where the rows can't be read it is dropped and made again, and they are gone.
    """
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    if operation.changed() <= UNKNOWN_HERE:
        return NOTHING
    if not isinstance(old, EngineObject) or not isinstance(new, EngineObject):
        return None
    was, becomes = read_module(old.definition), read_module(new.definition)
    if becomes.contents is Contents.ELSEWHERE:
        return Alteration(statements=(drop(old), create(new), _filled(new)))
    if was.contents is Contents.NOWHERE or becomes.contents is Contents.NOWHERE:
        return None
    return Alteration(statements=tuple(_with_rows(old, new, was, becomes)))


def _filled(table: EngineObject) -> Statement:
    """https://sqlite.org/fts5.html#the_rebuild_command, the same in FTS4."""
    name = quote(table.name)
    sql = f"INSERT INTO {name} ({name}) VALUES ({literal('rebuild')})"
    return Statement(sql=sql, form="rebuild_copy", on=(table.ref,))


def _with_rows(old: EngineObject, new: EngineObject, was: VirtualTable, becomes: VirtualTable) -> Iterator[Statement]:
    name = f"{OWN_PREFIX}new_{new.name}"
    beside = renamed_virtual_table(new.definition, name)
    yield Statement(sql=beside, form="create_virtual_table", on=(new.ref,))
    theirs = {fold(column): column for column in was.columns}
    kept = [column for column in becomes.columns if fold(column) in theirs]
    columns = names(kept)
    if was.has_rowid and becomes.has_rowid:
        columns = f"rowid, {columns}" if columns else "rowid"
    lost = len(kept) < len(was.columns)
    if columns:
        sql = f"INSERT INTO {quote(name)} ({columns})\nSELECT {columns}\n  FROM {quote(old.name)}"
        hazards = frozenset({Hazard.DELETES_DATA}) if lost else frozenset()
        yield Statement(sql=sql, form="rebuild_copy", on=(old.ref,), hazards=hazards)
    yield Statement(sql=f"DROP TABLE {quote(old.name)}", form="rebuild_swap", on=(old.ref,))
    yield Statement(sql="PRAGMA legacy_alter_table = ON", form="setting")
    rename = f"ALTER TABLE {quote(name)} RENAME TO {quote(new.name)}"
    yield Statement(sql=rename, form="rebuild_swap", on=(new.ref,))
    yield Statement(sql="PRAGMA legacy_alter_table = OFF", form="setting")
