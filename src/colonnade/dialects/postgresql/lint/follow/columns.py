"""Columns and constraints as CREATE TABLE and ALTER TABLE state them."""

from __future__ import annotations

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.names import joined, made
from colonnade.dialects.postgresql.lint.tokens import Tokens
from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.tables.types import printed, serial
from colonnade.dialects.postgresql.locks.tables.volatility import advanced_sequences
from colonnade.schema import (
    Check,
    Column,
    Exclusion,
    ForeignKey,
    Generated,
    GeneratedAs,
    Identity,
    IdentityMode,
    Key,
    QName,
    Ref,
    Sequence,
    Sql,
    Table,
)

_SERIALS = {"serial": "integer", "serial4": "integer", "bigserial": "bigint", "serial8": "bigint"}
_SMALL_SERIALS = {"smallserial": "smallint", "serial2": "smallint"}
STATED = Sql("(as stated)")
"""Stands for an expression whose text nobody asks for."""


def column_of(known: Following, definition: Message) -> Column:
    """A column as it is stated; keys and checks among its constraints left aside."""
    name = tree.word(definition, "colname")
    type_node = tree.one(definition, "type_name")
    words = tree.words(tree.many(type_node, "names"))
    is_serial = serial(type_node)
    type_ = {**_SERIALS, **_SMALL_SERIALS}[words[-1]] if is_serial else printed(type_node, known)
    nullable, default, generated, identity = not is_serial, Sql("nextval") if is_serial else None, None, None
    for each in tree.many(definition, "constraints"):
        match tree.choice(each, "contype"):
            case "CONSTR_NOTNULL" | "CONSTR_PRIMARY":
                nullable = False
            case "CONSTR_DEFAULT":
                default = STATED
            case "CONSTR_GENERATED":
                virtual = tree.word(each, "generated_kind") == "v"
                generated = Generated(expression=STATED, stored=GeneratedAs.VIRTUAL if virtual else GeneratedAs.STORED)
            case "CONSTR_IDENTITY":
                nullable = False
                always = tree.word(each, "generated_when") == "a"
                identity = Identity(mode=IdentityMode.ALWAYS if always else IdentityMode.BY_DEFAULT)
            case _:
                pass
    clause = tree.one(definition, "coll_clause")
    collation = tree.words(tree.many(clause, "collname")) if clause is not None else ()
    return Column(
        name=name,
        type=type_,
        nullable=nullable,
        default=default,
        generated=generated,
        identity=identity,
        collation=collation or None,
        depends=_needs(known, definition),
    )


_TYPES = ("enum", "domain", "composite", "range")


def _needs(known: Following, definition: Message) -> tuple[Ref, ...]:
    """The type of a column, where a user made it, and the sequences of its default."""
    found = [known.find(tree.words(tree.many(tree.one(definition, "type_name"), "names")), *_TYPES)]
    for each in tree.many(definition, "constraints"):
        value = tree.one(each, "raw_expr") if tree.choice(each, "contype") == "CONSTR_DEFAULT" else None
        found += advanced_sequences(value, known) if value is not None else ()
    return tuple(each for each in found if each is not None)


def put_sequence(known: Following, ref: Ref, definition: Message) -> None:
    """A serial column has a sequence."""
    if serial(tree.one(definition, "type_name")):
        name = tree.word(definition, "colname")
        path = (*ref.path[:-1], made(ref.path[-1], name, "seq"))
        known.put(Sequence(path=path, owned_by=(*ref.path, name)))


def constraint_name(known: Following, ref: Ref, constraint: Message, columns: tuple[str, ...]) -> str:
    """Its name, or the one that the server gives it."""
    stated = tree.word(constraint, "conname")
    if stated:
        return stated
    table = ref.path[-1]
    match tree.choice(constraint, "contype"):
        case "CONSTR_PRIMARY":
            parts = (table, "", "pkey")
        case "CONSTR_UNIQUE":
            parts = (table, joined(columns), "key")
        case "CONSTR_EXCLUSION":
            parts = (table, joined(columns), "excl")
        case "CONSTR_FOREIGN":
            parts = (table, joined(columns), "fkey")
        case _:
            named = tree.columns_in(tree.one(constraint, "raw_expr"))
            parts = (table, next(iter(named)) if len(named) == 1 else "", "check")
    wanted = made(*parts)
    number = 0
    while _is_taken(known, ref, wanted):
        number += 1
        wanted = made(parts[0], parts[1], f"{parts[2]}{number}")
    return wanted


