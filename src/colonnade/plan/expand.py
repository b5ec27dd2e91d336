"""From a difference to all that has to happen: replacements, and what stands in the way and comes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Dialect
from colonnade.errors import RefusedError
from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
)
from colonnade.plan.needs import can_be_meant, replica_index, users, users_of
from colonnade.schema import DomainType, ForeignKey, Ref, Routine, Schema, SchemaObject, Table
from colonnade.schema import Sequence as SequenceObject


class CantPlanError(RefusedError):
    """No sequence of statements is known that carries out this change and keeps the rows."""

    code = "CO225"


def expand(operations: Sequence[Operation], before: Schema, after: Schema, dialect: Dialect) -> tuple[Operation, ...]:
    """The operations with every replacement and every displaced object written out, not yet ordered.

    Raises CantPlanError.
    """
    work = _Expansion(before, after, dialect)
    for operation in operations:
        work.take(operation)
    work.run()
    return work.result()


class _Expansion:
    """The growing set of operations, one per object at the most."""

    def __init__(self, before: Schema, after: Schema, dialect: Dialect) -> None:
        self.before = before
        self.after = after
        self.dialect = dialect
        self.context = Context(before=before, after=after, version=before.version or after.version)
        self.drops: dict[Ref, Operation] = {}
        self.creates: dict[Ref, Operation] = {}
        self.alters: dict[Ref, list[Operation]] = {}
        self.others: list[Operation] = []
        self.rebuilt: set[Ref] = set()
        """Tables that are built anew with their columns and constraints, which need no displacing."""
        self.queue: list[Operation] = []
        self._users = None if not before.objects else users(before)

    def take(self, operation: Operation) -> None:
        """Put an operation of the difference in."""
        match operation:
            case DropObject(object=each):
                self.drops[each.ref] = operation
            case CreateObject(object=each):
                self.creates[each.ref] = operation
            case AlterObject(before=each):
                self.alters[each.ref] = [operation]
            case AddColumn(table=path, column=column):
                self.creates[Ref("column", (*path, column.name))] = operation
            case DropColumn(table=path, column=column):
                self.drops[Ref("column", (*path, column.name))] = operation
            case AlterColumn(table=path, before=column):
                self.alters[Ref("column", (*path, column.name))] = [operation]
            case RebuildTable():
                self.others.append(operation)
                self.rebuilt |= operation.touches()
            case _:
                self.others.append(operation)
        self.queue.append(operation)

    def run(self) -> None:
        """Follow every operation to what it displaces."""
        while self.queue:
            operation = self.queue.pop(0)
            match operation:
                case DropObject(object=each):
                    self._clear_way(each.ref)
                case DropColumn(table=path, column=column):
                    self._clear_way(Ref("column", (*path, column.name)))
                case AlterObject(before=each) if self._stands(each.ref, operation):
                    self._alter(operation, each.ref)
                case AlterColumn(table=path, before=column) if self._stands(
                    ref := Ref("column", (*path, column.name)), operation
                ):
                    self._alter(operation, ref)
                case CreateObject() | AddColumn() | AlterObject() | AlterColumn():
                    pass
                case _:
                    self._displace_all(self._emit(operation), because=None)

    def result(self) -> tuple[Operation, ...]:
        """All operations, owned sequences split so that they can come before their tables."""
        self._free_replica_indexes()
        alters = (each for several in self.alters.values() for each in several)
        found = (*self.drops.values(), *alters, *self.creates.values(), *self.others)
        return tuple(part for each in found for part in split_late(each))

    def _free_replica_indexes(self) -> None:
        """A table lets go of its replica index before that is made anew, and takes it up again afterwards."""
        for old in self.before.of_kind(Table):
            new = self.after.get(old.ref)
            index = set(replica_index(old))
            if not index or not isinstance(new, Table) or not index & self.drops.keys() or old.ref in self.drops:
                continue
            loose, wanted = replace(old, replica_identity=None), replace(new, replica_identity=None)
            changes = [
                AlterObject(before=old, after=loose),
                AlterObject(before=loose, after=wanted),
                AlterObject(before=wanted, after=new),
            ]
            self.alters[old.ref] = [each for each in changes if each.changed()]

    def _stands(self, ref: Ref, operation: Operation) -> bool:
        return operation in self.alters.get(ref, ())

    def _emit(self, operation: Operation) -> Alteration | None:
        return self.dialect.emitters.emit(operation, self.context)

    def _alter(self, operation: Operation, ref: Ref) -> None:
        same_class = not isinstance(operation, AlterObject) or type(operation.before) is type(operation.after)
        alteration = self._emit(operation) if same_class else None
        if alteration is None:
            self._replace(ref)
        else:
            self._displace_all(alteration, because=None)

    def _displace_all(self, alteration: Alteration | None, because: Ref | None) -> None:
        for ref in sorted(alteration.displaces if alteration else ()):
            self._displace(ref, because)

    def _replace(self, ref: Ref) -> None:
        """Drop and make again an object that can't be altered in place."""
        self.alters.pop(ref, None)
        if ref.kind == "column":
            self._replace_column(ref)
            return
        old, new = self.before.objects[ref], self.after.objects[ref]
        if isinstance(old, Table) and old.foreign is None:  # a foreign table has no rows of its own
            raise CantPlanError(
                f"{ref} can't be changed in place and must keep its rows",
                hint="rename it, or drop it in one change and make it again in the next",
                fields={"object": str(ref)},
            )
        self._push(self.drops, ref, DropObject(object=old))
        self._push(self.creates, ref, CreateObject(object=new))

    def _replace_column(self, ref: Ref) -> None:
        old = self.before.table(ref.parent_path).columns[ref.name]
        new = self.after.table(ref.parent_path).columns[ref.name]
        self._push(self.drops, ref, DropColumn(table=ref.parent_path, column=old))
        self._push(self.creates, ref, AddColumn(table=ref.parent_path, column=new))

    def _push(self, where: dict[Ref, Operation], ref: Ref, operation: Operation) -> None:
        if ref not in where:
            where[ref] = operation
            self.queue.append(operation)

    def _clear_way(self, ref: Ref) -> None:
        """Displace all that needs an object which is dropped."""
        if self._users is not None:
            for user in sorted(users_of(ref, self.before, self._users)):
                self._displace(user, because=ref)

    def _displace(self, ref: Ref, because: Ref | None) -> None:
        if ref in self.rebuilt or ref in self.drops or Ref("table", ref.parent_path) in self.drops:
            return
        if self._lets_go(ref, because):
            return
        if ref.kind == "column":
            self._displace_column(ref, because)
            return
        old = self.before.get(ref)
        if old is None or self._strips_domain(ref, because):
            return
        if isinstance(old, Table) and old.foreign is None:
            self._refuse_table(ref, because)
        self.alters.pop(ref, None)
        self._push(self.drops, ref, DropObject(object=old))
        new = self.after.get(ref)
        if new is not None:
            self._push(self.creates, ref, CreateObject(object=new))

    def _strips_domain(self, ref: Ref, because: Ref | None) -> bool:
        """Whether a domain loses rules beforehand and gets the new ones afterwards: all that may call a routine which
        is dropped, or those that change while the type below it is away."""
        old, new = self.before.get(ref), self.after.get(ref)
        if not isinstance(old, DomainType) or not isinstance(new, DomainType):
            return False
        if because is None:
            if ref not in self.alters:
                return False
            checks = tuple(each for each in old.checks if each in new.checks)
            bare = replace(old, default=old.default if old.default == new.default else None, checks=checks)
        elif because.kind in _CODE:
            bare = replace(old, default=None, checks=(), depends=_without_default(old.depends))
        else:
            return False
        if len(self.alters.get(ref, ())) < 2:
            changes = (AlterObject(before=old, after=bare), AlterObject(before=bare, after=new))
            self.alters[ref] = [each for each in changes if each.changed()]
            self.queue.extend(self.alters[ref])
        return True

    def _lets_go(self, ref: Ref, because: Ref | None) -> bool:
        """Whether the user is altered so that it no longer needs what is dropped; it then goes first."""
        if because is None or ref not in self.alters:
            return False
        if getattr(self.before.get(ref), "attached_to", None) is not None and because.kind in {"index", "constraint"}:
            return False  # a partition's index goes with that of its parent, and is made anew to stand alone
        if isinstance(self.before.get(ref), ForeignKey) or self._is_followed(because):
            return False  # a foreign key keeps the key that it was made on
        if self._loses_type(ref, because):
            return False
        needs = _needs_of(ref, self.after)
        gone = {because}
        dropped = self.before.get(because)
        if isinstance(dropped, Table):
            gone |= {dropped.column_ref(name) for name in dropped.columns}
        return not (needs & gone)

    def _is_followed(self, ref: Ref) -> bool:
        """Whether a routine of the same name takes the place of one, so that calls can't fit both at a time."""
        gone = self.before.get(ref)
        if not isinstance(gone, Routine):
            return False
        others = (each for each in self.after.of_kind(Routine) if each.path[:-1] == gone.path[:-1])
        return any(each.ref not in self.before and can_be_meant(gone, each.ref) for each in others)

    def _refuse_table(self, ref: Ref, because: Ref | None) -> None:
        raise CantPlanError(
            f"{ref} needs {because} in a way that can't be taken away and put back while it keeps its rows",
            hint="make the change in two steps",
            fields={"object": str(ref), "because": str(because)},
        )

    def _loses_type(self, ref: Ref, because: Ref | None) -> bool:
        """Whether the type of a column is dropped and one of another kind takes its name: its values wait as text."""
        if because not in self.drops or because.kind not in _TYPES or ref.kind != "column":
            return False
        sides = [self.before.get(Ref("table", ref.parent_path)), self.after.get(Ref("table", ref.parent_path))]
        old, new = (each.columns.get(ref.name) if isinstance(each, Table) else None for each in sides)
        if old is None or new is None or old.type != new.type:
            return False
        return because in old.depends and because.name in old.type

    def _displace_column(self, ref: Ref, because: Ref | None) -> None:
        table = self.before.get(Ref("table", ref.parent_path))
        target = self.after.get(Ref("table", ref.parent_path))
        if not isinstance(table, Table) or not isinstance(target, Table):
            return
        old, new = table.columns[ref.name], target.columns.get(ref.name)
        if new is None:
            return
        if old.generated is not None:
            self.alters.pop(ref, None)
            self._replace_column(ref)
            return
        if len(self.alters.get(ref, ())) > 1:
            return
        if self._loses_type(ref, because):
            plain = "text[]" if old.type.endswith("[]") else "text"
            bare = replace(old, type=plain, default=None, depends=(), collation=None)
        elif old.default is not None:
            bare = replace(old, default=None, depends=_without_default(old.depends))
        else:
            return
        self.alters[ref] = [
            AlterColumn(table=table.path, before=old, after=bare),
            AlterColumn(table=table.path, before=bare, after=new),
        ]
        self.queue.extend(self.alters[ref] if bare.type != old.type else self.alters[ref][1:])


