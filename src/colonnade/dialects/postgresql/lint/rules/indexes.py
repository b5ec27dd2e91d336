"""Indexes built, rebuilt and dropped while others work."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.fixes import concurrently
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Index, MaterializedView

_MANY = 3
"""Columns of an index that is not unique."""
_CORRUPTS = (14, 4)
"""The first release in which CREATE INDEX CONCURRENTLY is whole again (release notes of 14.4)."""


@rule(
    "LCK001",
    Severity.ERROR,
    "IndexStmt",
    peers=(
        "squawk:require-concurrent-index-creation",
        "atlas:PG101",
        "strong_migrations:add_index",
        "strong_migrations:add_reference",
        "eugene:E6",
    ),
)
def index_blocks_writes(act: Act) -> Iterator[Hit]:
    """An index is built while writes wait.

    Why: CREATE INDEX holds a SHARE lock until it is done: no row can be written for as long as the table is read and
    sorted, which takes minutes for a large one.
    Bad:
        CREATE INDEX orders_placed_at_idx ON orders (placed_at);
    Good:
        CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at);
    """
    if act.ref is None or act.is_new or tree.flag(act.node, "concurrent"):
        return
    if act.step.known.is_partitioned(act.ref):
        builds = act.step.effects.builds if act.step.effects is not None else ()
        if any(not act.step.is_new(each) for each in builds):
            title = "CREATE INDEX … ON ONLY the table, build one CONCURRENTLY on each partition, ATTACH them"
            yield act.hit(f"indexes are built while others wait: {act.step.blocked()}", fix=Fix(title=title))
        return
    found = act.step.known.schema.get(act.ref)
    if isinstance(found, MaterializedView) and not found.populated:
        return
    yield act.hit(f"an index is built while others wait: {act.step.blocked()}", fix=concurrently(act.step, "INDEX"))


@rule(
    "LCK002",
    Severity.WARNING,
    "DropStmt",
    peers=("squawk:require-concurrent-index-deletion", "atlas:PG102", "strong_migrations:remove_index"),
)
def index_dropped_under_lock(act: Act) -> Iterator[Hit]:
    """An index is dropped while nobody can read its table.

    Why: DROP INDEX asks for ACCESS EXCLUSIVE on the table: it waits for every transaction that uses the table, and all
    statements that come after it wait behind it.
    Bad:
        DROP INDEX orders_placed_at_idx;
    Good:
        DROP INDEX CONCURRENTLY orders_placed_at_idx;
    """
    node = act.node
    if tree.choice(node, "remove_type") != "OBJECT_INDEX" or tree.flag(node, "concurrent") or not act.step.old_claims:
        return
    several = len(tree.many(node, "objects")) > 1 or tree.choice(node, "behavior") == "DROP_CASCADE"
    title = "drop each by a DROP INDEX CONCURRENTLY of its own"
    fix = Fix(title=title) if several else concurrently(act.step, "INDEX")
    yield act.hit(f"an index is dropped while others wait: {act.step.blocked()}", fix=fix)


@rule("LCK003", Severity.ERROR, "ReindexStmt", peers=("squawk:require-concurrent-reindex",))
def reindex_under_lock(act: Act) -> Iterator[Hit]:
    """An index is rebuilt while others wait.

    Why: REINDEX stops writes to the table and every query that would use the index until the new one is built.
    Bad:
        REINDEX INDEX orders_pkey;
    Good:
        REINDEX INDEX CONCURRENTLY orders_pkey;
    """
    if tree.is_on(act.node, "concurrently") or act.is_new:
        return
    words = {
        "REINDEX_OBJECT_INDEX": "INDEX",
        "REINDEX_OBJECT_TABLE": "TABLE",
        "REINDEX_OBJECT_SCHEMA": "SCHEMA",
        "REINDEX_OBJECT_DATABASE": "DATABASE",
    }
    word = words.get(tree.choice(act.node, "kind"))
    fix = concurrently(act.step, word) if word is not None else Fix(title="rebuild the indexes of tables one by one")
    blocked = act.step.blocked() or "writes to the table, and reads by the index, wait"
    yield act.hit(f"an index is rebuilt while others wait: {blocked}", fix=fix)


@rule("LCK005", Severity.WARNING, "RefreshMatViewStmt")
def refresh_under_lock(act: Act) -> Iterator[Hit]:
    """A materialised view is refreshed while nobody can read it.

    Why: REFRESH MATERIALIZED VIEW holds ACCESS EXCLUSIVE while its query runs. CONCURRENTLY lets reads go on; it
    needs a unique index over plain columns of all rows.
    Bad:
        REFRESH MATERIALIZED VIEW sales_by_day;
    Good:
        REFRESH MATERIALIZED VIEW CONCURRENTLY sales_by_day;
    """
    if tree.flag(act.node, "concurrent") or tree.flag(act.node, "skip_data") or act.ref is None or act.is_new:
        return
    indexes = [each for each in act.step.known.parts(act.ref) if isinstance(each, Index)]
    ready = any(each.unique and each.predicate is None and all(key.column for key in each.keys) for each in indexes)
    fix = Fix(title="REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index")
    if ready:
        fix = concurrently(act.step, "VIEW")
        if act.step.transaction is not None:
            fix = Fix(title=fix.title)
    yield act.hit(f"a materialised view is refreshed under a lock: {act.step.blocked()}", fix=fix)


@rule("LCK046", Severity.INFO, "IndexStmt", peers=("strong_migrations:add_index_columns",))
def wide_index(act: Act) -> Iterator[Hit]:
    """An index that is not unique gets more than three columns.

    Why: Each further column makes the index larger and every write dearer, and few queries gain by the fourth.
    Bad:
        CREATE INDEX CONCURRENTLY i ON orders (customer_id, state, placed_at, total);
    Good:
        CREATE INDEX CONCURRENTLY i ON orders (customer_id, state, placed_at);
    """
    count = len(tree.many(act.node, "index_params"))
    if count > _MANY and not tree.flag(act.node, "unique") and not act.is_new:
        yield act.hit(f"the index has {count} columns")


@rule("LCK047", Severity.ERROR, "IndexStmt", "ReindexStmt", peers=("strong_migrations:add_index_corruption",))
def corrupting_release(act: Act) -> Iterator[Hit]:
    """An index is built concurrently on a release that may corrupt it.

    Why: In PostgreSQL 14.0 to 14.3 an index that was built or rebuilt concurrently could lack rows that were updated
    meanwhile (release notes of 14.4).
    Bad:
        -- target: 14.2
        CREATE INDEX CONCURRENTLY i ON orders (placed_at);
    Good:
        -- target: 14.4
        CREATE INDEX CONCURRENTLY i ON orders (placed_at);
    """
    version = act.step.aims.version
    concurrent = tree.flag(act.node, "concurrent") or tree.is_on(act.node, "concurrently")
    if concurrent and len(version) > 1 and (14, 0) <= version[:2] < _CORRUPTS:
        yield act.hit("PostgreSQL 14 before 14.4 may leave rows out of this index", fix=Fix(title="update to 14.4"))


@rule("LCK048", Severity.WARNING, "IndexStmt")
def index_may_stay_invalid(act: Act) -> Iterator[Hit]:
    """An index is built concurrently only if none of its name is there.

    Why: A concurrent build that fails leaves an invalid index of that name. IF NOT EXISTS then finds it, does nothing
    and reports success: the index is never used, and a unique one never guards.
    Bad:
        CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (placed_at);
    Good:
        DROP INDEX CONCURRENTLY IF EXISTS i;
        CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (placed_at);
    """
    if not (tree.flag(act.node, "concurrent") and tree.flag(act.node, "if_not_exists")):
        return
    name = tree.word(act.node, "idxname")
    for each in act.step.earlier:
        dropped = [tree.items(one)[-1:] for one in tree.many(each.node, "objects")] if each.kind == "DropStmt" else []
        if (name,) in dropped:
            return
    yield act.hit(
        f"where an earlier build of {name} failed, its invalid index is taken for the wanted one",
        fix=Fix(title="drop an invalid one first", sql=f"DROP INDEX CONCURRENTLY IF EXISTS {name}"),
    )
