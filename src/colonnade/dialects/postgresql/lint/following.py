"""What a linter knows of the schema while statements go by."""

from __future__ import annotations

from dataclasses import replace

from colonnade.dialects.postgresql.locks.known import Known, Session
from colonnade.schema import Column, ForeignKey, QName, Ref, Schema, SchemaObject, Table
from colonnade.schema.objects import Objects

UNKNOWN_TYPE = "?"
"""The type of a column of which nothing is known."""


class Following(Known):
    """A schema that changes; what was derived of it is found again when it is asked for."""

    def __init__(self, schema: Schema, session: Session, version: tuple[int, ...]) -> None:
        changing = replace(schema, objects=Objects(schema.objects))
        super().__init__(changing, session, version)
        assert isinstance(changing.objects, Objects)
        self.objects = changing.objects
        self.assumed: set[Ref] = set()
        """Objects that are there only because a statement names them."""
        self.renamed: dict[Ref, Ref] = {}

    def put(self, each: SchemaObject) -> None:
        """An object is there now, in place of one of the same identity."""
        old = self.objects.get(each.ref)
        self.objects[each.ref] = each
        self.assumed.discard(each.ref)
        self.touch(old, each)

    def take(self, ref: Ref) -> SchemaObject | None:
        """An object is gone."""
        old = self.objects.get(ref)
        if old is not None:
            del self.objects[ref]
            self.assumed.discard(ref)
            self.touch(old, None)
        return old

    def drop(self, ref: Ref) -> None:
        """An object is gone with all of its parts, and what refers to a table as well."""
        for part in [each.ref for each in self.parts(ref)]:
            self.drop(part)
        if ref.kind == "table":
            for key in [each.ref for each in self.referred(ref)]:
                self.take(key)
            for child in self.children(ref):
                table = self.table(child)
                if table is not None and table.partition_of is not None:
                    self.drop(child)
        self.take(ref)

    def move(self, ref: Ref, path: QName) -> Ref:
        """An object has another path, and its parts with it."""
        found = self.objects.get(ref)
        new = Ref(ref.kind, path)
        if found is None or new == ref:
            return ref
        assumed = ref in self.assumed
        parts = list(self.parts(ref))
        referred = list(self.referred(ref)) if ref.kind == "table" else []
        children = list(self.children(ref)) if ref.kind == "table" else []
        self.take(ref)
        self.put(replace(found, path=path))
        if assumed:
            self.assumed.add(new)
        for part in parts:
            self._move_part(part, ref, new)
        for key in referred:
            current = self.objects.get(key.ref)
            if isinstance(current, ForeignKey):
                self.put(replace(current, target=path))
        for child in children:
            self._move_parent(child, ref.path, path)
        self.renamed[new] = ref
        return new

    def _move_part(self, part: SchemaObject, ref: Ref, new: Ref) -> None:
        self.take(part.ref)
        changes: dict[str, object] = {}
        if part.path[: len(ref.path)] == ref.path:
            changes["path"] = (*new.path, *part.path[len(ref.path) :])
        elif part.ref.kind == "index":
            changes["path"] = (*new.path[:-1], part.path[-1])
        if hasattr(part, "on") and part.ref.kind == "index":
            changes["on"] = new.path
        self.put(replace(part, **changes))  # type: ignore[arg-type]

    def _move_parent(self, child: Ref, old: QName, new: QName) -> None:
        table = self.table(child)
        if table is None:
            return
        if table.partition_of is not None and table.partition_of.parent == old:
            self.put(replace(table, partition_of=replace(table.partition_of, parent=new)))
        elif old in table.inherits:
            self.put(replace(table, inherits=tuple(new if each == old else each for each in table.inherits)))

    def column(self, ref: Ref, name: str) -> Column | None:
        """A column of a table."""
        table = self.table(ref)
        return table.columns.get(name) if table is not None else None

    def put_column(self, ref: Ref, column: Column) -> None:
        """A table has this column now, and its heirs."""
        for each in self.family(ref):
            table = self.table(each)
            if table is not None:
                assumed = each in self.assumed
                self.put(replace(table, columns={**table.columns, column.name: column}))
                if assumed:
                    self.assumed.add(each)

    def snapshot(self) -> Schema:
        """What is known now, as a value."""
        return replace(self.schema, objects=dict(self.objects))

    def assume_table(self, path: QName) -> Ref:
        """Take a table to be there because it is named."""
        whole = (
            path if len(path) > 1 else (self.session.search_path[0] if self.session.search_path else "public", *path)
        )
        table = Table(path=whole)
        self.put(table)
        self.assumed.add(table.ref)
        return table.ref

    def assume_column(self, ref: Ref, name: str) -> None:
        """Take a column of an assumed table to be there."""
        if ref in self.assumed and self.column(ref, name) is None:
            self.put_column(ref, Column(name=name, type=UNKNOWN_TYPE))
            self.assumed.add(ref)
