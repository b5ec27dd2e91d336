"""Commands on objects that aren't tables, and those that many kinds of object share."""

from __future__ import annotations

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode, NewFile
from colonnade.dialects.postgresql.locks.known import Known
from colonnade.dialects.postgresql.locks.tables import triggers
from colonnade.dialects.postgresql.locks.tables.dropping import (
    Going,
    drop_relation,
    drop_type,
    drop_users,
)
from colonnade.dialects.postgresql.locks.work import Work
from colonnade.schema import Check, QName, Ref, Table

_RELATION_KINDS = {
    "OBJECT_TABLE": "table",
    "OBJECT_FOREIGN_TABLE": "table",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "materialized_view",
    "OBJECT_SEQUENCE": "sequence",
    "OBJECT_INDEX": "index",
}
_PARTS = frozenset({"OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE", "OBJECT_TABCONSTRAINT"})
_TYPES = frozenset({"OBJECT_TYPE", "OBJECT_DOMAIN"})
_ROUTINES = frozenset({"OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE", "OBJECT_AGGREGATE"})
_GRANT_LOCKS = 18
"""Since this major version GRANT and REVOKE lock the relations that they name."""


def drop(work: Work, node: Message) -> None:
    """DROP of anything."""
    what = tree.choice(node, "remove_type")
    going = Going(cascade=tree.choice(node, "behavior") == "DROP_CASCADE")
    for each in tree.many(node, "objects"):
        name = tree.items(each) or tree.words(tree.many(each, "objname"))
        if what in _RELATION_KINDS:
            _drop_relation(work, name, _RELATION_KINDS[what], node, going)
        elif what == "OBJECT_TRIGGER" and (table := work.known.find(name[:-1])) is not None:
            triggers.drop(work, name[-1], table)
        elif what in _PARTS:
            work.lock(Mode.ACCESS_EXCLUSIVE, work.known.find(name[:-1]) if len(name) > 1 else None)
        elif what in _TYPES:
            ref = work.known.find(name, "enum", "domain", "composite", "range", "base_type", "shell_type")
            if ref is not None:
                drop_type(work, ref, going)
        elif what in _ROUTINES:
            routines = [one.ref for one in work.known.schema if one.kind_of() in ("function", "procedure", "aggregate")]
            drop_users(work, frozenset(one for one in routines if one.path[-2:-1] == name[-1:]), going)
        elif what == "OBJECT_STATISTIC_EXT":
            work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, _table_of_statistics(work.known, name))
        elif what == "OBJECT_SCHEMA" and going.cascade:
            for ref in [one.ref for one in work.known.schema if one.path[0] == name[-1]]:
                drop_relation(work, ref, going)


def _drop_relation(work: Work, name: QName, kind: str, node: Message, going: Going) -> None:
    ref = work.known.find(name, kind)
    if ref is None:
        return
    if tree.flag(node, "concurrent"):
        work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, work.known.index_owner(ref))
        work.lock(Mode.ACCESS_EXCLUSIVE, ref)
    else:
        drop_relation(work, ref, going)


def _table_of_statistics(known: Known, name: QName) -> Ref | None:
    ref = known.find(name, "statistics")
    found = known.schema.get(ref) if ref is not None else None
    return found.parent() if found is not None else None


def rename(work: Work, node: Message) -> None:
    """RENAME of anything."""
    what = tree.choice(node, "rename_type")
    named = tree.one(node, "relation")
    ref = work.known.find(tree.relation(named)) if named is not None else None
    if what == "OBJECT_ATTRIBUTE":
        for table in _typed(work.known, tree.relation(named)):
            work.lock(Mode.ACCESS_EXCLUSIVE, *work.known.family(table))
    if ref is None:
        return
    match what:
        case "OBJECT_INDEX" if ref.kind == "index":
            work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, ref)
        case "OBJECT_COLUMN":
            work.lock(Mode.ACCESS_EXCLUSIVE, *(work.known.family(ref) if tree.flag(named, "inh") else (ref,)))
        case "OBJECT_TABCONSTRAINT":
            _rename_constraint(work, ref, Ref("constraint", (*ref.path, tree.word(node, "subname"))))
        case _:
            work.lock(Mode.ACCESS_EXCLUSIVE, ref)


def _rename_constraint(work: Work, table: Ref, constraint: Ref) -> None:
    found = work.known.schema.get(constraint)
    inherited = isinstance(found, Check) and found.inheritable
    work.lock(Mode.ACCESS_EXCLUSIVE, *(work.known.family(table) if inherited else (table,)))
    for index in work.known.indexes(table):
        if index.constraint == constraint:
            work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, index.ref)


def set_schema(work: Work, node: Message) -> None:
    """SET SCHEMA takes the sequences along."""
    named = tree.one(node, "relation")
    ref = work.known.find(tree.relation(named)) if named is not None else None
    if ref is not None:
        work.lock(Mode.ACCESS_EXCLUSIVE, ref, *work.known.sequences(ref))


def depends_on_extension(work: Work, node: Message) -> None:
    """DEPENDS ON EXTENSION."""
    named = tree.one(node, "relation")
    work.lock(Mode.ACCESS_EXCLUSIVE, work.known.find(tree.relation(named)) if named is not None else None)


