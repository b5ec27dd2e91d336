"""Relationships to foreign keys, with the columns that nobody declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.model import Entity, Model, Relationship
from colonnade.model.diagram import Multiplicity
from colonnade.realize.naming import Names, free_name
from colonnade.schema import Action, Column, ForeignKey, Key, QName, Table


class References:
    """Makes the foreign keys of a model whose tables are made."""

    def __init__(self, model: Model, names: Names, tables: Mapping[str, Table]) -> None:
        self.model = model
        self.names = names
        self.tables = dict(tables)
        """Tables by key of their entity; they get the columns that relationships add."""
        self._taken: dict[QName, set[str]] = {}

    def make(self) -> Iterator[ForeignKey | Key]:
        """The foreign key of every relationship that a column can carry, and the key of a one-to-one."""
        for each in self.model.relationships.values():
            if not each.is_many_to_many and each.child in self.tables and each.parent in self.tables:
                yield from self._of(each)

    def _of(self, each: Relationship) -> Iterator[ForeignKey | Key]:
        parent, child = self.model.entities[each.parent], self.model.entities[each.child]
        target = tuple(self._column(parent, name) for name in (each.to or parent.identifier))
        columns = tuple(self._column(child, name) for name in each.by)
        if not columns:
            columns = self._add_columns(each, target)
            if each.child_end in {Multiplicity.ONE, Multiplicity.ZERO_OR_ONE}:
                yield self._alone(each, columns)
        yield self.foreign_key(each, columns, self.tables[each.parent].path, target)

    def _column(self, entity: Entity, name: str) -> str:
        attribute = entity.attributes.get(name)
        return self.names.column(attribute) if attribute is not None else self.names.word(name)

    def foreign_key(
        self, each: Relationship, columns: tuple[str, ...], parent: QName, target: tuple[str, ...]
    ) -> ForeignKey:
        """The constraint of a relationship."""
        table = self.tables[each.child].path
        pattern = self.names.naming.foreign_key
        wanted = each.name or self.names.pattern(pattern, table[-1], columns, target=parent[-1])
        name = wanted if each.name else free_name(wanted, self._taken.setdefault(table, set()))
        return ForeignKey(
            path=(*table, name),
            columns=columns,
            target=parent,
            target_columns=target,
            match=each.match,
            on_delete=each.effective_on_delete,
            on_update=each.on_update or Action.NO_ACTION,
            deferral=each.deferral,
            comment=each.about or None,
        )

    def _add_columns(self, each: Relationship, target: tuple[str, ...]) -> tuple[str, ...]:
        table = self.tables[each.child]
        source = self.tables[each.parent]
        added: dict[str, Column] = {}
        for column in target:
            like = source.columns[column]
            wanted = self.names.naming.reference.format(target=source.path[-1], column=column, table=table.path[-1])
            name = free_name(wanted, {*table.columns, *added})
            required = each.parent_end is Multiplicity.ONE
            added[name] = Column(name=name, type=like.type, nullable=not required, depends=like.depends)
        self.tables[each.child] = replace(table, columns={**table.columns, **added})
        return tuple(added)

    def _alone(self, each: Relationship, columns: tuple[str, ...]) -> Key:
        table = self.tables[each.child].path
        name = self.names.pattern(self.names.naming.unique, table[-1], columns)
        return Key(path=(*table, name), primary=False, columns=columns)
