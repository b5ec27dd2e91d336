"""Constraints: made, dropped, altered in place where PostgreSQL can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import (
    cluster_moves_to,
    comment_on,
    set_options,
    trappings,
)
from colonnade.dialects.postgresql.emit.statements import (
    NOTHING,
    alter_table,
    newer,
    parameters,
    parents_of,
    storage_options,
    table_of,
)
from colonnade.dialects.postgresql.quote import names, qualified, quote
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import (
    Action,
    Check,
    Constraint,
    Deferral,
    Exclusion,
    ForeignKey,
    Index,
    Key,
    Match,
    QName,
    Ref,
    Schema,
    Table,
)


@EMIT.on(CreateObject, "constraint")
def create_constraint(operation: Operation, context: Context) -> Alteration | None:
    """ALTER TABLE … ADD CONSTRAINT; an inherited check comes with its parent's."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    assert isinstance(each, Constraint)
    table = _table(each, context.before)
    if isinstance(each, Check) and not each.local and comes_from_parent(each, table, context.before):
        return Alteration(statements=trappings(each, None, context))
    return Alteration(statements=(*added(each, table, context), *trappings(each, None, context)))


def _table(each: Constraint, schema: Schema) -> Table:
    return table_of(schema, each.table) or Table(path=each.table)


def comes_from_parent(check: Check, table: Table, schema: Schema) -> bool:
    """Whether a parent, or one above it, has the check, so that the server gives it to the heir."""
    for parent in parents_of(table, schema):
        above = schema.get(Ref("constraint", (*parent.path, check.name)))
        if isinstance(above, Check):
            if above.inheritable:
                return True
        elif comes_from_parent(check, parent, schema):
            return True
    return False


def added(each: Constraint, table: Table, context: Context) -> Iterator[Statement]:
    """The statements that add a constraint, without its comment."""
    partitioned = table.partition_by is not None
    match each:
        case Key():
            form = "add_primary_key" if each.primary else "add_unique"
            yield _add(table, each, key_clause(each), form, only=True, hazards=_OF_BUILDING)
            yield from of_index(each, table, context)
        case Exclusion() if _comes_with_parents(each, table, context):
            _as_given(each, table)
        case Exclusion():
            clause = f"{each.definition}{_deferral(each.deferral)}"
            # Those of partitions can't be attached, but come along (CompareIndexInfo() in catalog/index.c).
            yield _add(table, each, clause, "add_exclusion", only=not partitioned, hazards=_OF_BUILDING)
            if each.tablespace is not None:
                yield _index_statement(each, f"SET TABLESPACE {quote(each.tablespace)}", "set_index_tablespace")
            yield from of_index(each, table, context)
        case ForeignKey():
            form = "add_foreign_key" if each.valid and each.enforced else "add_foreign_key_not_valid"
            clause, also = foreign_key_clause(each), (Ref("table", each.target),)
            yield _add(table, each, clause, form, only=not partitioned, also=also, hazards=_of_scanning(each))
        case Check():
            form = "add_check" if each.valid and each.enforced else "add_check_not_valid"
            yield _add(table, each, check_clause(each), form, only=False, hazards=_of_scanning(each))
        case _:
            raise AssertionError(each)


_OF_BUILDING = frozenset({Hazard.BUILDS_INDEX, Hazard.MAY_FAIL_ON_DATA})
_OF_SCANNING = frozenset({Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA})


def _of_scanning(each: ForeignKey | Check) -> frozenset[Hazard]:
    return _OF_SCANNING if each.valid and each.enforced else frozenset()


def _comes_with_parents(each: Exclusion, table: Table, context: Context) -> bool:
    """Whether a partition has the exclusion already, which its parent's gave it."""
    if each.attached_to is None or table.partition_of is None or table.ref not in context.before:
        return False
    return Ref("constraint", (*table.partition_of.parent, each.attached_to[-1])) in context.before


def _as_given(each: Exclusion, table: Table) -> None:
    """Raises NotExpressibleError when an exclusion that comes with its parent's has not the server's name."""
    if not (each.name.startswith(table.name[:20]) and "_excl" in each.name):
        raise NotExpressibleError(f"{each.ref} comes with its parent's, under a name of the server's own")


