"""Queries, and commands that hold one: tables of a query, views, rules, functions, changes of rows."""

from __future__ import annotations

from collections.abc import Iterator

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode, NewFile
from colonnade.dialects.postgresql.locks.tables.volatility import advanced_sequences
from colonnade.dialects.postgresql.locks.work import Work
from colonnade.schema import QName, Ref

_WRITES = frozenset({"InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"})
QUERIES = frozenset({*_WRITES, "SelectStmt"})
"""Statements that the planner plans."""


def mentioned(node: Message) -> Iterator[tuple[QName, Mode, bool]]:
    """Relations that a query names, the mode for each, and whether heirs are meant too."""
    hidden = frozenset(
        tree.word(each, "ctename") for each in tree.everything(node) if tree.kind(each) == "CommonTableExpr"
    )
    targets: list[Message] = []
    for each in tree.everything(node):
        if tree.kind(each) in _WRITES:
            target = tree.one(each, "relation")
            if target is not None:
                targets.append(target)
                yield (
                    tree.relation(target),
                    Mode.ROW_EXCLUSIVE,
                    tree.flag(target, "inh") and tree.kind(each) != "InsertStmt",
                )
        elif tree.kind(each) == "SelectStmt" and tree.many(each, "locking_clause"):
            for source in tree.many(each, "from_clause"):
                if tree.kind(source) == "RangeVar":
                    yield tree.relation(source), Mode.ROW_SHARE, tree.flag(source, "inh")
        elif tree.kind(each) == "RangeVar" and each not in targets:
            path = tree.relation(each)
            if len(path) > 1 or path[0] not in hidden:
                yield path, Mode.ACCESS_SHARE, tree.flag(each, "inh")


def analyse(work: Work, node: Message) -> None:
    """The query is analysed and not run: only what it names itself is locked."""
    for path, mode, _ in mentioned(node):
        work.lock(mode, work.known.find(path))


def run(work: Work, node: Message) -> None:
    """The query is run: partitions, heirs and what views read are locked too, and rows are read."""
    for path, mode, with_heirs in mentioned(node):
        ref = work.known.find(path)
        if ref is None:
            continue
        family = work.known.family(ref) if with_heirs or work.known.is_partitioned(ref) else (ref,)
        for each in family:
            work.lock(mode, each)
            work.draft.read(each)
        if ref.kind == "view":
            read_view(work, ref, mode)
    for sequence in advanced_sequences(node, work.known):
        work.lock(Mode.ROW_EXCLUSIVE, sequence)


def read_view(work: Work, ref: Ref, mode: Mode = Mode.ACCESS_SHARE) -> None:
    """What a view or materialised view reads, at any depth."""
    found = work.known.schema.get(ref)
    for need in found.depends if found is not None else ():
        each = work.known.find(need.path[:-1]) if need.kind == "column" else need
        if each is None or each == ref or each.kind not in ("table", "view", "materialized_view"):
            continue
        for one in work.known.family(each):
            work.lock(mode, one)
            work.draft.read(one)
        if each.kind == "view":
            read_view(work, each, mode)


def create_table_as(work: Work, node: Message) -> None:
    """CREATE TABLE AS and CREATE MATERIALIZED VIEW."""
    query, into = tree.one(node, "query"), tree.one(node, "into")
    if query is not None:
        (analyse if tree.flag(into, "skip_data") else run)(work, query)


def create_view(work: Work, node: Message) -> None:
    """CREATE OR REPLACE VIEW."""
    query = tree.one(node, "query")
    work.lock(Mode.ACCESS_EXCLUSIVE, work.known.find(tree.relation(tree.one(node, "view")), "view"))
    if query is not None:
        analyse(work, query)


def refresh(work: Work, node: Message) -> None:
    """REFRESH MATERIALIZED VIEW."""
    ref = work.known.find(tree.relation(tree.one(node, "relation")), "materialized_view")
    if ref is None:
        return
    if tree.flag(node, "concurrent"):
        work.lock(Mode.EXCLUSIVE, ref)
        work.draft.read(ref)
    else:
        work.lock(Mode.ACCESS_EXCLUSIVE, ref)
        empty = tree.flag(node, "skip_data")
        work.draft.new_file(NewFile.EMPTIED if empty else NewFile.REWRITTEN, ref)
        for index in work.known.indexes(ref):
            work.lock(Mode.ACCESS_EXCLUSIVE, index.ref)
            work.draft.new_file(NewFile.EMPTIED if empty else NewFile.REBUILT, index.ref)
            if not empty:
                work.draft.build(ref)
    if not tree.flag(node, "skip_data"):
        read_view(work, ref)


def create_rule(work: Work, node: Message) -> None:
    """CREATE RULE analyses what it does instead."""
    work.lock(Mode.ACCESS_EXCLUSIVE, work.known.find(tree.relation(tree.one(node, "relation"))))
    for each in tree.many(node, "actions"):
        analyse(work, each)


def create_function(work: Work, node: Message) -> None:
    """CREATE FUNCTION analyses a body in SQL."""
    body = tree.one(node, "sql_body")
    if body is not None:
        analyse(work, body)
        return
    options = {tree.word(each, "defname"): tree.one(each, "arg") for each in tree.many(node, "options")}
    text = tree.items(options.get("as"))
    if tree.items(options.get("language")) == ("sql",) and text and work.known.session.checks_bodies:
        for each in tree.statements(text[0]):
            analyse(work, each)


def policy(work: Work, node: Message) -> None:
    """CREATE POLICY and ALTER POLICY analyse their conditions."""
    for clause in ("qual", "with_check"):
        found = tree.one(node, clause)
        if found is not None:
            analyse(work, found)
    work.lock(Mode.ACCESS_EXCLUSIVE, work.known.find(tree.relation(tree.one(node, "table"))))


def copy(work: Work, node: Message) -> None:
    """COPY."""
    mode = Mode.ROW_EXCLUSIVE if tree.flag(node, "is_from") else Mode.ACCESS_SHARE
    work.lock_with_partitions(mode, work.known.find(tree.relation(tree.one(node, "relation"))))
    query = tree.one(node, "query")
    if query is not None:
        run(work, query)
