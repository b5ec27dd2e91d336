"""From the text of a statement to its effects."""

from __future__ import annotations

from collections.abc import Callable

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import objects, queries, tree, whole
from colonnade.dialects.postgresql.locks.effects import Draft, Effects
from colonnade.dialects.postgresql.locks.known import Known, Session
from colonnade.dialects.postgresql.locks.tables import actions
from colonnade.dialects.postgresql.locks.work import Work
from colonnade.schema import Schema

_DEFAULT = Session()


def effects_of(
    sql: str, schema: Schema, *, version: tuple[int, ...] = (), session: Session = _DEFAULT
) -> Effects | None:
    """What a statement does to the relations of a schema; None where that can't be known.

    A version that isn't given is that of the schema, or else the newest known. What a statement runs that it doesn't
    show (a function's body, a trigger, DO) is not part of the answer, nor are relations of pg_catalog, TOAST tables,
    and the locks on indexes of tables that a query reads or writes, which have the mode of their table.
    """
    return judged(sql, Known(schema, session, version or schema.version))


def judged(sql: str, known: Known) -> Effects | None:
    """The same for relations that are known already."""
    node = tree.statement(sql)
    return None if node is None else judged_tree(node, known)


def judged_tree(node: Message, known: Known) -> Effects | None:
    """The same for a statement that is parsed already."""
    if tree.kind(node) in _UNKNOWABLE:
        return None
    work = Work(known=known, draft=Draft())
    if tree.kind(node) in queries.QUERIES:
        queries.run(work, node)
    else:
        _READERS.get(tree.kind(node), _nothing)(work, node)
    return work.draft.done()


def _nothing(_work: Work, _node: Message) -> None:
    """Rows of the catalogue are all that is touched."""


def _alter_table(work: Work, node: Message) -> None:
    if tree.choice(node, "objtype") == "OBJECT_TYPE":
        for each in objects.typed_tables(work.known, node):
            actions.apply(work, each, node)
    else:
        actions.alter(work, node)


_UNKNOWABLE = frozenset(
    {"DoStmt", "CallStmt", "ExecuteStmt", "ReassignOwnedStmt", "DropOwnedStmt", "AlterTableMoveAllStmt"}
)
"""They run what their text doesn't show."""
_READERS: dict[str, Callable[[Work, Message], None]] = {
    "AlterDomainStmt": objects.alter_domain,
    "AlterObjectDependsStmt": objects.depends_on_extension,
    "AlterObjectSchemaStmt": objects.set_schema,
    "AlterPolicyStmt": queries.policy,
    "AlterPublicationStmt": objects.alter_publication,
    "AlterSeqStmt": objects.alter_sequence,
    "AlterTableStmt": _alter_table,
    "ClusterStmt": whole.cluster,
    "CommentStmt": objects.comment,
    "CopyStmt": queries.copy,
    "CreateForeignTableStmt": whole.create_foreign_table,
    "CreateFunctionStmt": queries.create_function,
    "CreatePolicyStmt": queries.policy,
    "CreatePublicationStmt": objects.create_publication,
    "CreateSeqStmt": objects.create_sequence,
    "CreateStatsStmt": objects.create_statistics,
    "CreateStmt": whole.create_table,
    "CreateTableAsStmt": queries.create_table_as,
    "CreateTrigStmt": objects.create_trigger,
    "DropStmt": objects.drop,
    "GrantStmt": objects.grant,
    "IndexStmt": whole.create_index,
    "LockStmt": whole.lock_table,
    "RefreshMatViewStmt": queries.refresh,
    "ReindexStmt": whole.reindex,
    "RenameStmt": objects.rename,
    "RuleStmt": queries.create_rule,
    "SecLabelStmt": objects.comment,
    "TruncateStmt": whole.truncate,
    "VacuumStmt": whole.vacuum,
    "ViewStmt": queries.create_view,
}
