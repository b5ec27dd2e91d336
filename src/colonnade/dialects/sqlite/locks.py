"""What a statement costs others. SQLite locks the whole database: one writer, https://sqlite.org/lockingv3.html."""

from __future__ import annotations

from colonnade.dialect import Blocks, Hazard, LockClaim, Price, Statement
from colonnade.facts import Facts
from colonnade.schema import Ref, Schema

DATABASE = Ref("database", ("main",))
"""The one thing that is locked."""

_WRITER = LockClaim(object=DATABASE, mode="RESERVED", blocks=Blocks.WRITES)
"""Held from the first change to the commit. Readers go on; in a rollback journal they wait while the commit itself
holds EXCLUSIVE, in WAL they never wait."""

_HAZARDS: dict[str, frozenset[Hazard]] = {
    "create_index": frozenset({Hazard.BUILDS_INDEX}),
    "create_unique_index": frozenset({Hazard.BUILDS_INDEX, Hazard.MAY_FAIL_ON_DATA}),
    "drop_table": frozenset({Hazard.DELETES_DATA, Hazard.BREAKS_CLIENTS}),
    "drop_virtual_table": frozenset({Hazard.DELETES_DATA, Hazard.BREAKS_CLIENTS}),
    "drop_view": frozenset({Hazard.BREAKS_CLIENTS}),
    "drop_column": frozenset({Hazard.DELETES_DATA, Hazard.REWRITES_TABLE, Hazard.BREAKS_CLIENTS}),
    "rename_table": frozenset({Hazard.BREAKS_CLIENTS}),
    "rename_column": frozenset({Hazard.BREAKS_CLIENTS}),
    "rebuild_copy": frozenset({Hazard.REWRITES_TABLE}),
}
_FREE = frozenset({"setting"})
_SCANS = frozenset({"create_index", "create_unique_index", "rebuild_guard", "update"})


def price(statement: Statement, schema: Schema, facts: Facts) -> Price:
    """The locks and hazards of a statement; a duration is not estimated, for nothing here measures the disk."""
    hazards = _HAZARDS.get(statement.form, frozenset())
    return Price(
        locks=() if statement.form in _FREE else (_WRITER,),
        rewrites=statement.on if Hazard.REWRITES_TABLE in hazards else (),
        scans=statement.on if statement.form in _SCANS else (),
        hazards=hazards,
    )
