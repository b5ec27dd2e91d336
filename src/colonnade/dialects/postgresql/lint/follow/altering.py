"""What ALTER TABLE makes of a schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.follow.columns import STATED, column_of, put_constraint, put_sequence
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.tokens import Tokens
from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.tables.types import printed
from colonnade.schema import (
    Check,
    Column,
    ForeignKey,
    Identity,
    IdentityMode,
    Index,
    Key,
    NotNull,
    PartitionOf,
    Persistence,
    Ref,
    Sql,
)


def alter(known: Following, node: Message, tokens: Tokens) -> None:
    """The actions of ALTER TABLE on a relation, one after the other."""
    ref = known.find(tree.relation(tree.one(node, "relation")))
    if ref is None:
        return
    for each in tree.many(node, "cmds"):
        act = _ACTIONS.get(tree.choice(each, "subtype"))
        if act is not None:
            act(known, ref, each, tokens)


def _add_column(known: Following, ref: Ref, command: Message, tokens: Tokens) -> None:
    definition = tree.one(command, "def")
    if definition is None or known.column(ref, tree.word(definition, "colname")) is not None:
        return
    known.put_column(ref, column_of(known, definition))
    put_sequence(known, ref, definition)
    for each in tree.many(definition, "constraints"):
        put_constraint(known, ref, each, tokens, column=tree.word(definition, "colname"))


def _drop_column(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
    name = tree.word(command, "name")
    for each in known.family(ref):
        table = known.table(each)
        if table is None or name not in table.columns:
            continue
        for part in list(known.parts(each)):
            if name in _columns(part):
                known.take(part.ref)
        for sequence in [one for one in known.sequences(each, name) if one in known.schema]:
            known.take(sequence)
        left = {key: column for key, column in table.columns.items() if key != name}
        assumed = each in known.assumed
        known.put(replace(table, columns=left))
        if assumed:
            known.assumed.add(each)


def _columns(part: object) -> tuple[str, ...]:
    match part:
        case Key(columns=columns) | ForeignKey(columns=columns):
            return columns
        case Index(keys=keys):
            return tuple(key.column for key in keys if key.column is not None)
        case Check(expression=expression):
            return tuple(tree.columns_in(tree.expression(expression)))
        case _:
            return ()


def _changed(change: Callable[[Following, Column, Message], Column]) -> _Act:
    def act(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
        for each in known.family(ref):
            column = known.column(each, tree.word(command, "name"))
            table = known.table(each)
            if column is not None and table is not None:
                assumed = each in known.assumed
                known.put(replace(table, columns={**table.columns, column.name: change(known, column, command)}))
                if assumed:
                    known.assumed.add(each)

    return act


def _retype(known: Following, column: Column, command: Message) -> Column:
    definition = tree.one(command, "def")
    type_ = printed(tree.one(definition, "type_name"), known) if definition is not None else column.type
    clause = tree.one(definition, "coll_clause") if definition is not None else None
    collation = tree.words(tree.many(clause, "collname")) if clause is not None else ()
    return replace(column, type=type_, collation=collation or None)


def _identity(_known: Following, column: Column, _command: Message) -> Column:
    return replace(column, identity=Identity(mode=IdentityMode.BY_DEFAULT), nullable=False)


def _default(_known: Following, column: Column, command: Message) -> Column:
    return replace(column, default=STATED if tree.one(command, "def") is not None else None)


def _add_constraint(known: Following, ref: Ref, command: Message, tokens: Tokens) -> None:
    definition = tree.one(command, "def")
    if definition is None:
        return
    if tree.choice(definition, "contype") == "CONSTR_NOTNULL":
        for name in tree.words(tree.many(definition, "keys")):
            column = known.column(ref, name)
            if column is not None:
                rule = NotNull(
                    name=tree.word(definition, "conname") or None, valid=not tree.flag(definition, "skip_validation")
                )
                known.put_column(ref, replace(column, nullable=False, not_null=rule))
        return
    put_constraint(known, ref, definition, tokens)


def _drop_constraint(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
    known.take(Ref("constraint", (*ref.path, tree.word(command, "name"))))


def _validate(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
    name = tree.word(command, "name")
    found = known.schema.get(Ref("constraint", (*ref.path, name)))
    if isinstance(found, Check | ForeignKey):
        known.put(replace(found, valid=True))
        return
    table = known.table(ref)
    for column in tuple(table.columns.values()) if table is not None else ():
        if column.not_null is not None and column.not_null.name == name:
            known.put_column(ref, replace(column, not_null=replace(column.not_null, valid=True)))


def _attach(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
    definition = tree.one(command, "def")
    bound = tree.one(definition, "bound") if definition is not None else None
    child = known.find(tree.relation(tree.one(definition, "name")), "table") if definition is not None else None
    table = known.table(child) if child is not None else None
    if table is not None and bound is not None:
        text = Sql("DEFAULT" if tree.flag(bound, "is_default") else "FOR VALUES")
        known.put(replace(table, partition_of=PartitionOf(parent=ref.path, bound=text)))


def _detach(known: Following, _ref: Ref, command: Message, _tokens: Tokens) -> None:
    definition = tree.one(command, "def")
    child = known.find(tree.relation(tree.one(definition, "name")), "table") if definition is not None else None
    table = known.table(child) if child is not None else None
    if table is not None:
        known.put(replace(table, partition_of=None))


def _inherit(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
    definition = tree.one(command, "def")
    parent = known.find(tree.relation(definition), "table") if definition is not None else None
    table = known.table(ref)
    if table is None or parent is None:
        return
    others = tuple(each for each in table.inherits if each != parent.path)
    added = tree.choice(command, "subtype") == "AT_AddInherit"
    known.put(replace(table, inherits=(*others, parent.path) if added else others))


def _persist(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
    table = known.table(ref)
    if table is not None:
        unlogged = tree.choice(command, "subtype") == "AT_SetUnLogged"
        known.put(replace(table, persistence=Persistence.UNLOGGED if unlogged else Persistence.PERMANENT))


def _row_security(known: Following, ref: Ref, command: Message, _tokens: Tokens) -> None:
    table = known.table(ref)
    if table is not None:
        known.put(replace(table, row_security=tree.choice(command, "subtype") == "AT_EnableRowSecurity"))


_Act = Callable[[Following, Ref, Message, Tokens], None]
_ACTIONS: dict[str, _Act] = {
    "AT_AddColumn": _add_column,
    "AT_DropColumn": _drop_column,
    "AT_AlterColumnType": _changed(_retype),
    "AT_SetNotNull": _changed(lambda _known, column, _command: replace(column, nullable=False, not_null=None)),
    "AT_DropNotNull": _changed(lambda _known, column, _command: replace(column, nullable=True, not_null=None)),
    "AT_ColumnDefault": _changed(_default),
    "AT_AddIdentity": _changed(_identity),
    "AT_DropIdentity": _changed(lambda _known, column, _command: replace(column, identity=None)),
    "AT_DropExpression": _changed(lambda _known, column, _command: replace(column, generated=None)),
    "AT_AddConstraint": _add_constraint,
    "AT_DropConstraint": _drop_constraint,
    "AT_ValidateConstraint": _validate,
    "AT_AttachPartition": _attach,
    "AT_DetachPartition": _detach,
    "AT_AddInherit": _inherit,
    "AT_DropInherit": _inherit,
    "AT_SetLogged": _persist,
    "AT_SetUnLogged": _persist,
    "AT_EnableRowSecurity": _row_security,
    "AT_DisableRowSecurity": _row_security,
}
