"""Views, triggers and virtual tables."""

from __future__ import annotations

from colonnade.dialects.sqlite.introspect.known import Known
from colonnade.dialects.sqlite.introspect.rows import Stored
from colonnade.dialects.sqlite.kinds import VIRTUAL_TABLE
from colonnade.dialects.sqlite.read.modules import read_module
from colonnade.dialects.sqlite.read.programs import read_trigger, read_view, read_virtual_table
from colonnade.schema import Column, EngineObject, Ref, Trigger, View


def view(stored: Stored, known: Known) -> View:
    """A view; its columns are listed only where the text lists them."""
    written = read_view(stored.sql)
    return View(
        path=(stored.name,),
        definition=written.query,
        columns=tuple(Column(name=name, type="") for name in written.columns),
        depends=known.refs(written.reads, but=stored.name),
    )


def trigger(stored: Stored, known: Known) -> Trigger:
    """A trigger of a table or view."""
    written = read_trigger(stored.sql)
    target = known.relation(stored.table)
    return Trigger(
        path=(known.own_name(stored.table), stored.name),
        on_kind=target.kind if target else "table",
        definition=written.definition,
        depends=known.refs(written.uses, but=stored.table),
    )


def virtual_table(stored: Stored, known: Known) -> EngineObject:
    """A virtual table, without the tables that its module keeps for itself."""
    written = read_virtual_table(stored.sql)
    found = read_module(written.definition)
    source = known.relation(found.source) if found.source is not None else None
    indexed = () if source is None else tuple(Ref("column", (*source.path, name)) for name in found.columns)
    return EngineObject(
        path=(stored.name,),
        engine_kind=VIRTUAL_TABLE,
        definition=written.definition,
        depends=(*known.refs(written.uses, but=stored.name), *indexed),
    )
