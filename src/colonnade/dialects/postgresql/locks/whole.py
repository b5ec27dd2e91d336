"""Commands on whole relations: indexes made and rebuilt, tables emptied, rewritten in order, vacuumed, locked."""

from __future__ import annotations

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode, NewFile
from colonnade.dialects.postgresql.locks.known import OnTable
from colonnade.dialects.postgresql.locks.tables.partitions import of_new
from colonnade.dialects.postgresql.locks.work import Work
from colonnade.schema import MaterializedView, Ref, Table


def create_table(work: Work, node: Message) -> None:
    """CREATE TABLE: what it refers to, inherits from, or is like."""
    named = tree.relation(tree.one(node, "relation"))
    if tree.flag(node, "if_not_exists") and work.known.find(named) is not None:
        return
    for each in tree.many(node, "inh_relations"):
        parent = work.known.find(tree.relation(each), "table")
        if parent is not None:
            of_new(work, parent, tree.one(node, "partbound"))
    for element in tree.many(node, "table_elts"):
        if tree.kind(element) == "TableLikeClause":
            work.lock(Mode.ACCESS_SHARE, work.known.find(tree.relation(tree.one(element, "relation"))))
        for constraint in (element, *tree.many(element, "constraints")):
            referred = tree.one(constraint, "pktable") if tree.kind(constraint) == "Constraint" else None
            if referred is not None:
                found = work.known.find(tree.relation(referred), "table")
                work.lock_with_partitions(Mode.SHARE_ROW_EXCLUSIVE, found)


def create_foreign_table(work: Work, node: Message) -> None:
    """CREATE FOREIGN TABLE."""
    base = tree.one(node, "base_stmt")
    if base is not None:
        create_table(work, base)


def create_index(work: Work, node: Message) -> None:
    """CREATE INDEX: partitions get one each, or give one that fits."""
    named = tree.one(node, "relation")
    ref = work.known.find(tree.relation(named), "table", "materialized_view")
    if ref is None:
        return
    mode = Mode.SHARE_UPDATE_EXCLUSIVE if tree.flag(node, "concurrent") else Mode.SHARE
    work.lock(mode, ref)
    if tree.flag(node, "if_not_exists") and work.known.find((*ref.path[:-1], tree.word(node, "idxname")), "index"):
        return
    _build_below(work, ref, node, mode, with_partitions=tree.flag(named, "inh"))


def _build_below(work: Work, ref: Ref, node: Message, mode: Mode, *, with_partitions: bool) -> None:
    if not work.known.is_partitioned(ref):
        if work.known.stores(ref):
            work.draft.build(ref)
        return
    for child in work.known.children(ref) if with_partitions else ():
        work.lock(mode, child)
        fitting = next((each for each in work.known.indexes(child) if _fits(each, node)), None)
        if fitting is None:
            _build_below(work, child, node, mode, with_partitions=with_partitions)
        else:
            work.lock(mode, fitting.ref)


def _fits(index: OnTable, node: Message) -> bool:
    """Whether an index of a partition is the one that would be made; one with expressions is not looked into."""
    keys = tuple(tree.word(each, "name") for each in tree.many(node, "index_params"))
    plain = all(keys) and tree.one(node, "where_clause") is None and not tree.many(node, "index_including_params")
    same = plain and index.plain and index.keys == keys and index.columns == frozenset(keys)
    return same and index.method == tree.word(node, "access_method") and index.unique == tree.flag(node, "unique")