def _add(
    table: Table,
    each: Constraint,
    clause: str,
    form: str,
    *,
    only: bool,
    also: tuple[Ref, ...] = (),
    hazards: frozenset[Hazard],
) -> Statement:
    action = f"ADD CONSTRAINT {quote(each.name)} {clause}"
    return alter_table(table, action, form, only=only, also=also, hazards=hazards)


def key_clause(key: Key) -> str:
    """PRIMARY KEY or UNIQUE with all its clauses."""
    words = "PRIMARY KEY" if key.primary else "UNIQUE" + ("" if key.nulls_distinct else " NULLS NOT DISTINCT")
    period = " WITHOUT OVERLAPS" if key.without_overlaps else ""
    parts = [f"{words} ({names(key.columns)}{period})"]
    if key.include:
        parts.append(f"INCLUDE ({names(key.include)})")
    if key.options:
        parts.append(f"WITH ({storage_options(key.options)})")
    if key.tablespace is not None:
        parts.append(f"USING INDEX TABLESPACE {quote(key.tablespace)}")
    return " ".join(parts) + _deferral(key.deferral)


def foreign_key_clause(each: ForeignKey) -> str:
    """FOREIGN KEY … REFERENCES with all its clauses."""
    own, theirs = list(map(quote, each.columns)), list(map(quote, each.target_columns))
    if each.period:
        own[-1], theirs[-1] = f"PERIOD {own[-1]}", f"PERIOD {theirs[-1]}"
    text = f"FOREIGN KEY ({', '.join(own)}) REFERENCES {qualified(each.target)}({', '.join(theirs)})"
    if each.match is not Match.SIMPLE:
        text += f" MATCH {each.match.value.upper()}"
    if each.on_update is not Action.NO_ACTION:
        text += f" ON UPDATE {each.on_update.value.upper()}"
    if each.on_delete is not Action.NO_ACTION:
        text += f" ON DELETE {each.on_delete.value.upper()}"
        if each.on_delete_columns:
            text += f" ({names(each.on_delete_columns)})"
    return text + _deferral(each.deferral) + _validity(each)


def check_clause(each: Check) -> str:
    """CHECK with all its clauses."""
    local = "" if each.inheritable else " NO INHERIT"
    return f"CHECK ({each.expression}){local}{_validity(each)}"


def _validity(each: ForeignKey | Check) -> str:
    if not each.enforced:
        return " NOT ENFORCED"
    return "" if each.valid else " NOT VALID"


def _deferral(deferral: Deferral) -> str:
    return "" if deferral is Deferral.NEVER else f" {deferral.value.upper()}"


def of_index(each: Key | Exclusion, table: Table, context: Context) -> Iterator[Statement]:
    """What the index of a constraint has beyond it."""
    if each.attached_to is not None and table.partition_of is not None:
        yield attach_index(each.attached_to, index_path(each), table)
    if each.clustered:
        yield alter_table(table, f"CLUSTER ON {quote(each.name)}", "cluster_on")
    yield from comment_on(
        "INDEX", qualified(index_path(each)), None, each.index_comment, on=(Ref("index", index_path(each)),)
    )


def index_path(each: Constraint) -> QName:
    """Path of the index that has a constraint's name."""
    return (*each.path[:-2], each.path[-1])


def attach_index(parent: QName, child: QName, table: Table) -> Statement:
    """ALTER INDEX … ATTACH PARTITION."""
    return Statement(
        sql=f"ALTER INDEX {qualified(parent)} ATTACH PARTITION {qualified(child)}",
        form="attach_index",
        on=(Ref("index", parent), Ref("index", child), table.ref),
    )


def _index_statement(each: Constraint, action: str, form: str) -> Statement:
    return Statement(
        sql=f"ALTER INDEX {qualified(index_path(each))} {action}",
        form=form,
        on=(Ref("index", index_path(each)), Ref("table", each.table)),
    )


