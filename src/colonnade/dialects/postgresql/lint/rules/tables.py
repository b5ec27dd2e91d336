"""Whole tables rewritten, read or locked."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Blocks
from colonnade.dialects.postgresql.lint.book import STATEMENT, rule
from colonnade.dialects.postgresql.lint.fixes import lock_timeout
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Fix, Hit, Severity

_DETACH_CONCURRENTLY = 14


@rule("LCK004", Severity.WARNING, "AT_DetachPartition", peers=("squawk:require-concurrent-partition-detach",))
def partition_detached_under_lock(act: Act) -> Iterator[Hit]:
    """A partition is detached while nobody can use the partitioned table.

    Why: DETACH PARTITION takes ACCESS EXCLUSIVE on the parent. CONCURRENTLY (from PostgreSQL 14 on, outside of a
    transaction, without a default partition) lets reads and writes go on.
    Bad:
        ALTER TABLE events DETACH PARTITION events_2020;
    Good:
        ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;
    """
    if tree.flag(act.definition, "concurrent") or act.is_new or act.ref is None:
        return
    # Not done by itself: the server then leaves a check of the bounds on the table, and another schema.
    title = "DETACH PARTITION … CONCURRENTLY, outside of a transaction; drop the check of the bounds that it leaves"
    fix = Fix(title=title if act.step.major >= _DETACH_CONCURRENTLY else "set lock_timeout, and try again")
    yield act.hit(f"the partitioned table is locked: {act.step.blocked(act.ref)}", fix=fix)


@rule("LCK023", Severity.ERROR, "ClusterStmt", peers=("squawk:prefer-repack",))
def cluster(act: Act) -> Iterator[Hit]:
    """A table is rewritten in the order of an index.

    Why: CLUSTER writes the table and its indexes anew under ACCESS EXCLUSIVE.
    Bad:
        CLUSTER orders USING orders_pkey;
    Good:
        ALTER TABLE orders CLUSTER ON orders_pkey;
    """
    if not act.is_new:
        blocked = act.step.blocked() or "nobody can read or write the tables"
        yield act.hit(f"all rows are written anew: {blocked}", fix=Fix(title="use pg_repack or pg_squeeze"))


@rule("LCK024", Severity.ERROR, "VacuumStmt", peers=("squawk:prefer-repack",))
def vacuum_full(act: Act) -> Iterator[Hit]:
    """A table is rewritten to give space back.

    Why: VACUUM FULL writes the table and its indexes anew under ACCESS EXCLUSIVE. Plain VACUUM lets others work.
    Bad:
        VACUUM FULL orders;
    Good:
        VACUUM orders;
    """
    if tree.flag(act.node, "is_vacuumcmd") and tree.is_on(act.node, "full"):
        blocked = act.step.blocked() or "nobody can read or write the tables"
        yield act.hit(f"all rows are written anew: {blocked}", fix=Fix(title="use pg_repack or pg_squeeze"))


@rule("LCK025", Severity.ERROR, "AT_SetLogged", "AT_SetUnLogged")
def logging_changed(act: Act) -> Iterator[Hit]:
    """A table is rewritten to change whether it is logged.

    Why: SET LOGGED and SET UNLOGGED write the whole table anew under ACCESS EXCLUSIVE.
    Bad:
        ALTER TABLE orders SET UNLOGGED;
    Good:
        CREATE UNLOGGED TABLE orders_cache (id bigint PRIMARY KEY);
    """
    if act.ref is not None and not act.is_new and act.ref in {*act.step.rewritten, *_unknown(act)}:
        yield act.hit(f"all rows are written anew: {act.step.blocked(act.ref)}")


def _unknown(act: Act) -> Iterator[object]:
    """A table of which nothing is known may be logged or not."""
    if act.ref in act.step.known.assumed:
        yield act.ref


@rule("LCK026", Severity.ERROR, "AT_SetTableSpace", "AT_SetAccessMethod")
def storage_moved(act: Act) -> Iterator[Hit]:
    """A table or index is written to another place.

    Why: SET TABLESPACE and SET ACCESS METHOD copy the whole object under ACCESS EXCLUSIVE.
    Bad:
        ALTER TABLE orders SET TABLESPACE fast;
    Good:
        CREATE INDEX CONCURRENTLY orders_id_fast ON orders (id) TABLESPACE fast;
    """
    if act.step.rewrites(act.ref):
        yield act.hit(f"everything is written anew: {act.step.blocked(act.ref)}")


@rule("LCK027", Severity.WARNING, "AT_AttachPartition")
def partition_attached_with_scan(act: Act) -> Iterator[Hit]:
    """A table becomes a partition, and all of its rows are read.

    Why: ATTACH PARTITION looks whether every row is within the bounds while nobody can use the new partition, unless a
    valid check says so already; the default partition is read too.
    Bad:
        CREATE TABLE events (day date NOT NULL) PARTITION BY RANGE (day);
        CREATE TABLE events_2020 (day date NOT NULL);
        -- next migration
        ALTER TABLE events ATTACH PARTITION events_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    Good:
        CREATE TABLE events (day date NOT NULL) PARTITION BY RANGE (day);
        CREATE TABLE events_2020 (day date NOT NULL, CHECK (day >= '2020-01-01' AND day < '2021-01-01'));
        -- next migration
        ALTER TABLE events ATTACH PARTITION events_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    """
    scans = [each for each in (act.step.effects.scans if act.step.effects else ()) if not act.step.is_new(each)]
    if scans:
        names = ", ".join(act.step.name(each) for each in scans)
        fix = Fix(title="add a check of the bounds NOT VALID and validate it before; drop it afterwards")
        yield act.hit(f"all rows of {names} are read: {act.step.blocked(*scans)}", fix=fix)


@rule("LCK028", Severity.WARNING, "CreateStmt")
def partition_made_under_lock(act: Act) -> Iterator[Hit]:
    """A partition is made while nobody can use the partitioned table.

    Why: CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the parent; a table made apart and then attached only
    SHARE UPDATE EXCLUSIVE.
    Bad:
        CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
    Good:
        CREATE TABLE events_2027 (LIKE events INCLUDING ALL);
        ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
    """
    if tree.one(act.node, "partbound") is None:
        return
    locked = [each.object for each in act.step.old_claims if each.blocks is Blocks.READS]
    if locked:
        fix = Fix(title="CREATE TABLE … (LIKE parent INCLUDING ALL), then ATTACH PARTITION")
        yield act.hit(f"the partitioned table is locked: {act.step.blocked(*locked)}", ref=locked[0], fix=fix)


@rule("LCK029", Severity.WARNING, "LockStmt")
def lock_table(act: Act) -> Iterator[Hit]:
    """A table is locked by LOCK TABLE.

    Why: Reads or writes wait until the transaction ends.
    Bad:
        BEGIN;
        LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;
        COMMIT;
    Good:
        BEGIN;
        LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE;
        COMMIT;
    """
    blocked = act.step.blocked()
    if blocked:
        yield act.hit(f"a table is locked: {blocked}")


@rule("LCK032", Severity.INFO, "CreateTrigStmt", "RuleStmt")
def program_added_under_lock(act: Act) -> Iterator[Hit]:
    """A trigger or rule is put on a table, and writes wait for it.

    Why: CREATE TRIGGER takes SHARE ROW EXCLUSIVE, CREATE RULE ACCESS EXCLUSIVE, until the transaction ends; afterwards
    every write runs it.
    Bad:
        CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION write_audit();
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY);
        CREATE TRIGGER audit AFTER UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION write_audit();
    """
    blocked = act.step.blocked()
    if blocked and act.ref is not None:
        yield act.hit(f"writes run something new from now on, and wait for it: {blocked}")


@rule(
    "LCK041",
    Severity.WARNING,
    STATEMENT,
    peers=("squawk:require-lock-timeout", "squawk:require-timeout-settings", "eugene:E9"),
)
def no_lock_timeout(act: Act) -> Iterator[Hit]:
    """A strong lock is asked for without a limit to the waiting.

    Why: A statement that waits for ACCESS EXCLUSIVE or another strong lock makes all statements behind it wait: one
    long query and one quick ALTER stop the whole application. With lock_timeout the ALTER gives up and can be tried
    again.
    Bad:
        ALTER TABLE orders ADD COLUMN note text;
    Good:
        SET lock_timeout = '5s';
        ALTER TABLE orders ADD COLUMN note text;
    """
    step = act.step
    if not step.course.waits_for_locks or step.script.runner == "plan" or _asked(act):
        return
    strong = [each for each in step.old_claims if each.blocks in (Blocks.READS, Blocks.WRITES)]
    if strong:
        step.course.asked_for_lock_timeout = True
        yield step.hit(f"no lock_timeout is set: {step.blocked()}", fix=lock_timeout(step))


@rule(
    "LCK042",
    Severity.INFO,
    STATEMENT,
    peers=("squawk:require-statement-timeout", "squawk:require-timeout-settings"),
    on_request=True,
)
def no_statement_timeout(act: Act) -> Iterator[Hit]:
    """A statement that holds a strong lock has no limit to its time.

    Why: What runs longer than expected holds its lock as long. A limit makes it fail instead; builds that run
    CONCURRENTLY need none.
    Bad:
        ALTER TABLE orders ADD COLUMN note text;
    Good:
        SET statement_timeout = '30s';
        ALTER TABLE orders ADD COLUMN note text;
    """
    course = act.step.course
    if course.statement_timeout not in (None, "0") or course.asked_for_statement_timeout:
        return
    blocked = act.step.blocked()
    if blocked:
        course.asked_for_statement_timeout = True
        yield act.step.hit(f"no statement_timeout is set: {blocked}", fix=Fix(title="SET statement_timeout = '30s'"))


def _asked(act: Act) -> bool:
    """Once in a script is enough."""
    return act.step.course.asked_for_lock_timeout


@rule("LCK038", Severity.INFO, STATEMENT, peers=("eugene:W12",))
def altered_twice(act: Act) -> Iterator[Hit]:
    """Two statements in a row alter the same table.

    Why: Each asks for its lock anew. One ALTER TABLE with both actions waits once, and goes over the rows once.
    Bad:
        ALTER TABLE orders ADD COLUMN a int;
        ALTER TABLE orders ADD COLUMN b int;
    Good:
        ALTER TABLE orders ADD COLUMN a int, ADD COLUMN b int;
    """
    step = act.step
    before = step.earlier[-1] if step.earlier else None
    if (
        before is None
        or step.kind != "AlterTableStmt"
        or before.kind != "AlterTableStmt"
        or step.transaction is not None
    ):
        return
    if (
        step.ref is not None
        and before.ref == step.ref
        and not step.is_new(step.ref)
        and _joins(step.acts + before.acts)
    ):
        yield step.hit("the statement before alters the same table", fix=Fix(title="make them one ALTER TABLE"))


def _joins(acts: tuple[Act, ...]) -> bool:
    """Whether actions may stand in one statement without holding a stronger lock for longer."""
    return all(each.kind in ("AT_AddColumn", "AT_DropColumn", "AT_ColumnDefault", "AT_DropNotNull") for each in acts)
