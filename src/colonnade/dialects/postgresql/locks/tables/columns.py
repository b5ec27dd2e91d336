"""Columns added, changed and dropped: which of it rewrites, which reads the rows, and what else is locked.

Source: ATExecAddColumn(), ATExecAlterColumnType(), NotNullImpliedByRelConstraints() in tablecmds.c.
"""

from __future__ import annotations

from collections.abc import Iterator

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode, NewFile
from colonnade.dialects.postgresql.locks.known import Known
from colonnade.dialects.postgresql.locks.tables.constraints import add_foreign_key
from colonnade.dialects.postgresql.locks.tables.dropping import Going, drop_column
from colonnade.dialects.postgresql.locks.tables.proofs import says_not_null
from colonnade.dialects.postgresql.locks.tables.types import keeps_index, printed, rewrites, serial
from colonnade.dialects.postgresql.locks.tables.volatility import advanced_sequences, is_volatile
from colonnade.dialects.postgresql.locks.work import Target
from colonnade.schema import Column, Ref

_VIRTUAL = "v"
_NOT_NULL_IS_A_CONSTRAINT = 18
_PARTITIONS_HAVE_IDENTITY = 17
"""Since this major version the identity of a column is that of the partitions too."""


def add_column(target: Target, command: Message) -> None:
    """ADD COLUMN: a value that differs from row to row writes every row."""
    definition = tree.one(command, "def")
    table = target.known.table(target.ref)
    if definition is None or (table is not None and tree.word(definition, "colname") in table.columns):
        return
    constraints = {tree.choice(each, "contype"): each for each in tree.many(definition, "constraints")}
    target.work.lock(target.mode, *target.family)
    if _writes_all(definition, constraints, target):
        for each in target.family:
            target.work.rewrite(each)
    has_default = "CONSTR_DEFAULT" in constraints or "CONSTR_IDENTITY" in constraints
    if "CONSTR_CHECK" in constraints or ("CONSTR_NOTNULL" in constraints and not has_default):
        target.work.scan(*target.family)
    if "CONSTR_UNIQUE" in constraints or "CONSTR_PRIMARY" in constraints:
        target.work.draft.build(target.ref)
    if "CONSTR_FOREIGN" in constraints:
        add_foreign_key(target, constraints["CONSTR_FOREIGN"], empty=not has_default)


def _writes_all(definition: Message, constraints: dict[str, Message], target: Target) -> bool:
    generated = constraints.get("CONSTR_GENERATED")
    if generated is not None:
        return tree.word(generated, "generated_kind") != _VIRTUAL
    type_node = tree.one(definition, "type_name")
    if "CONSTR_IDENTITY" in constraints or serial(type_node):
        return True
    known = target.known
    type_ = printed(type_node, known)
    default = constraints.get("CONSTR_DEFAULT")
    value = tree.one(default, "raw_expr") if default is not None else _default_of(type_, known)
    if value is not None and is_volatile(value, known):
        for sequence in advanced_sequences(value, known):
            target.work.lock(Mode.ROW_EXCLUSIVE, sequence)
        return True
    return known.has_conditions(type_)


def _default_of(type_: str, known: Known) -> Message | None:
    """The default that a domain gives, or the one that it is made of."""
    domain = known.domain(type_)
    if domain is None:
        return None
    return tree.expression(domain.default) if domain.default is not None else _default_of(domain.base, known)


def change_type(target: Target, command: Message) -> None:
    """ALTER COLUMN TYPE."""
    name = tree.word(command, "name")
    definition = tree.one(command, "def")
    target.work.lock(target.mode, *target.family)
    if definition is None:
        return
    _change_sequence(target, name)
    new = printed(tree.one(definition, "type_name"), target.known)
    clause = tree.one(definition, "coll_clause")
    using = tree.one(definition, "raw_default")
    for ref in target.family:
        table = target.known.table(ref)
        column = table.columns.get(name) if table is not None else None
        if column is not None:
            again = _is_written(column, new, using, target.known)
            if again:
                target.work.rewrite(ref)
            _remake(target, ref, column, new, clause, again=again)


def _change_sequence(target: Target, name: str) -> None:
    """The sequence of an identity gets the type of its column."""
    table = target.known.table(target.ref)
    if table is not None and name in table.columns and table.columns[name].identity is not None:
        for sequence in target.known.sequences(target.ref, name):
            target.work.lock(Mode.SHARE_ROW_EXCLUSIVE, sequence)
            target.work.draft.new_file(NewFile.EMPTIED, sequence)


def _is_written(column: Column, new: str, using: Message | None, known: Known) -> bool:
    old = column.type
    while using is not None and tree.kind(using) == "TypeCast":
        between = printed(tree.one(using, "type_name"), known)
        if rewrites(between, new, known):
            return True
        new, using = between, tree.one(using, "arg")
    if using is not None and (tree.kind(using) != "ColumnRef" or tree.columns_in(using) != {column.name}):
        return True
    return rewrites(old, new, known)


