"""What a partition has because its parent has it."""

from __future__ import annotations

from colonnade.schema.constraint import Exclusion, Key
from colonnade.schema.index import Index
from colonnade.schema.ref import QName, Ref
from colonnade.schema.schema import Schema
from colonnade.schema.table import Table


def made_with(table: Table, present: Schema, wanted: Schema) -> tuple[Key | Exclusion | Index, ...]:
    """Keys and indexes of a new partition that hang on those that its parent has already.

    The engine would make them itself, under names of its own, when the partition is attached; so they come before that.
    """
    parent = table.partition_of.parent if table.partition_of is not None else None
    if parent is None or Ref("table", parent) not in present:
        return ()
    found: list[Key | Exclusion | Index] = []
    for each in wanted.parts(table.ref):
        attached = each.attached_to if isinstance(each, Key | Exclusion | Index) else None
        if isinstance(each, Key | Exclusion | Index) and attached is not None and _stands(attached, parent, present):
            found.append(each)
    return tuple(found)


def _stands(index: QName, parent: QName, present: Schema) -> bool:
    return Ref("index", index) in present or Ref("constraint", (*parent, index[-1])) in present