@EMIT.on(DropObject, "constraint")
def drop_constraint(operation: Operation, context: Context) -> Alteration | None:
    """DROP CONSTRAINT; an inherited check goes with its parent's."""
    assert isinstance(operation, DropObject)
    each = operation.object
    assert isinstance(each, Constraint)
    table = _table(each, context.before)
    if isinstance(each, Check) and not each.local and parents_of(table, context.before):
        return NOTHING
    if isinstance(each, Key | Exclusion) and goes_with_parent(each.attached_to, each.table, context):
        return NOTHING
    also = (Ref("table", each.target),) if isinstance(each, ForeignKey) else ()
    # The key of a partitioned table has gone already where that of a partition was to stand alone.
    maybe = "IF EXISTS " if isinstance(each, Key | Exclusion) and table.partition_by is not None else ""
    action = f"DROP CONSTRAINT {maybe}{quote(each.name)}"
    return Alteration(statements=(alter_table(table, action, "drop_constraint", also=also),))


@EMIT.on(AlterObject, "constraint")
def alter_constraint(operation: Operation, context: Context) -> Alteration | None:
    """What PostgreSQL changes in a constraint that stays; None for the rest, which is another constraint."""
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    table = _table(after, context.before) if isinstance(after, Constraint) else None
    match before, after:
        case (Key() | Exclusion(), Key() | Exclusion()) if table is not None:
            found = _index_changes(before, after, operation.changed(), table, context)
        case (ForeignKey(), ForeignKey()) if table is not None:
            found = _reference_changes(before, after, table, context)
        case (Check(), Check()) if table is not None:
            found = _check_changes(before, after, table, context)
        case _:
            return None
    if found is None:
        return None
    return Alteration(statements=(*found, *trappings(after, before, context)))


_OF_INDEX = frozenset({"comment", "options", "tablespace", "clustered", "index_comment", "attached_to"})


def _index_changes(
    before: Key | Exclusion, after: Key | Exclusion, changed: frozenset[str], table: Table, context: Context
) -> list[Statement] | None:
    if changed - _OF_INDEX or type(before) is not type(after):
        return None
    found: list[Statement] = []
    if before.attached_to != after.attached_to and not moves_freely(before.attached_to, table, context):
        if after.attached_to is not None or before.attached_to is None:
            return None
        above = parent_index(before.attached_to, table, context.before)
        gone = () if above is None else (parent_dropped(above, context),)
        return [*gone, *added(after, table, context)]
    put, reset = set_options(before.options, after.options)
    if reset:
        found.append(_index_statement(after, f"RESET ({parameters(reset)})", "set_index_options"))
    if put:
        found.append(_index_statement(after, f"SET ({storage_options(after.options)})", "set_index_options"))
    if before.tablespace != after.tablespace:
        space = quote(after.tablespace or "pg_default")
        found.append(_index_statement(after, f"SET TABLESPACE {space}", "set_index_tablespace"))
    if before.clustered != after.clustered:
        other = after.name if after.clustered else cluster_moves_to(table.path, context)
        action = "SET WITHOUT CLUSTER" if other is None else f"CLUSTER ON {quote(other)}"
        found.append(alter_table(table, action, "cluster_on"))
    if before.attached_to != after.attached_to and after.attached_to is not None:
        found.append(attach_index(after.attached_to, index_path(after), table))
    name = qualified(index_path(after))
    found += comment_on("INDEX", name, before.index_comment, after.index_comment, on=(Ref("index", index_path(after)),))
    return found


def goes_with_parent(attached: QName | None, path: QName, context: Context) -> bool:
    """Whether a partition's index is attached, so that it can only be dropped along with that of its parent."""
    table = table_of(context.before, path)
    return attached is not None and table is not None and table.partition_of is not None


def parent_index(attached: QName, table: Table, schema: Schema) -> Index | Key | Exclusion | None:
    """The index or the constraint of the partitioned table that a partition's is attached to."""
    found = schema.get(Ref("index", attached))
    if found is None and table.partition_of is not None:
        found = schema.get(Ref("constraint", (*table.partition_of.parent, attached[-1])))
    return found if isinstance(found, Index | Key | Exclusion) else None