def reindex(work: Work, node: Message) -> None:
    """REINDEX."""
    mode = Mode.SHARE_UPDATE_EXCLUSIVE if tree.is_on(node, "concurrently") else Mode.SHARE
    known = work.known
    named = tree.one(node, "relation")
    match tree.choice(node, "kind"):
        case "REINDEX_OBJECT_INDEX":
            index = known.find(tree.relation(named), "index")
            pairs = [] if index is None else [(index, known.index_owner(index)), *known.partitions_of_index(index)]
        case "REINDEX_OBJECT_TABLE":
            ref = known.find(tree.relation(named), "table", "materialized_view")
            tables = () if ref is None else known.family(ref) if known.is_partitioned(ref) else (ref,)
            work.lock(mode, *tables)
            pairs = [(each.ref, table) for table in tables for each in known.indexes(table)]
        case scope:
            spaces = {tree.word(node, "name")} if scope == "REINDEX_OBJECT_SCHEMA" else set()
            pairs = [(each.ref, ref) for ref in _stored(work, spaces) for each in known.indexes(ref)]
    for each, owner in pairs:
        if owner is not None:
            work.lock(mode, owner)
            work.lock(Mode.ACCESS_EXCLUSIVE if mode is Mode.SHARE else mode, each)
            if known.stores(owner):
                work.draft.new_file(NewFile.REBUILT, each)
                work.draft.build(owner)


def _stored(work: Work, spaces: set[str]) -> list[Ref]:
    """Tables and materialised views with rows, of these namespaces or of all."""
    found = [each for each in work.known.schema if isinstance(each, Table | MaterializedView)]
    return [each.ref for each in found if work.known.stores(each.ref) and (not spaces or each.path[0] in spaces)]


def cluster(work: Work, node: Message) -> None:
    """CLUSTER; without a name, of all tables that have been clustered before."""
    ref = work.known.find(tree.relation(tree.one(node, "relation")), "table", "materialized_view")
    if ref is not None:
        for each in work.known.family(ref) if work.known.is_partitioned(ref) else (ref,):
            work.lock(Mode.ACCESS_EXCLUSIVE, each)
            work.rewrite(each)


def vacuum(work: Work, node: Message) -> None:
    """VACUUM and ANALYZE; without names, of all tables."""
    named = [tree.one(each, "relation") for each in tree.many(node, "rels")]
    found = [work.known.find(tree.relation(each), "table", "materialized_view") for each in named]
    full = tree.flag(node, "is_vacuumcmd") and tree.is_on(node, "full")
    for ref in found if named else _stored(work, set()):
        if ref is None:
            continue
        for each in work.known.family(ref) if work.known.is_partitioned(ref) else (ref,):
            work.lock(Mode.ACCESS_EXCLUSIVE if full else Mode.SHARE_UPDATE_EXCLUSIVE, each)
            work.draft.read(each)
            if full:
                work.rewrite(each)


def truncate(work: Work, node: Message) -> None:
    """TRUNCATE: with CASCADE all that refers is emptied too."""
    known = work.known
    waiting: list[Ref] = []
    for each in tree.many(node, "relations"):
        ref = known.find(tree.relation(each), "table")
        if ref is not None:
            waiting += known.family(ref) if tree.flag(each, "inh") else (ref,)
    seen: set[Ref] = set()
    while waiting:
        ref = waiting.pop()
        if ref in seen:
            continue
        seen.add(ref)
        _empty(work, ref, restart=tree.flag(node, "restart_seqs"))
        if tree.choice(node, "behavior") == "DROP_CASCADE":
            waiting += [each for key in known.referred(ref) for each in known.family(Ref("table", key.table))]


def _empty(work: Work, ref: Ref, *, restart: bool) -> None:
    work.lock(Mode.ACCESS_EXCLUSIVE, ref)
    if not work.known.stores(ref):
        return
    sequences = tuple(work.known.sequences(ref)) if restart else ()
    for each in (ref, *(index.ref for index in work.known.indexes(ref)), *sequences):
        work.lock(Mode.ACCESS_EXCLUSIVE, each)
        work.draft.new_file(NewFile.EMPTIED, each)


def lock_table(work: Work, node: Message) -> None:
    """LOCK TABLE."""
    number = getattr(node, "mode", 0)
    mode = tuple(Mode)[number - 1] if isinstance(number, int) and number > 0 else Mode.ACCESS_EXCLUSIVE
    for each in tree.many(node, "relations"):
        ref = work.known.find(tree.relation(each))
        if ref is not None:
            work.lock(mode, *(work.known.family(ref) if tree.flag(each, "inh") else (ref,)))
