"""What the objects of a designed schema need of each other; a schema read from an engine knows it already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.schema import ForeignKey, Index, Key, QName, Ref, Schema, SchemaObject, Table, View


def in_full(schema: Schema, dialect: Dialect, *, own_words: bool) -> Schema:
    """The schema with namespaces before the names in its texts that need one."""
    if dialect.references is None:
        return schema
    texts = dialect.references(schema)
    return replace(schema, objects={ref: texts.in_full(each, own_words) for ref, each in schema.objects.items()})


def linked(schema: Schema, dialect: Dialect) -> Schema:
    """The schema with the dependencies of objects that have none noted: found by structure, and in SQL text by the
    dialect's own reading."""
    links = _Links(schema, dialect)
    return replace(schema, objects={ref: links.of(each) for ref, each in schema.objects.items()})


class _Links:
    """What one schema's objects need of each other."""

    def __init__(self, schema: Schema, dialect: Dialect) -> None:
        self.schema = schema
        self.texts = dialect.references(schema) if dialect.references is not None else None
        self.keys: defaultdict[QName, list[tuple[frozenset[str], Ref]]] = defaultdict(list)
        """Columns of keys and unique indexes, by table."""
        self.attached: defaultdict[QName, list[Ref]] = defaultdict(list)
        """Partitions' keys and indexes, by the path of the parent's index."""
        for each in schema:
            if isinstance(each, Key | Index) and each.attached_to is not None:
                self.attached[each.attached_to].append(each.ref)
            if isinstance(each, Key):
                self.keys[each.table].append((frozenset(each.columns), each.ref))
            elif isinstance(each, Index) and each.unique:
                names = [key.column for key in each.keys]
                self.keys[each.on].append((frozenset(name for name in names if name is not None), each.ref))

    def of(self, each: SchemaObject) -> SchemaObject:
        """The object with all that it needs."""
        if isinstance(each, Table):
            each = self._with_columns(each)
        needs = tuple(dict.fromkeys((*each.depends, *self._found(each))))
        return each if needs == each.depends else replace(each, depends=needs)

    def _found(self, each: SchemaObject) -> Iterator[Ref]:
        if isinstance(each, ForeignKey):
            wanted = frozenset(each.target_columns)
            for columns, ref in self.keys[each.target]:
                if columns == wanted:
                    yield from self._whole_key(ref)
        if isinstance(each, Key) and each.attached_to is not None:
            yield Ref("index", each.attached_to)
        if self.texts is not None:
            # A view that reads itself says so: it can be made only in two steps.
            own = None if isinstance(each, View) else each.ref
            yield from self._known(self.texts.of_object(each), own)

    def _whole_key(self, ref: Ref) -> Iterator[Ref]:
        """A key and those of all partitions: before the last of them is attached, nothing may refer to it."""
        yield ref
        index = ref.path if ref.kind == "index" else (*ref.path[:-2], ref.name)
        for below in self.attached.get(index, ()):
            yield from self._whole_key(below)

    def _with_columns(self, table: Table) -> Table:
        if self.texts is None:
            return table
        columns = {}
        for name, column in table.columns.items():
            found = self._known(self.texts.of_column(column), table.ref)
            needs = tuple(dict.fromkeys((*column.depends, *found)))
            columns[name] = column if needs == column.depends else replace(column, depends=needs)
        return replace(table, columns=columns)

    def _known(self, refs: tuple[Ref, ...], own: Ref | None) -> Iterator[Ref]:
        return (ref for ref in refs if ref != own and ref in self.schema)
