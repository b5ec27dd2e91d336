"""Constraints added, validated, altered and dropped.

Source: ATAddForeignKeyConstraint(), ATExecAddIndex(), ATExecValidateConstraint() in tablecmds.c; validating a reference
runs a query over both tables (RI_Initial_Check() in ri_triggers.c).
"""

from __future__ import annotations

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode
from colonnade.dialects.postgresql.locks.tables.dropping import drop_constraint
from colonnade.dialects.postgresql.locks.work import Target
from colonnade.schema import Check, Column, ForeignKey, Ref, SchemaObject

_KEYS_LOCK_PARTITIONS = 18
"""Since this major version ALTER TABLE … ADD PRIMARY KEY and UNIQUE take their own lock on partitions, and a primary
key on heirs too, as NOT NULL comes along."""
_CHECKS_LOOK_AT_HEIRS = 18
"""Since this major version CHECK … NO INHERIT locks direct heirs too."""


def add_foreign_key(target: Target, constraint: Message, *, empty: bool = False) -> None:
    """A reference; `empty` for a new column without values, which need not be validated."""
    referred = target.known.find(tree.relation(tree.one(constraint, "pktable")), "table")
    target.work.lock_with_partitions(target.mode, target.ref)
    target.work.lock_with_partitions(Mode.SHARE_ROW_EXCLUSIVE, referred)
    if empty or tree.flag(constraint, "skip_validation") or referred is None:
        return
    _validate_reference(target, referred)


def _validate_reference(target: Target, referred: Ref) -> None:
    family = target.known.family(target.ref) if target.known.is_partitioned(target.ref) else (target.ref,)
    target.work.scan(*family)
    target.work.draft.read(*target.known.family(referred))


def add_index(target: Target, constraint: Message) -> None:
    """A primary key, unique constraint or exclusion builds an index, or takes a ready one."""
    ready = tree.word(constraint, "indexname")
    primary = tree.choice(constraint, "contype") == "CONSTR_PRIMARY"
    if ready:
        index = target.known.find((*target.ref.path[:-1], ready), "index")
        target.work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, index)
        keys = next((each.keys for each in target.known.indexes(target.ref) if each.ref == index), ())
        if primary:
            _require(target, keys)
        return
    keys = tree.words(tree.many(constraint, "keys"))
    family = target.family if target.known.is_partitioned(target.ref) else (target.ref,)
    of_partitions = target.mode if target.known.major >= _KEYS_LOCK_PARTITIONS else Mode.SHARE
    for ref in family[1:]:
        target.work.lock(of_partitions, ref)
    for ref in family:
        if target.known.stores(ref):
            target.work.draft.build(ref)
    if primary:
        _require(target, keys)


def _require(target: Target, keys: tuple[str, ...]) -> None:
    table = target.known.table(target.ref)
    nullable = [key for key in keys if table is not None and key in table.columns and table.columns[key].nullable]
    if nullable or target.known.major >= _KEYS_LOCK_PARTITIONS:
        target.work.lock(target.mode, *target.family)
    if nullable:
        target.work.scan(*target.family)


def add_check(target: Target, constraint: Message) -> None:
    """A check is read for unless it is added for later."""
    family = target.family
    if tree.flag(constraint, "is_no_inherit"):
        family = (target.ref,)
        if target.known.major >= _CHECKS_LOOK_AT_HEIRS and target.with_heirs:
            target.work.lock(target.mode, *target.known.children(target.ref))
    target.work.lock(target.mode, *family)
    if not tree.flag(constraint, "skip_validation"):
        target.work.scan(*family)


def validate(target: Target, command: Message) -> None:
    """VALIDATE CONSTRAINT: nothing to do for one that is valid."""
    match _named(target, tree.word(command, "name")):
        case ForeignKey(valid=False) as found:
            referred = Ref("table", found.target)
            target.work.lock_with_partitions(target.mode, target.ref)
            target.work.lock_with_partitions(Mode.ROW_SHARE, referred)
            _validate_reference(target, referred)
        case Check(valid=False) as found:
            family = target.family if found.inheritable else (target.ref,)
            target.work.lock(target.mode, *family)
            target.work.scan(*family)
        case Column(not_null=rule) if rule is not None and not rule.valid:
            target.work.lock(target.mode, *target.family)
            target.work.scan(*target.family)
        case _:
            pass


def _named(target: Target, name: str) -> SchemaObject | Column | None:
    """The constraint of this name, or the column of a NOT NULL constraint."""
    found = target.known.schema.get(Ref("constraint", (*target.ref.path, name)))
    if found is not None:
        return found
    table = target.known.table(target.ref)
    for column in table.columns.values() if table is not None else ():
        own = column.not_null.name if column.not_null is not None else None
        if not column.nullable and name == (own or f"{target.ref.path[-1]}_{column.name}_not_null"):
            return column
    return None


def drop(target: Target, command: Message) -> None:
    """DROP CONSTRAINT."""
    name = tree.word(command, "name")
    found = _named(target, name)
    if isinstance(found, SchemaObject):
        drop_constraint(target.work, found, cascade=tree.choice(command, "behavior") == "DROP_CASCADE")
    shared = isinstance(found, Column) or (isinstance(found, Check) and found.inheritable)
    if shared:
        target.work.lock(target.mode, *target.family)
    elif found is not None and target.known.is_partitioned(target.ref):
        target.work.lock(target.mode, *target.known.family(target.ref))


def alter(target: Target, command: Message) -> None:
    """ALTER CONSTRAINT: whether a reference is enforced concerns the table it refers to."""
    definition = tree.one(command, "def")
    found = _named(target, tree.word(definition, "conname"))
    if definition is None or not isinstance(found, ForeignKey) or not tree.flag(definition, "alter_enforceability"):
        return
    referred = Ref("table", found.target)
    enforced = tree.flag(definition, "is_enforced")
    target.work.lock_with_partitions(Mode.SHARE_ROW_EXCLUSIVE if enforced else Mode.ACCESS_EXCLUSIVE, referred)
    if enforced:
        _validate_reference(target, referred)
