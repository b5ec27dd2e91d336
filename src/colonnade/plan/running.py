"""The schema at a moment of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from colonnade.ops import CreateObject, DropObject, Operation
from colonnade.schema import Ref, Schema, SchemaObject


class RunningSchema:
    """A schema that operations change in place, so that a plan of n steps costs n and not n² of copies.

    `schema` shows the present moment and must not be kept across `carry_out`.
    """

    def __init__(self, start: Schema) -> None:
        self._objects: dict[Ref, SchemaObject] = dict(start.objects)
        self.schema = replace(start, objects=self._objects)

    def carry_out(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        """Apply operations; the answer undoes them, in the order in which it has to run."""
        inverse: list[Operation] = []
        for operation in operations:
            inverse.append(operation.invert(self.schema))
            match operation:
                case CreateObject(object=each) if each.ref not in self._objects:
                    self._objects[each.ref] = each
                case DropObject(object=each) if each.ref in self._objects:
                    del self._objects[each.ref]
                case _:
                    after = operation.apply(self.schema)
                    self._objects = dict(after.objects)
                    self.schema = replace(after, objects=self._objects)
        return tuple(reversed(inverse))
