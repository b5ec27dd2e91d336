"""Transactions: what can't be in one, what makes one long, what leaves one open."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Blocks
from colonnade.dialects.postgresql.lint.book import END, STATEMENT, rule
from colonnade.dialects.postgresql.lint.fixes import alone
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Fix, Hit, Severity

_BEGINS = ("TRANS_STMT_BEGIN", "TRANS_STMT_START")
_ENDS = ("TRANS_STMT_COMMIT", "TRANS_STMT_ROLLBACK")
_WRITES = ("UpdateStmt", "DeleteStmt", "MergeStmt", "InsertStmt")
_ALWAYS_ALONE = frozenset(
    {"CreatedbStmt", "DropdbStmt", "AlterSystemStmt", "CreateTableSpaceStmt", "DropTableSpaceStmt"}
)


def _must_be_alone(act: Act) -> bool:
    """Whether the server refuses the statement inside a transaction."""
    node, step = act.node, act.step
    match step.kind:
        case "IndexStmt" | "DropStmt":
            return tree.flag(node, "concurrent")
        case "ReindexStmt":
            whole = tree.choice(node, "kind") in ("REINDEX_OBJECT_SCHEMA", "REINDEX_OBJECT_DATABASE")
            return tree.is_on(node, "concurrently") or whole
        case "VacuumStmt":
            return tree.flag(node, "is_vacuumcmd")
        case "AlterTableStmt":
            return any(
                each.kind == "AT_DetachPartition" and tree.flag(each.definition, "concurrent") for each in step.acts
            )
        case kind:
            return kind in _ALWAYS_ALONE


@rule(
    "TXN001",
    Severity.ERROR,
    STATEMENT,
    peers=("squawk:ban-concurrent-index-creation-in-transaction", "atlas:PG103"),
)
def not_in_transaction(act: Act) -> Iterator[Hit]:
    """A statement that can't run inside a transaction stands in one.

    Why: The server refuses CREATE INDEX CONCURRENTLY, VACUUM and the like there, and the migration fails. Tools that
    run each file in a transaction have a mark for files that must not.
    Bad:
        BEGIN;
        CREATE INDEX CONCURRENTLY i ON orders (placed_at);
        COMMIT;
    Good:
        CREATE INDEX CONCURRENTLY i ON orders (placed_at);
    """
    step = act.step
    if step.transaction is None or not _must_be_alone(act):
        return
    runner = step.script.runner or "the runner"
    where = f"{runner} runs the file in a transaction" if step.course.is_wrapped else "a transaction is open"
    edits = alone(step) if step.editable else None
    title = "put it into a file of its own that runs outside of a transaction" if edits is None else "end it before"
    yield step.hit(f"the server refuses it here: {where}", fix=Fix(title=title, edits=edits or ()))


@rule("TXN002", Severity.WARNING, "TransactionStmt", peers=("squawk:transaction-nesting",))
def nested(act: Act) -> Iterator[Hit]:
    """A transaction is begun inside another one.

    Why: The server only warns and goes on: the first COMMIT ends it all, and what comes after it is on its own, though
    it looks guarded. In a file that the runner wraps, COMMIT ends the runner's transaction.
    Bad:
        BEGIN;
        BEGIN;
        COMMIT;
    Good:
        BEGIN;
        COMMIT;
    """
    kind, transaction = tree.choice(act.node, "kind"), act.step.transaction
    if transaction is None:
        return
    if kind in _BEGINS:
        runner = act.step.script.runner or "the runner"
        said = f"{runner} has begun one already" if act.step.course.is_wrapped else "one is open already"
        yield act.step.hit(f"a transaction is begun, and {said}")


@rule("TXN003", Severity.ERROR, END, peers=("squawk:ban-uncommitted-transaction",))
def left_open(act: Act) -> Iterator[Hit]:
    """A script ends inside the transaction that it began.

    Why: When the session ends all of it is rolled back, without an error.
    Bad:
        BEGIN;
        ALTER TABLE orders ADD COLUMN note text;
    Good:
        BEGIN;
        ALTER TABLE orders ADD COLUMN note text;
        COMMIT;
    """
    transaction = act.step.transaction
    if transaction is not None and transaction.begin is not None:
        hit = act.step.hit("nothing commits this transaction", fix=Fix(title="COMMIT at the end"))
        yield Hit(object=hit.object, message=hit.message, fix=hit.fix, span=transaction.begin)


@rule("TXN004", Severity.WARNING, "TransactionStmt", peers=("squawk:transaction-nesting",))
def nothing_to_end(act: Act) -> Iterator[Hit]:
    """A transaction is ended where none was begun.

    Why: The server only warns. What was meant to be one transaction has run statement by statement.
    Bad:
        ALTER TABLE orders ADD COLUMN note text;
        COMMIT;
    Good:
        BEGIN;
        ALTER TABLE orders ADD COLUMN note text;
        COMMIT;
    """
    if tree.choice(act.node, "kind") in _ENDS and act.step.transaction is None:
        yield act.step.hit("no transaction is open here")


@rule("TXN005", Severity.ERROR, STATEMENT)
def new_value_used(act: Act) -> Iterator[Hit]:
    """A new value of an enum is used in the transaction that adds it.

    Why: The server refuses it: "unsafe use of new value". The value can be used after a commit only.
    Bad:
        BEGIN;
        ALTER TYPE state ADD VALUE 'lost';
        UPDATE orders SET state = 'lost' WHERE id = 1;
        COMMIT;
    Good:
        ALTER TYPE state ADD VALUE 'lost';
        UPDATE orders SET state = 'lost' WHERE id = 1;
    """
    transaction = act.step.transaction
    if transaction is None or not transaction.new_values or act.step.kind == "AlterEnumStmt":
        return
    for _, value in transaction.new_values:
        literal = "'" + value.replace("'", "''") + "'"
        if any(each.text == literal for each in act.step.tokens.all):
            yield act.step.hit(f"the value {value} was added in the same transaction, so it can't be used yet")


@rule("TXN006", Severity.WARNING, "VariableSetStmt")
def local_without_transaction(act: Act) -> Iterator[Hit]:
    """A setting is made for a transaction where there is none.

    Why: SET LOCAL outside of a transaction has no effect; a lock_timeout that was set so guards nothing.
    Bad:
        SET LOCAL lock_timeout = '5s';
        ALTER TABLE orders ADD COLUMN note text;
    Good:
        SET lock_timeout = '5s';
        ALTER TABLE orders ADD COLUMN note text;
    """
    if tree.flag(act.node, "is_local") and act.step.transaction is None:
        yield act.step.hit(
            f"SET LOCAL {tree.word(act.node, 'name')} has no effect here", fix=Fix(title="leave out LOCAL")
        )


@rule("LCK036", Severity.WARNING, STATEMENT, peers=("eugene:E4",))
def work_under_lock(act: Act) -> Iterator[Hit]:
    """Long work follows in a transaction that holds a table locked.

    Why: A lock is held until its transaction ends. Rows read or written after an ALTER TABLE make everybody wait who
    wants the altered table.
    Bad:
        BEGIN;
        ALTER TABLE orders ADD COLUMN note text;
        UPDATE customers SET name = upper(name);
        COMMIT;
    Good:
        BEGIN;
        ALTER TABLE orders ADD COLUMN note text;
        COMMIT;
        UPDATE customers SET name = upper(name);
    """
    step = act.step
    transaction = step.transaction
    if transaction is None or not transaction.exclusive or step.effects is None or "LCK036" in transaction.told:
        return
    long = [*step.effects.scans, *step.rewritten]
    if step.kind in _WRITES or (step.kind == "SelectStmt" and step.effects.reads):
        long += [*step.effects.reads, *([step.ref] if step.ref is not None and step.kind != "InsertStmt" else [])]
    long = [each for each in dict.fromkeys(long) if not step.is_new(each)]
    held = [each for each, number in transaction.exclusive.items() if number != step.number]
    if long and held:
        transaction.told.add("LCK036")
        names = ", ".join(step.name(each) for each in held[:3])
        yield step.hit(f"it runs while {names} is locked (ACCESS EXCLUSIVE), so that reads and writes of it wait")


@rule("LCK037", Severity.WARNING, "UpdateStmt", "DeleteStmt", peers=("strong_migrations:execute",))
def backfill_beside_ddl(act: Act) -> Iterator[Hit]:
    """Rows of a table are filled in the transaction that alters the table.

    Why: The table stays locked for as long as all its rows take, and what was written can't be cleaned up until the
    end.
    Bad:
        BEGIN;
        ALTER TABLE orders ADD COLUMN state text;
        UPDATE orders SET state = 'new';
        COMMIT;
    Good:
        ALTER TABLE orders ADD COLUMN state text;
    """
    transaction = act.step.transaction
    if transaction is not None and act.ref in transaction.exclusive and not act.is_new and act.ref is not None:
        fix = Fix(title="fill the rows in a later migration, outside of a transaction, in batches")
        yield act.step.hit(
            f"rows of {act.step.name(act.ref)} are written while it is locked (ACCESS EXCLUSIVE)", fix=fix
        )


@rule("LCK039", Severity.WARNING, STATEMENT)
def several_tables_locked(act: Act) -> Iterator[Hit]:
    """A transaction locks several tables one after the other.

    Why: It holds the first while it waits for the second. A program that takes them the other way round makes a
    deadlock, and the longest of the waits is everybody's.
    Bad:
        BEGIN;
        ALTER TABLE orders ADD COLUMN a int;
        ALTER TABLE customers ADD COLUMN b int;
        COMMIT;
    Good:
        ALTER TABLE orders ADD COLUMN a int;
        ALTER TABLE customers ADD COLUMN b int;
    """
    step = act.step
    transaction = step.transaction
    if transaction is None or not transaction.exclusive or step.script.runner == "plan":
        return
    if "LCK039" in transaction.told:
        return
    tables = [each.object for each in step.old_claims if each.blocks is Blocks.READS and each.object.kind == "table"]
    others = [each for each in transaction.exclusive if each not in tables and each.kind == "table"]
    fresh = [each for each in tables if each not in transaction.exclusive]
    if fresh and others:
        transaction.told.add("LCK039")
        yield step.hit(
            f"{step.name(fresh[0])} is locked while {step.name(others[0])} is locked already (ACCESS EXCLUSIVE)",
            fix=Fix(title="lock one table in a transaction, or all of them at its beginning"),
        )


@rule("LCK040", Severity.WARNING, "UpdateStmt", "DeleteStmt", peers=("strong_migrations:execute",))
def all_rows_at_once(act: Act) -> Iterator[Hit]:
    """All rows of a table are changed by one statement.

    Why: Every row stays locked until the end, the table grows by as many dead rows, and replicas fall behind.
    Bad:
        UPDATE orders SET state = 'new';
    Good:
        UPDATE orders SET state = 'new' WHERE id BETWEEN 1 AND 10000;
    """
    if tree.one(act.node, "where_clause") is None and not act.is_new and act.ref is not None:
        word = "changed" if act.step.kind == "UpdateStmt" else "deleted"
        yield act.step.hit(
            f"all rows of {act.step.name(act.ref)} are {word} at once: other writers of these rows wait",
            fix=Fix(title="go over the key in batches, each a transaction of its own"),
        )