def parent_dropped(above: Index | Key | Exclusion, context: Context) -> Statement:
    """The parent's index goes, and with it those of all partitions, so that one of them can stand alone.

    Raises NotExpressibleError when the parent keeps its index.
    """
    if above.ref in context.after:
        raise NotExpressibleError(
            f"an index that is attached to {above.ref} can't be detached from it",
            hint="drop the index of the partitioned table, or detach the partition",
        )
    if isinstance(above, Index):
        sql = f"DROP INDEX IF EXISTS {qualified(above.path)}"
        return Statement(sql=sql, form="drop_index", on=(above.ref, Ref("table", above.on)))
    table = _table(above, context.before)
    return alter_table(table, f"DROP CONSTRAINT IF EXISTS {quote(above.name)}", "drop_constraint")


def moves_freely(before: QName | None, table: Table | None, context: Context) -> bool:
    """Whether an index was not attached, or was cut loose with its table, or will be."""
    if before is None:
        return True
    if table is None or table.partition_of is None:
        return True
    parent = table.partition_of.parent
    target = table_of(context.after, table.path)
    if target is None or target.partition_of is None or target.partition_of.parent != parent:
        return True
    above = context.before.get(Ref("index", before))
    theirs = above.on if isinstance(above, Index) else None
    return theirs != parent and Ref("constraint", (*parent, before[-1])) not in context.before


def _reference_changes(before: ForeignKey, after: ForeignKey, table: Table, context: Context) -> list[Statement] | None:
    same = replace(
        before,
        deferral=after.deferral,
        valid=after.valid,
        enforced=after.enforced,
        comment=after.comment,
        depends=after.depends,
    )
    if same != after or (before.valid and not after.valid):
        return None
    if before.enforced != after.enforced and not newer(context, 18):
        return None
    found: list[Statement] = []
    name, also = quote(after.name), (Ref("table", after.target),)
    if before.deferral is not after.deferral:
        text = "NOT DEFERRABLE" if after.deferral is Deferral.NEVER else after.deferral.value.upper()
        if after.deferral is Deferral.IMMEDIATE:
            text += " INITIALLY IMMEDIATE"
        found.append(alter_table(table, f"ALTER CONSTRAINT {name} {text}", "alter_constraint", also=also))
    if before.enforced != after.enforced:
        word = "ENFORCED" if after.enforced else "NOT ENFORCED"
        scans = (Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA) if after.enforced else ()
        found.append(
            alter_table(table, f"ALTER CONSTRAINT {name} {word}", "alter_constraint", also=also, hazards=scans)
        )
    if after.valid and not before.valid:
        found.append(
            alter_table(
                table,
                f"VALIDATE CONSTRAINT {name}",
                "validate_foreign_key",
                also=also,
                hazards=(Hazard.MAY_FAIL_ON_DATA,),
            )
        )
    return found


def _check_changes(before: Check, after: Check, table: Table, context: Context) -> list[Statement] | None:
    if not before.local and not after.local and parents_of(table, context.before):
        # Whatever changes, changes with the parent's.
        return []
    same = replace(before, valid=after.valid, comment=after.comment, local=after.local, depends=after.depends)
    if same != after or (before.valid and not after.valid):
        return None
    if before.local != after.local:
        return _locality(before, after, table, context)
    if after.valid and not before.valid:
        hazards = (Hazard.MAY_FAIL_ON_DATA,)
        return [alter_table(table, f"VALIDATE CONSTRAINT {quote(after.name)}", "validate_check", hazards=hazards)]
    return []


def _locality(before: Check, after: Check, table: Table, context: Context) -> list[Statement] | None:
    """A check becomes a table's own by being said again, and its parents' alone by being made anew."""
    target = table_of(context.after, table.path) or table
    if table.partition_of is not None or target.partition_of is not None:
        return []
    if not comes_from_parent(after, table, context.before):
        return [] if after.local else None
    if after.local:
        return [alter_table(table, f"ADD CONSTRAINT {quote(after.name)} {check_clause(after)}", "add_check")]
    return None
