"""ALTER TABLE: the mode of each action, and what each one does.

Source: AlterTableGetLockLevel() in tablecmds.c and AlterTableGetRelOptionsLockLevel() in reloptions.c; of several
actions the strongest decides for all.
"""

from __future__ import annotations

from collections.abc import Callable

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode, NewFile, at_least
from colonnade.dialects.postgresql.locks.tables import columns, constraints, partitions, triggers
from colonnade.dialects.postgresql.locks.work import Target, Work
from colonnade.schema import Index, Key, MaterializedView, Persistence, Ref, Table

_MODES = {
    "AT_SetStatistics": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_SetOptions": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_ResetOptions": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_ClusterOn": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_DropCluster": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_ValidateConstraint": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_AttachPartition": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_DetachPartitionFinalize": Mode.SHARE_UPDATE_EXCLUSIVE,
    "AT_EnableTrig": Mode.SHARE_ROW_EXCLUSIVE,
    "AT_EnableAlwaysTrig": Mode.SHARE_ROW_EXCLUSIVE,
    "AT_EnableReplicaTrig": Mode.SHARE_ROW_EXCLUSIVE,
    "AT_EnableTrigAll": Mode.SHARE_ROW_EXCLUSIVE,
    "AT_EnableTrigUser": Mode.SHARE_ROW_EXCLUSIVE,
    "AT_DisableTrig": Mode.SHARE_ROW_EXCLUSIVE,
    "AT_DisableTrigAll": Mode.SHARE_ROW_EXCLUSIVE,
    "AT_DisableTrigUser": Mode.SHARE_ROW_EXCLUSIVE,
}
_OPTIONS = frozenset({"AT_SetRelOptions", "AT_ResetRelOptions", "AT_ReplaceRelOptions"})
_GENTLE_OPTIONS = frozenset(
    {
        "deduplicate_items",
        "fillfactor",
        "log_autovacuum_min_duration",
        "n_distinct",
        "parallel_workers",
        "toast_tuple_target",
        "vacuum_index_cleanup",
        "vacuum_max_eager_freeze_failure_rate",
        "vacuum_truncate",
    }
)


def alter(work: Work, statement: Message) -> None:
    """ALTER TABLE, ALTER INDEX, ALTER VIEW, ALTER MATERIALIZED VIEW and so on with actions."""
    ref = work.known.find(tree.relation(tree.one(statement, "relation")))
    if ref is not None:
        apply(work, ref, statement)


def apply(work: Work, ref: Ref, statement: Message) -> None:
    """The actions of a statement on a relation, which need not be the one that it names."""
    commands = tree.many(statement, "cmds")
    mode = at_least(*(_mode(each) for each in commands))
    work.lock(mode, ref)
    with_heirs = tree.flag(tree.one(statement, "relation"), "inh") or tree.choice(statement, "objtype") == "OBJECT_TYPE"
    target = Target(work=work, ref=ref, mode=mode, with_heirs=with_heirs)
    for each in commands:
        _ACTIONS.get(tree.choice(each, "subtype"), _no_more)(target, each)


def _mode(command: Message) -> Mode:
    action = tree.choice(command, "subtype")
    definition = tree.one(command, "def")
    if action in _OPTIONS and definition is not None:
        names = [
            (tree.word(each, "defnamespace"), tree.word(each, "defname")) for each in tree.many(definition, "items")
        ]
        gentle = all(
            space == "toast" or name in _GENTLE_OPTIONS or name.startswith("autovacuum_") for space, name in names
        )
        return Mode.SHARE_UPDATE_EXCLUSIVE if gentle else Mode.ACCESS_EXCLUSIVE
    if action == "AT_DetachPartition" and tree.flag(definition, "concurrent"):
        return Mode.SHARE_UPDATE_EXCLUSIVE
    if action == "AT_AddConstraint" and definition is not None:
        foreign = tree.choice(definition, "contype") == "CONSTR_FOREIGN"
        return Mode.SHARE_ROW_EXCLUSIVE if foreign else Mode.ACCESS_EXCLUSIVE
    return _MODES.get(action, Mode.ACCESS_EXCLUSIVE)


def _no_more(_target: Target, _command: Message) -> None:
    """The lock on the relation is all."""


def _with_heirs(target: Target, _command: Message) -> None:
    target.work.lock(target.mode, *target.family)


def _add_constraint(target: Target, command: Message) -> None:
    definition = tree.one(command, "def")
    if definition is None:
        return
    match tree.choice(definition, "contype"):
        case "CONSTR_FOREIGN":
            constraints.add_foreign_key(target, definition)
        case "CONSTR_CHECK":
            constraints.add_check(target, definition)
        case "CONSTR_NOTNULL":
            if tree.flag(definition, "skip_validation"):
                target.work.lock(target.mode, *target.family)
            else:
                columns.require(target, *tree.words(tree.many(definition, "keys")))
        case _:
            constraints.add_index(target, definition)