def comment(work: Work, node: Message) -> None:
    """COMMENT and SECURITY LABEL."""
    what, name = tree.choice(node, "objtype"), tree.items(tree.one(node, "object"))
    if what in _RELATION_KINDS:
        work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, work.known.find(name, _RELATION_KINDS[what]))
    elif what == "OBJECT_COLUMN":
        work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, work.known.find(name[:-1]))
    elif what in _PARTS:
        work.lock(Mode.ACCESS_SHARE, work.known.find(name[:-1]))


def grant(work: Work, node: Message) -> None:
    """GRANT and REVOKE."""
    on_relations = tree.choice(node, "objtype") in ("OBJECT_TABLE", "OBJECT_SEQUENCE")
    if on_relations and tree.choice(node, "targtype") == "ACL_TARGET_OBJECT" and work.known.major >= _GRANT_LOCKS:
        for each in tree.many(node, "objects"):
            work.lock(Mode.ACCESS_SHARE, work.known.find(tree.items(each)))


def create_trigger(work: Work, node: Message) -> None:
    """CREATE TRIGGER; one of a partitioned table is made on its partitions too."""
    ref = work.known.find(tree.relation(tree.one(node, "relation")))
    if tree.flag(node, "row"):
        work.lock_with_partitions(Mode.SHARE_ROW_EXCLUSIVE, ref)
    else:
        work.lock(Mode.SHARE_ROW_EXCLUSIVE, ref)
    other = tree.one(node, "constrrel")
    work.lock(Mode.ACCESS_SHARE, work.known.find(tree.relation(other)) if other is not None else None)


def create_statistics(work: Work, node: Message) -> None:
    """CREATE STATISTICS."""
    for each in tree.many(node, "relations"):
        work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, work.known.find(tree.relation(each)))


def create_publication(work: Work, node: Message) -> None:
    """CREATE PUBLICATION and ALTER PUBLICATION."""
    for each in tree.many(node, "pubobjects"):
        named = tree.one(tree.one(each, "pubtable") or each, "relation")
        ref = work.known.find(tree.relation(named), "table") if named is not None else None
        if ref is not None:
            work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, *(work.known.family(ref) if tree.flag(named, "inh") else (ref,)))


def alter_publication(work: Work, node: Message) -> None:
    """ALTER PUBLICATION; SET locks the tables that it had too."""
    create_publication(work, node)
    if tree.many(node, "pubobjects") and tree.choice(node, "action") == "AP_SetObjects":
        found = work.known.schema.get(Ref("publication", (tree.word(node, "pubname"),)))
        tables = (each for each in found.depends if each.kind == "table") if found is not None else ()
        work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, *tables)


def create_sequence(work: Work, node: Message) -> None:
    """CREATE SEQUENCE."""
    _owned_by(work, node)


def alter_sequence(work: Work, node: Message) -> None:
    """ALTER SEQUENCE writes the sequence anew but for a change of what owns it."""
    ref = work.known.find(tree.relation(tree.one(node, "sequence")), "sequence")
    work.lock(Mode.SHARE_ROW_EXCLUSIVE, ref)
    _owned_by(work, node)
    if ref is not None and any(tree.word(each, "defname") != "owned_by" for each in tree.many(node, "options")):
        work.draft.new_file(NewFile.EMPTIED, ref)


def _owned_by(work: Work, node: Message) -> None:
    for each in tree.many(node, "options"):
        if tree.word(each, "defname") == "owned_by":
            work.lock(Mode.ACCESS_SHARE, work.known.find(tree.items(tree.one(each, "arg"))[:-1], "table"))


def alter_domain(work: Work, node: Message) -> None:
    """ALTER DOMAIN: a new condition reads every table with a column of the domain."""
    ref = work.known.find(tree.words(tree.many(node, "type_name")), "domain")
    domain = work.known.domain(".".join(ref.path)) if ref is not None else None
    if ref is None or domain is None:
        return
    match tree.word(node, "subtype"):
        case "C":
            reads = not tree.flag(tree.one(node, "def"), "skip_validation")
        case "V":
            reads = any(each.name == tree.word(node, "name") and not each.valid for each in domain.checks)
        case "O":
            reads = domain.nullable
        case _:
            reads = False
    for table in work.known.schema.of_kind(Table) if reads else ():
        used = any(_is_made_of(column.type, ref, work.known) for column in table.columns.values())
        if used and work.known.stores(table.ref):
            work.lock(Mode.SHARE, table.ref)
            work.scan(table.ref)


def _is_made_of(type_: str, domain: Ref, known: Known) -> bool:
    found = known.domain(type_)
    return found is not None and (found.ref == domain or _is_made_of(found.base, domain, known))


def typed_tables(known: Known, statement: Message) -> tuple[Ref, ...]:
    """Tables of the composite type that ALTER TYPE changes."""
    return _typed(known, tree.relation(tree.one(statement, "relation")))


def _typed(known: Known, name: QName) -> tuple[Ref, ...]:
    ref = known.find(name, "composite")
    return tuple(each.ref for each in known.schema.of_kind(Table) if ref is not None and each.of_type == ref.path)
