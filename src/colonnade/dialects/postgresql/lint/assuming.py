"""Taking what a statement names to be there, where nothing is known of the database.

A migration alone says little of what is there; what it changes must be, or it would fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from google.protobuf.message import Message

from colonnade.dialects.postgresql.lint.follow.creating import assumed_check, whole
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.locks import tree
from colonnade.schema import MaterializedView, QName, Ref, Sequence, Sql, View

_CREATED = {
    "CreateStmt": "relation",
    "CreateForeignTableStmt": "relation",
    "ViewStmt": "view",
    "CreateSeqStmt": "sequence",
    "CompositeTypeStmt": "typevar",
    "IntoClause": "rel",
}
_OWN_COLUMNS = frozenset(
    "AT_DropColumn AT_AlterColumnType AT_SetNotNull AT_DropNotNull AT_ColumnDefault AT_SetStatistics AT_SetStorage "
    "AT_SetIdentity AT_DropIdentity AT_AddIdentity AT_SetExpression AT_DropExpression".split()
)
_OBJECTS = {
    "OBJECT_TABLE": "table",
    "OBJECT_FOREIGN_TABLE": "table",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "materialized_view",
    "OBJECT_SEQUENCE": "sequence",
}
_NOTHING = frozenset({"TransactionStmt", "VariableSetStmt", "CreateExtensionStmt", "CreateFunctionStmt", "DoStmt"})


def assume(known: Following, node: Message) -> None:
    """Put in what a statement names and nobody has seen."""
    kind = tree.kind(node)
    if kind in _NOTHING:
        return
    if kind == "DropStmt":
        sort = _OBJECTS.get(tree.choice(node, "remove_type"))
        for each in tree.many(node, "objects") if sort is not None else ():
            _take_as(known, tree.items(each), sort or "table")
        return
    if kind == "CommentStmt":
        what, name = tree.choice(node, "objtype"), tree.items(tree.one(node, "object"))
        if what in _OBJECTS or what == "OBJECT_COLUMN":
            _take_as(known, name[:-1] if what == "OBJECT_COLUMN" else name, _OBJECTS.get(what, "table"))
        return
    sort = _sort(node, kind)
    if sort is not None:
        for path in _named(node):
            _take_as(known, path, sort)
    if kind == "AlterTableStmt":
        _assume_parts(known, node)
    elif kind == "RenameStmt" and tree.choice(node, "rename_type") == "OBJECT_COLUMN":
        ref = known.find(tree.relation(tree.one(node, "relation")), "table")
        if ref is not None:
            known.assume_column(ref, tree.word(node, "subname"))


def _sort(node: Message, kind: str) -> str | None:
    """What the relations of a statement are taken for; None where nothing is taken to be there."""
    match kind:
        case "AlterTableStmt":
            return _OBJECTS.get(tree.choice(node, "objtype"))
        case "RenameStmt":
            what = tree.choice(node, "rename_type")
            relation = tree.choice(node, "relation_type")
            return _OBJECTS.get(relation if what in ("OBJECT_COLUMN", "OBJECT_TABCONSTRAINT") else what)
        case "AlterObjectSchemaStmt":
            return _OBJECTS.get(tree.choice(node, "object_type"))
        case "RefreshMatViewStmt":
            return "materialized_view"
        case "AlterSeqStmt":
            return "sequence"
        case "ReindexStmt" if tree.choice(node, "kind") != "REINDEX_OBJECT_TABLE":
            return None
        case _:
            return "table"


def _named(node: Message) -> Iterator[QName]:
    """The relations that a statement names, those that it makes left aside."""
    made: set[int] = set()
    queries: set[str] = set()
    found: list[Message] = []
    for each in tree.everything(node):
        kind = tree.kind(each)
        if kind in _CREATED:
            own = tree.one(each, _CREATED[kind])
            if own is not None:
                made.add(getattr(own, "location", -1))
        elif kind == "CommonTableExpr":
            queries.add(tree.word(each, "ctename"))
        elif kind == "RangeVar":
            found.append(each)
    for each in found:
        path = tree.relation(each)
        if getattr(each, "location", 0) in made or not path:
            continue
        if (len(path) == 1 and path[0] in queries) or path[0] in ("pg_catalog", "information_schema"):
            continue
        if len(path) == 1 and path[0].startswith("pg_"):
            continue
        yield path


def _take_as(known: Following, path: QName, sort: str) -> None:
    if not path or known.find(path) is not None:
        return
    name = whole(known, path)
    match sort:
        case "view":
            known.put(View(path=name, definition=Sql("")))
        case "materialized_view":
            known.put(MaterializedView(path=name, definition=Sql("")))
        case "sequence":
            known.put(Sequence(path=name))
        case _:
            known.assume_table(path)
    known.assumed.add(Ref(sort, name))


def _assume_parts(known: Following, node: Message) -> None:
    ref = known.find(tree.relation(tree.one(node, "relation")), "table")
    if ref is None or ref not in known.assumed:
        return
    for each in tree.many(node, "cmds"):
        action = tree.choice(each, "subtype")
        if action in _OWN_COLUMNS:
            known.assume_column(ref, tree.word(each, "name"))
        elif action == "AT_ValidateConstraint":
            name = tree.word(each, "name")
            if Ref("constraint", (*ref.path, name)) not in known.schema:
                assumed_check(known, ref, name)