_CODE = frozenset({"function", "sequence", "operator", "aggregate"})
"""Kinds that an expression may call."""
_TYPES = frozenset({"enum", "domain", "composite", "range", "base_type", "table", "view", "materialized_view"})
"""Kinds whose name is that of a type."""


def _without_default(depends: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """What a column still needs when its default is gone: types and collations, no routines and sequences."""
    return tuple(each for each in depends if each.kind not in _CODE)


def _needs_of(ref: Ref, schema: Schema) -> set[Ref]:
    if ref.kind == "column":
        table = schema.get(Ref("table", ref.parent_path))
        column = table.columns.get(ref.name) if isinstance(table, Table) else None
        return set(column.depends) if column else set()
    each = schema.get(ref)
    return set(each.needs()) if each else set()


def _takes_index(old: Table, new: Table) -> bool:
    """Whether a table gets a replica index that it had not."""
    return new.replica_identity != old.replica_identity and any(replica_index(new))


def split_late(operation: Operation) -> Iterable[Operation]:
    """Facts that need something made later: a sequence's owner, a table's replica index."""
    match operation:
        case CreateObject(object=SequenceObject(owned_by=path) as each) if path is not None:
            keep = tuple(ref for ref in each.depends if ref not in {Ref("column", path), Ref("table", path[:-1])})
            early: SchemaObject = replace(each, owned_by=None, depends=keep)
            return (CreateObject(object=early), AlterObject(before=early, after=each))
        case AlterObject(before=SequenceObject() as old, after=SequenceObject() as new) if old.owned_by != new.owned_by:
            kept = replace(new, owned_by=old.owned_by, depends=old.depends)
            return (
                (AlterObject(before=old, after=kept), AlterObject(before=kept, after=new))
                if kept != old
                else (operation,)
            )
        case AlterObject(before=Table() as old, after=Table() as new) if _takes_index(old, new):
            rest: SchemaObject = replace(new, replica_identity=old.replica_identity)
            changes = (AlterObject(before=old, after=rest), AlterObject(before=rest, after=new))
            return tuple(each for each in changes if each.changed())
        case CreateObject(object=Table(replica_identity=text) as each) if text and text.startswith("index "):
            early = replace(each, replica_identity=None)
            return (CreateObject(object=early), AlterObject(before=early, after=each))
        case _:
            return (operation,)
