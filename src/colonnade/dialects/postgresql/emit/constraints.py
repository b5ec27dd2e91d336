"""Constraints: made, dropped, altered in place where PostgreSQL can."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import comment_on, trappings
from colonnade.dialects.postgresql.emit.statements import (
    NOTHING,
    alter_table,
    parents_of,
    storage_options,
    table_of,
)
from colonnade.dialects.postgresql.quote import names, qualified, quote
from colonnade.ops import CreateObject, DropObject, Operation
from colonnade.schema import (
    Action,
    Check,
    Constraint,
    Deferral,
    Exclusion,
    ForeignKey,
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
    """Whether a parent has the check, so that the server gives it to the heir."""
    for parent in parents_of(table, schema):
        above = schema.get(Ref("constraint", (*parent.path, check.name)))
        if isinstance(above, Check) and above.inheritable:
            return True
    return False


def added(each: Constraint, table: Table, context: Context) -> Iterator[Statement]:
    """The statements that add a constraint, without its comment."""
    partitioned = table.partition_by is not None
    match each:
        case Key():
            form = "add_primary_key" if each.primary else "add_unique"
            hazards = {Hazard.BUILDS_INDEX, Hazard.MAY_FAIL_ON_DATA}
            yield _add(table, each, key_clause(each), form, only=True, hazards=hazards)
            yield from of_index(each, table, context)
        case Exclusion():
            clause = f"{each.definition}{_deferral(each.deferral)}"
            hazards = {Hazard.BUILDS_INDEX, Hazard.MAY_FAIL_ON_DATA}
            yield _add(table, each, clause, "add_exclusion", only=True, hazards=hazards)
            if each.tablespace is not None:
                yield _index_statement(each, f"SET TABLESPACE {quote(each.tablespace)}", "set_index_tablespace")
            yield from of_index(each, table, context)
        case ForeignKey():
            form = "add_foreign_key" if each.valid and each.enforced else "add_foreign_key_not_valid"
            hazards = {Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA} if each.valid and each.enforced else set()
            yield _add(
                table,
                each,
                foreign_key_clause(each),
                form,
                only=not partitioned,
                also=(Ref("table", each.target),),
                hazards=hazards,
            )
        case Check():
            form = "add_check" if each.valid and each.enforced else "add_check_not_valid"
            hazards = {Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA} if each.valid and each.enforced else set()
            yield _add(table, each, check_clause(each), form, only=False, hazards=hazards)
        case _:
            raise AssertionError(each)


def _add(
    table: Table,
    each: Constraint,
    clause: str,
    form: str,
    *,
    only: bool,
    also: tuple[Ref, ...] = (),
    hazards: set[Hazard],
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
    yield from comment_on("INDEX", qualified(index_path(each)), None, each.index_comment, on=(table.ref,))


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
    also = (Ref("table", each.target),) if isinstance(each, ForeignKey) else ()
    return Alteration(
        statements=(alter_table(table, f"DROP CONSTRAINT {quote(each.name)}", "drop_constraint", also=also),)
    )