def _persist(target: Target, command: Message) -> None:
    """SET LOGGED and SET UNLOGGED: the sequences of the table follow since 15."""
    wanted = Persistence.PERMANENT if tree.choice(command, "subtype") == "AT_SetLogged" else Persistence.UNLOGGED
    table = target.known.table(target.ref)
    if target.ref.kind == "sequence":
        _replace(target, target.ref)
    elif table is not None and table.persistence is not wanted:
        target.work.rewrite(target.ref)
        for sequence in target.known.sequences(target.ref) if target.known.major >= _SEQUENCES_FOLLOW else ():
            target.work.lock(Mode.ACCESS_EXCLUSIVE, sequence)
            _replace(target, sequence)


_SEQUENCES_FOLLOW = 15


def _replace(target: Target, ref: Ref) -> None:
    target.work.draft.new_file(NewFile.EMPTIED, ref)


def _set_access_method(target: Target, command: Message) -> None:
    found = target.known.schema.get(target.ref)
    if isinstance(found, Table | MaterializedView):
        wanted = tree.word(command, "name") or "heap"
        if (found.access_method or "heap") != wanted:
            target.work.rewrite(target.ref)


def _set_tablespace(target: Target, command: Message) -> None:
    """Files move as they are: all is written, the indexes not."""
    found = target.known.schema.get(target.ref)
    own = found.tablespace if isinstance(found, Table | MaterializedView | Index | Key) else None
    wanted = tree.word(command, "name")
    if (own or "pg_default") != wanted and (target.known.stores(target.ref) or target.ref.kind == "index"):
        target.work.draft.new_file(NewFile.REWRITTEN, target.ref)


def _owner(target: Target, command: Message) -> None:
    """A new owner gets the indexes and sequences too."""
    role = tree.one(command, "newowner")
    found = target.known.schema.get(target.ref)
    if role is None or tree.choice(role, "roletype") != "ROLESPEC_CSTRING":
        return
    if found is not None and found.owner == tree.word(role, "rolename"):
        return
    target.work.lock(Mode.ACCESS_EXCLUSIVE, *(each.ref for each in target.known.indexes(target.ref)))
    target.work.lock(Mode.ACCESS_EXCLUSIVE, *target.known.sequences(target.ref))


def _attach(target: Target, command: Message) -> None:
    """ATTACH PARTITION of a table, or of an index."""
    if target.ref.kind != "index":
        partitions.attach(target, command)
        return
    definition = tree.one(command, "def")
    child = target.known.find(tree.relation(tree.one(definition, "name")), "index") if definition else None
    target.work.lock(Mode.ACCESS_EXCLUSIVE, child)
    target.work.lock(Mode.ACCESS_SHARE, target.known.index_owner(target.ref))
    target.work.lock(Mode.ACCESS_SHARE, target.known.index_owner(child) if child is not None else None)


def _cluster_on(target: Target, command: Message) -> None:
    target.work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, _index_named(target, tree.word(command, "name")))


def _replica_identity(target: Target, command: Message) -> None:
    definition = tree.one(command, "def")
    target.work.lock(Mode.SHARE, _index_named(target, tree.word(definition, "name")) if definition else None)


def _index_named(target: Target, name: str) -> Ref | None:
    return target.known.find((*target.ref.path[:-1], name), "index") if name else None


_ACTIONS: dict[str, Callable[[Target, Message], None]] = {
    "AT_AddColumn": columns.add_column,
    "AT_DropColumn": columns.drop,
    "AT_AlterColumnType": columns.change_type,
    "AT_SetNotNull": columns.set_not_null,
    "AT_SetExpression": columns.set_expression,
    "AT_DropExpression": _with_heirs,
    "AT_DropNotNull": columns.drop_not_null,
    "AT_ColumnDefault": _with_heirs,
    "AT_SetStatistics": _with_heirs,
    "AT_SetStorage": _with_heirs,
    "AT_AddIdentity": columns.of_identity,
    "AT_SetIdentity": columns.of_identity,
    "AT_DropIdentity": columns.of_identity,
    "AT_AddConstraint": _add_constraint,
    "AT_AlterConstraint": constraints.alter,
    "AT_ValidateConstraint": constraints.validate,
    "AT_DropConstraint": constraints.drop,
    "AT_AttachPartition": _attach,
    "AT_DetachPartition": partitions.detach,
    "AT_AddInherit": partitions.inherit,
    "AT_DropInherit": partitions.inherit,
    "AT_SetLogged": _persist,
    "AT_SetUnLogged": _persist,
    "AT_SetAccessMethod": _set_access_method,
    "AT_SetTableSpace": _set_tablespace,
    "AT_ChangeOwner": _owner,
    "AT_ClusterOn": _cluster_on,
    "AT_EnableTrig": triggers.enable,
    "AT_EnableAlwaysTrig": triggers.enable,
    "AT_EnableReplicaTrig": triggers.enable,
    "AT_EnableTrigAll": triggers.enable,
    "AT_EnableTrigUser": triggers.enable,
    "AT_DisableTrig": triggers.enable,
    "AT_DisableTrigAll": triggers.enable,
    "AT_DisableTrigUser": triggers.enable,
    "AT_ReplicaIdentity": _replica_identity,
}
