"""What any statement makes of a schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.follow import altering, creating
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.tokens import Tokens
from colonnade.dialects.postgresql.locks import tree
from colonnade.schema import DomainType, EnumType, Ref, Sql
from colonnade.schema.types import DomainCheck

_KINDS = {
    "OBJECT_TABLE": ("table",),
    "OBJECT_FOREIGN_TABLE": ("table",),
    "OBJECT_VIEW": ("view",),
    "OBJECT_MATVIEW": ("materialized_view",),
    "OBJECT_SEQUENCE": ("sequence",),
    "OBJECT_INDEX": ("index",),
    "OBJECT_TYPE": ("enum", "domain", "composite", "range"),
    "OBJECT_DOMAIN": ("domain",),
}


def follow(known: Following, node: Message, tokens: Tokens) -> tuple[Ref, ...]:
    """Put into a schema what a statement does to it; the objects that it makes."""
    kind = tree.kind(node)
    if kind == "CreateSchemaStmt":
        made: list[Ref] = []
        for each in tree.many(node, "schema_elts"):
            made += follow(known, each, tokens)
        return tuple(made)
    create = _CREATES.get(kind)
    if create is not None:
        ref = create(known, node, tokens)
        return () if ref is None else (ref,)
    change = _CHANGES.get(kind)
    if change is not None:
        change(known, node, tokens)
    return ()


def _drop(known: Following, node: Message, _tokens: Tokens) -> None:
    what = tree.choice(node, "remove_type")
    for each in tree.many(node, "objects"):
        name = tree.items(each) or tree.words(tree.many(each, "objname"))
        if what in _KINDS:
            ref = known.find(name, *_KINDS[what])
            if ref is not None:
                known.drop(ref)
        elif what == "OBJECT_TRIGGER":
            table = known.find(name[:-1]) if len(name) > 1 else None
            if table is not None:
                known.take(Ref("trigger", (*table.path, name[-1])))
        elif what == "OBJECT_SCHEMA":
            for ref in [one.ref for one in known.schema if one.path[0] == name[-1]]:
                known.take(ref)


def _rename(known: Following, node: Message, _tokens: Tokens) -> None:
    named = tree.one(node, "relation")
    new = tree.word(node, "newname")
    match tree.choice(node, "rename_type"):
        case "OBJECT_COLUMN":
            ref = known.find(tree.relation(named)) if named is not None else None
            if ref is not None:
                _rename_column(known, ref, tree.word(node, "subname"), new)
        case "OBJECT_TABCONSTRAINT":
            ref = known.find(tree.relation(named)) if named is not None else None
            old = Ref("constraint", (*ref.path, tree.word(node, "subname"))) if ref is not None else None
            if old is not None:
                known.move(old, (*old.path[:-1], new))
        case what if what in _KINDS:
            path = tree.relation(named) if named is not None else tree.items(tree.one(node, "object"))
            ref = known.find(path) if named is not None else known.find(path, *_KINDS[what])
            if ref is not None:
                known.move(ref, (*ref.path[:-1], new))
        case _:
            pass


def _rename_column(known: Following, ref: Ref, old: str, new: str) -> None:
    for each in known.family(ref):
        table = known.table(each)
        if table is None or old not in table.columns:
            continue
        assumed = each in known.assumed
        columns = {
            (new if name == old else name): (replace(column, name=new) if name == old else column)
            for name, column in table.columns.items()
        }
        known.put(replace(table, columns=columns))
        if assumed:
            known.assumed.add(each)
        for part in list(known.parts(each)):
            if hasattr(part, "columns") and old in part.columns:
                renamed = tuple(new if name == old else name for name in part.columns)
                known.put(replace(part, columns=renamed))  # type: ignore[call-arg]
            elif hasattr(part, "keys") and any(key.column == old for key in part.keys):
                keys = tuple(replace(key, column=new) if key.column == old else key for key in part.keys)
                known.put(replace(part, keys=keys))  # type: ignore[call-arg]


def _set_schema(known: Following, node: Message, _tokens: Tokens) -> None:
    named = tree.one(node, "relation")
    ref = known.find(tree.relation(named)) if named is not None else None
    if ref is not None:
        known.move(ref, (tree.word(node, "newschema"), ref.path[-1]))


def _alter_enum(known: Following, node: Message, _tokens: Tokens) -> None:
    ref = known.find(tree.words(tree.many(node, "type_name")), "enum")
    found = known.schema.get(ref) if ref is not None else None
    if isinstance(found, EnumType):
        old, new = tree.word(node, "old_val"), tree.word(node, "new_val")
        if old:
            known.put(replace(found, values=tuple(new if each == old else each for each in found.values)))
        elif new not in found.values:
            known.put(replace(found, values=(*found.values, new)))


def _own_sequence(known: Following, node: Message, tokens: Tokens) -> None:
    if tree.option(node, "owned_by") is not None and known.find(tree.relation(tree.one(node, "sequence"))) is not None:
        creating.sequence(known, node, tokens)


def _alter_domain(known: Following, node: Message, _tokens: Tokens) -> None:
    ref = known.find(tree.words(tree.many(node, "type_name")), "domain")
    found = known.schema.get(ref) if ref is not None else None
    if isinstance(found, DomainType):
        match tree.word(node, "subtype"):
            case "C":
                known.put(replace(found, checks=(*found.checks, _domain_check(found, node))))
            case "V":
                name = tree.word(node, "name")
                checks = (replace(each, valid=each.valid or each.name == name) for each in found.checks)
                known.put(replace(found, checks=tuple(checks)))
            case "O":
                known.put(replace(found, nullable=False))
            case "N":
                known.put(replace(found, nullable=True))
            case _:
                pass


def _domain_check(domain: DomainType, node: Message) -> DomainCheck:
    definition = tree.one(node, "def")
    name = tree.word(definition, "conname") or f"{domain.path[-1]}_check"
    return DomainCheck(name=name, expression=Sql("true"), valid=not tree.flag(definition, "skip_validation"))


_CREATES: dict[str, Callable[[Following, Message, Tokens], Ref | None]] = {
    "CreateStmt": creating.table,
    "CreateForeignTableStmt": creating.foreign_table,
    "CreateTableAsStmt": creating.table_as,
    "ViewStmt": creating.view,
    "IndexStmt": creating.index,
    "CreateSeqStmt": creating.sequence,
    "CreateFunctionStmt": creating.function,
    "CreateTrigStmt": creating.trigger,
    "CreateEnumStmt": creating.enum,
    "CreateDomainStmt": creating.domain,
    "CompositeTypeStmt": creating.composite,
}
_CHANGES: dict[str, Callable[[Following, Message, Tokens], None]] = {
    "AlterTableStmt": altering.alter,
    "AlterObjectSchemaStmt": _set_schema,
    "AlterEnumStmt": _alter_enum,
    "AlterDomainStmt": _alter_domain,
    "AlterSeqStmt": _own_sequence,
    "DropStmt": _drop,
    "RenameStmt": _rename,
}
