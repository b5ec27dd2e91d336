"""Relationships to foreign keys; each says by now which columns carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.idioms import Idioms
from colonnade.model import Entity, Model, Relationship
from colonnade.realize.naming import Names, free_name
from colonnade.realize.outcome import Notes
from colonnade.schema import Action, ForeignKey, QName, Table


class References:
    """Makes the foreign keys of a model whose tables are made."""

    def __init__(self, model: Model, names: Names, tables: Mapping[str, Table], idioms: Idioms, notes: Notes) -> None:
        self.model = model
        self.idioms = idioms
        self.notes = notes
        self.names = names
        self.tables = tables
        """Tables by key of their entity."""
        self._taken: dict[QName, set[str]] = {}

    def make(self) -> Iterator[ForeignKey]:
        """The foreign key of every relationship."""
        for each in self.model.relationships.values():
            parent, child = self.model.entities[each.parent], self.model.entities[each.child]
            target = tuple(self._column(parent, name) for name in (each.to or parent.identifier))
            columns = tuple(self._column(child, name) for name in each.by)
            made = self._foreign_key(each, columns, target)
            alone = child.attributes.get(each.by[0]) if len(each.by) == 1 else None
            self.notes.tell(made.ref, each.message or (alone.message if alone is not None else ""))
            yield made

    def _column(self, entity: Entity, name: str) -> str:
        attribute = entity.attributes.get(name)
        return self.names.column(attribute) if attribute is not None else self.names.word(name)

    def _foreign_key(self, each: Relationship, columns: tuple[str, ...], target: tuple[str, ...]) -> ForeignKey:
        table, parent = self.tables[each.child].path, self.tables[each.parent].path
        pattern = self.names.naming.foreign_key
        wanted = each.name or self.names.pattern(pattern, table[-1], columns, target=parent[-1])
        name = wanted if each.name else free_name(wanted, self._taken.setdefault(table, set()))
        emptied, action = self._emptied(each), each.effective_on_delete
        if emptied and not self.idioms.empties_single_columns:
            said = f"on delete {action.value.lower()}"
            self.notes.lose(each.key, said, "a deletion empties all columns of a reference or none; it is refused")
            emptied, action = (), Action.RESTRICT
        return ForeignKey(
            path=(*table, name),
            columns=columns,
            target=parent,
            target_columns=target,
            match=each.match,
            on_delete=action,
            on_delete_columns=emptied,
            on_update=each.on_update or Action.NO_ACTION,
            deferral=each.deferral,
            comment=each.about or None,
        )

    def _emptied(self, each: Relationship) -> tuple[str, ...]:
        """The columns that a deletion empties, where others of the reference always hold a value."""
        if each.effective_on_delete not in {Action.SET_NULL, Action.SET_DEFAULT}:
            return ()
        child = self.model.entities[each.child]
        free = [name for name in each.by if not child.requires(name)]
        return tuple(self._column(child, name) for name in free) if 0 < len(free) < len(each.by) else ()
