"""What follows a change of a row: stated triggers, the trail, the history, the mark of a deletion.

Statements are put together from constants and names that the dialect quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from colonnade.dialect import Dialect
from colonnade.idioms import Reaction, Reactions, TriggerIdioms
from colonnade.model import Base, Command, Deletion, Entity, Model, Role
from colonnade.model import Trigger as LogicalTrigger
from colonnade.realize.expand.history import VALID_FROM, VALID_TO, VERSION, histories_of
from colonnade.realize.naming import Names
from colonnade.realize.outcome import Notes
from colonnade.realize.sqltext import with_inserted
from colonnade.schema import SchemaObject, Table
from colonnade.text import snake_case

_ROW_JSON = re.compile(r"\brow_json\s*\(\s*(new|old)\s*\)", re.IGNORECASE)


def reactions(
    model: Model, names: Names, dialect: Dialect, tables: Mapping[str, Table], notes: Notes
) -> Iterator[SchemaObject]:
    """Triggers and their functions."""
    versions = histories_of(model)
    idioms = dialect.idioms.triggers if dialect.idioms is not None else None
    for entity in model.entities.values():
        asked = (entity.triggers, entity.audited_by, entity.history, entity.deletion is Deletion.MARK)
        if not any(asked):
            continue
        if idioms is None:
            notes.lose(entity.key, "triggers, trail, history and marked deletions", "there are no triggers")
            continue
        maker = _Maker(model, names, dialect, idioms, entity, tables, notes)
        for each in entity.triggers.values():
            yield from idioms.react(maker.table, maker.stated(each))
        if entity.audited_by:
            yield from idioms.react(maker.table, maker.audit(tables[entity.audited_by]))
        if entity.history:
            yield from idioms.react(maker.table, maker.history(tables[versions[entity.key].key]))
        if entity.deletion is Deletion.MARK:
            yield from maker.mark()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Writes the reactions of one table."""

    model: Model
    names: Names
    dialect: Dialect
    idioms: TriggerIdioms
    entity: Entity
    tables: Mapping[str, Table]
    notes: Notes

    @property
    def table(self) -> Table:
        """The table whose rows change."""
        return self.tables[self.entity.key]

    def column(self, entity: Entity, role: Role) -> str | None:
        """The column of an entity that has a role."""
        name = self.notes.roles.get(entity.key, {}).get(role)
        return None if name is None else self.names.column(entity.attributes[name])

    @property
    def key(self) -> tuple[str, ...]:
        """Columns of the primary key."""
        return tuple(self.names.column(self.entity.attributes[name]) for name in self.entity.identifier)

    @property
    def touched(self) -> tuple[str, ...]:
        """Columns that the engine writes afterwards, by an update of their own."""
        if not self.idioms.touches_afterwards:
            return ()
        found = (self.column(self.entity, role) for role in (Role.UPDATED_AT, Role.VERSION))
        return tuple(name for name in found if name is not None)

    @property
    def watched(self) -> tuple[str, ...]:
        """Columns whose updates count; empty where all do."""
        if not self.touched:
            return ()
        columns = self.table.columns.items()
        return tuple(name for name, each in columns if name not in self.touched and each.generated is None)

    def named(self, table: Table) -> str:
        """A table in SQL."""
        return self.dialect.idioms.qualified(table.path) if self.dialect.idioms is not None else table.name

    def stated(self, trigger: LogicalTrigger) -> Reactions:
        """A trigger of the model."""
        of = tuple(self.names.column(self.entity.attributes[name]) for name in trigger.of)

        def in_full(text: str) -> str:
            return _ROW_JSON.sub(lambda match: self.idioms.row_json(self.table, match[1].upper(), ()), text)

        def written(text: str, command: Command) -> str:
            row = "OLD" if command is Command.DELETE else "NEW"
            return in_full(with_inserted(text, self._missing(), row, parser, self.dialect.quote))

        parser = self.dialect.idioms.parser if self.dialect.idioms is not None else ""

        return Reactions(
            name=f"{self.table.name}_{snake_case(trigger.name)}",
            cases=tuple(
                Reaction(
                    command=command,
                    statements=tuple(written(each, command) for each in trigger.run),
                    of=of if command is Command.UPDATE else (),
                    when=in_full(trigger.when),
                )
                for command in trigger.commands
            ),
        )

    def _missing(self) -> Mapping[str, tuple[str, ...]]:
        """By table, the columns of tenants that a row which is written there has from the row that changed."""
        found = {
            self.tables[key].name: self.tenant_columns(self.model.entities[key])
            for key in self.notes.fences
            if key in self.tables
        }
        return {name: columns for name, columns in found.items() if columns}

    def audit(self, trail: Table) -> Reactions:
        """A row in the trail for every change."""
        return Reactions(
            name=f"{self.table.name}_audit",
            cases=tuple(
                Reaction(
                    command=command,
                    statements=(self._written(trail, command),),
                    of=self.watched if command is Command.UPDATE else (),
                )
                for command in (Command.INSERT, Command.UPDATE, Command.DELETE)
            ),
            trusted=True,
            needs=(trail.ref,),
        )

    def _written(self, trail: Table, command: Command) -> str:
        entity = self.model.entities[self.entity.audited_by]
        row = "OLD" if command is Command.DELETE else "NEW"
        without = tuple(self.names.column(self.entity.attributes[name]) for name in self.entity.unaudited)
        old = "NULL" if command is Command.INSERT else self.idioms.row_json(self.table, "OLD", without)
        new = "NULL" if command is Command.DELETE else self.idioms.row_json(self.table, "NEW", without)
        changed = self.idioms.changed(self.table) if command is Command.UPDATE else "NULL"
        values = {
            Role.AUDITED_TABLE: self.dialect.literal(self.table.name),
            Role.AUDITED_ROW: self._row_key(row),
            Role.OPERATION: self.dialect.literal(self._operation(entity, command)),
            Role.CHANGED_FIELDS: changed,
            Role.OLD_VALUES: old,
            Role.NEW_VALUES: new,
            Role.CHANGED_BY: self._actor(row),
            Role.CHANGED_AT: self.idioms.now,
            Role.SESSION: self.idioms.session,
        }
        found = ((self.column(entity, role), value) for role, value in values.items())
        told = {column: value for column, value in found if column is not None}
        kept = {name: f"{row}.{self.dialect.quote(name)}" for name in self.tenant_columns(entity)}
        return self._insert(trail, {**kept, **told})

    def tenant_columns(self, other: Entity) -> tuple[str, ...]:
        """Columns by which rows of another entity are kept apart, and which a row here has as well."""
        fences = (each.attribute for each in self.notes.fences.get(other.key, ()))
        return tuple(self.names.column(other.attributes[name]) for name in fences if name in self.entity.attributes)

    def _row_key(self, row: str) -> str:
        parts = [f"CAST({row}.{self.dialect.quote(name)} AS text)" for name in self.key]
        return " || ',' || ".join(parts) if parts else "''"

    def _operation(self, trail: Entity, command: Command) -> str:
        """The trail's own word for a command, where it has a list of them."""
        of = trail.attributes[self.notes.roles[trail.key][Role.OPERATION]].type
        words = of.values if of.base is Base.ENUM else ()
        return next((each for each in words if each.lower() == command.value), command.value)

    def _actor(self, row: str) -> str:
        """Who did it: as the session says, else as the row says, else unknown."""
        told = [self.idioms.actor] if self.idioms.actor != "NULL" else []
        for role in (Role.UPDATED_BY, Role.CREATED_BY):
            column = self.column(self.entity, role)
            if column is not None:
                told.append(f"{row}.{self.dialect.quote(column)}")
        told.append(self.dialect.literal("unknown"))
        return f"COALESCE({', '.join(told)})" if len(told) > 1 else told[0]

    def history(self, versions: Table) -> Reactions:
        """A version for every insert and update; what is gone holds no more."""
        opened, closed = self._opened(versions), self._closed(versions)
        update = Reaction(command=Command.UPDATE, statements=(closed, opened))
        if self.touched:
            # The touching comes before or after: it must neither make a version nor change the one before.
            changed = " OR ".join(
                self._differs(f"NEW.{self.dialect.quote(name)}", name, "OLD") for name in self.watched
            )
            update = replace(update, of=self.watched, when=changed)
        cases = [
            Reaction(command=Command.INSERT, statements=(opened,)),
            update,
            Reaction(command=Command.DELETE, statements=(closed,)),
        ]
        if self.touched:
            cases.append(Reaction(command=Command.UPDATE, statements=(self._touched(versions),), of=self.touched))
        return Reactions(name=f"{self.table.name}_history", cases=tuple(cases), trusted=True, needs=(versions.ref,))

    def _touched(self, versions: Table) -> str:
        """What is touched by itself goes into the version that has the other values already."""
        quote = self.dialect.quote
        kept = ", ".join(f"{quote(name)} = NEW.{quote(name)}" for name in self.touched)
        same = " AND ".join(f"NOT {self._differs(quote(name), name, 'NEW')}" for name in self.watched)
        return f"UPDATE {self.named(versions)} SET {kept} WHERE {self._same('NEW')} AND {VALID_TO} IS NULL AND {same}"

    def _differs(self, one: str, column: str, row: str) -> str:
        return f"({self.idioms.differs(one, f'{row}.{self.dialect.quote(column)}')})"

    def _opened(self, versions: Table) -> str:
        values = {name: self._present(name) for name in versions.columns if name in self.table.columns}
        last = f"SELECT max({VERSION}) FROM {self.named(versions)} WHERE {self._same('NEW')}"
        return self._insert(versions, {**values, VERSION: f"COALESCE(({last}), 0) + 1", VALID_FROM: self.idioms.now})

    def _present(self, name: str) -> str:
        """The value of a column as the table has it at this moment."""
        column = self.dialect.quote(name)
        if name not in self.touched:
            return f"NEW.{column}"
        return f"(SELECT {column} FROM {self.named(self.table)} WHERE {self._same('NEW')})"

    def _closed(self, versions: Table) -> str:
        return (
            f"UPDATE {self.named(versions)} SET {VALID_TO} = {self.idioms.now}"
            f" WHERE {self._same('OLD')} AND {VALID_TO} IS NULL"
        )

    def _same(self, row: str) -> str:
        quote = self.dialect.quote
        return " AND ".join(f"{quote(name)} = {row}.{quote(name)}" for name in self.key)

    def _insert(self, into: Table, values: Mapping[str, str]) -> str:
        columns = ", ".join(self.dialect.quote(name) for name in values)
        return f"INSERT INTO {self.named(into)} ({columns}) VALUES ({', '.join(values.values())})"

    def mark(self) -> Sequence[SchemaObject]:
        """A deletion that marks the row."""
        columns = (self.column(self.entity, role) for role in (Role.DELETED_AT, Role.DELETED_BY, Role.ACTIVE))
        return self.idioms.mark_deleted(self.table, self.key, *columns)