def _remake(target: Target, ref: Ref, column: Column, new: str, clause: Message | None, *, again: bool) -> None:
    """Indexes, checks and references on the column are made again."""
    work, known = target.work, target.known
    collation = tree.words(tree.many(clause, "collname"))[-1:] if clause is not None else ()
    same_order = collation == (column.collation[-1:] if column.collation is not None else ())
    kept = not again and same_order and keeps_index(column.type, new, known)
    for index in known.indexes(ref):
        if column.name not in index.columns:
            continue
        work.lock(Mode.ACCESS_EXCLUSIVE, index.ref)
        if known.stores(ref) and not (kept and index.plain):
            work.draft.new_file(NewFile.REBUILT, index.ref)
            work.draft.build(ref)
    for check in known.checks(ref):
        if column.name in tree.columns_in(tree.expression(check.expression)) and check.valid and check.enforced:
            work.scan(ref)
    for own in known.referring(ref):
        if column.name in own.columns:
            _remake_reference(
                target, ref, Ref("table", own.target), checked=again and own.valid, other=Ref("table", own.target)
            )
    for theirs in known.referred(ref):
        if column.name in theirs.target_columns:
            _remake_reference(
                target,
                Ref("table", theirs.table),
                ref,
                checked=again and theirs.valid,
                other=Ref("table", theirs.table),
            )


def _remake_reference(target: Target, referring: Ref, referred: Ref, *, checked: bool, other: Ref) -> None:
    target.work.lock_with_partitions(Mode.ACCESS_EXCLUSIVE, other)
    if checked:
        target.work.scan(referring)
        target.work.draft.read(referred)


def set_not_null(target: Target, command: Message) -> None:
    """SET NOT NULL: reads the rows unless a valid check says it already."""
    require(target, tree.word(command, "name"))


def require(target: Target, *names: str) -> None:
    """Columns must have values from now on."""
    target.work.lock(target.mode, *target.family)
    for ref in target.family:
        if any(not is_required(ref, name, target.known) for name in names):
            target.work.scan(ref)


def is_required(ref: Ref, name: str, known: Known) -> bool:
    """Whether a column can't be without a value by what the server knows."""
    table = known.table(ref)
    column = table.columns.get(name) if table is not None else None
    if column is None:
        return False
    if not column.nullable and (column.not_null is None or column.not_null.valid):
        return True
    return any(check.valid and check.enforced and says_not_null(check.expression, name) for check in known.checks(ref))


def drop_not_null(target: Target, command: Message) -> None:
    """DROP NOT NULL: since 18 heirs are looked at only where there is a constraint to drop."""
    table = target.known.table(target.ref)
    column = table.columns.get(tree.word(command, "name")) if table is not None else None
    if target.known.major < _NOT_NULL_IS_A_CONSTRAINT or (column is not None and not column.nullable):
        target.work.lock(target.mode, *target.family)


def set_expression(target: Target, command: Message) -> None:
    """SET EXPRESSION writes a stored column anew."""
    for ref in _with_column(target, tree.word(command, "name")):
        if ref[1].generated is not None and ref[1].generated.stored.value == "stored":
            target.work.rewrite(ref[0])


def _with_column(target: Target, name: str) -> Iterator[tuple[Ref, Column]]:
    target.work.lock(target.mode, *target.family)
    for ref in target.family:
        table = target.known.table(ref)
        if table is not None and name in table.columns:
            yield ref, table.columns[name]


def drop(target: Target, command: Message) -> None:
    """DROP COLUMN: heirs lose it too, or with ONLY keep it as their own."""
    name = tree.word(command, "name")
    table = target.known.table(target.ref)
    if table is None or name not in table.columns:
        return
    if not target.with_heirs:
        target.work.lock(target.mode, *target.known.children(target.ref))
    going = Going(cascade=tree.choice(command, "behavior") == "DROP_CASCADE")
    for ref in target.family:
        target.work.lock(target.mode, ref)
        drop_column(target.work, ref, name, going)


def of_identity(target: Target, command: Message) -> None:
    """ADD makes a sequence, SET GENERATED and options change it, DROP drops it; partitions follow their table."""
    if target.known.major >= _PARTITIONS_HAVE_IDENTITY and target.known.is_partitioned(target.ref):
        target.work.lock(target.mode, *target.family)
    drops = tree.choice(command, "subtype") == "AT_DropIdentity"
    for sequence in target.known.sequences(target.ref, tree.word(command, "name")):
        target.work.lock(Mode.ACCESS_EXCLUSIVE if drops else Mode.SHARE_ROW_EXCLUSIVE, sequence)
        definition = tree.one(command, "def")
        options = [tree.word(each, "defname") for each in tree.many(definition, "items")] if definition else []
        if not drops and any(each != "generated" for each in options):
            target.work.draft.new_file(NewFile.EMPTIED, sequence)