def _is_taken(known: Following, ref: Ref, name: str) -> bool:
    return Ref("constraint", (*ref.path, name)) in known.schema or known.find((*ref.path[:-1], name)) is not None


def put_constraint(known: Following, ref: Ref, constraint: Message, tokens: Tokens, *, column: str = "") -> Ref | None:
    """A table has this constraint now; NOT NULL, DEFAULT and the like are none here."""
    own = (column,) if column else ()
    kind = tree.choice(constraint, "contype")
    match kind:
        case "CONSTR_PRIMARY" | "CONSTR_UNIQUE":
            return _put_key(known, ref, constraint, own, primary=kind == "CONSTR_PRIMARY")
        case "CONSTR_FOREIGN":
            columns = own or tree.words(tree.many(constraint, "fk_attrs"))
            target = known.find(tree.relation(tree.one(constraint, "pktable")), "table")
            if target is None:
                return None
            keys = tree.words(tree.many(constraint, "pk_attrs")) or _primary(known, target)
            made_one: Check | ForeignKey | Exclusion = ForeignKey(
                path=(*ref.path, constraint_name(known, ref, constraint, columns)),
                columns=columns,
                target=target.path,
                target_columns=keys,
                valid=not tree.flag(constraint, "skip_validation"),
                enforced=tree.flag(constraint, "is_enforced"),
            )
        case "CONSTR_CHECK":
            made_one = Check(
                path=(*ref.path, constraint_name(known, ref, constraint, own)),
                expression=Sql(expression_text(constraint, tokens)),
                valid=not tree.flag(constraint, "skip_validation"),
                enforced=tree.flag(constraint, "is_enforced"),
                inheritable=not tree.flag(constraint, "is_no_inherit"),
            )
        case "CONSTR_EXCLUSION":
            made_one = Exclusion(
                path=(*ref.path, constraint_name(known, ref, constraint, ())), definition=Sql("EXCLUDE (true WITH =)")
            )
        case _:
            return None
    known.put(made_one)
    return made_one.ref


def _put_key(known: Following, ref: Ref, constraint: Message, own: QName, *, primary: bool) -> Ref:
    columns = own or tree.words(tree.many(constraint, "keys"))
    ready = tree.word(constraint, "indexname")
    index = known.find((*ref.path[:-1], ready), "index") if ready else None
    if index is not None:
        found = next((each for each in known.indexes(ref) if each.ref == index), None)
        columns = found.keys if found is not None else ()
        known.take(index)
    name = tree.word(constraint, "conname") or ready or constraint_name(known, ref, constraint, columns)
    made_one = Key(path=(*ref.path, name), primary=primary, columns=columns)
    known.put(made_one)
    if primary:
        for each in columns:
            column = known.column(ref, each)
            if column is not None and column.nullable:
                _set_nullable(known, ref, column.name, nullable=False)
    return made_one.ref


def _set_nullable(known: Following, ref: Ref, name: str, *, nullable: bool) -> None:
    column = known.column(ref, name)
    if column is not None:
        known.put_column(ref, _replaced(column, nullable=nullable))


def _replaced(column: Column, *, nullable: bool) -> Column:
    return Column(
        name=column.name,
        type=column.type,
        nullable=nullable,
        default=column.default,
        generated=column.generated,
        identity=column.identity,
        collation=column.collation,
    )


def _primary(known: Following, ref: Ref) -> QName:
    return next((each.columns for each in known.parts(ref) if isinstance(each, Key) and each.primary), ())


def expression_text(constraint: Message, tokens: Tokens) -> str:
    """The condition of a check as it is written."""
    begin = tokens.find("CHECK", start=tokens.at(getattr(constraint, "location", 0)))
    if begin is None or begin + 1 >= len(tokens.all):
        return "true"
    return tokens.inside(begin + 1)


def like(known: Following, clause: Message) -> dict[str, Column]:
    """The columns that LIKE copies."""
    ref = known.find(tree.relation(tree.one(clause, "relation")), "table")
    table = known.table(ref) if ref is not None else None
    return dict(table.columns) if isinstance(table, Table) else {}
