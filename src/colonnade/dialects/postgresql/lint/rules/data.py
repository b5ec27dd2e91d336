"""Rows and values that go, and changes that old rows may refuse."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.casting import Conversion, conversion, spelled
from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.following import UNKNOWN_TYPE
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.tables.types import printed
from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Ref


def dropped(act: Act, *kinds: str) -> Iterator[tuple[tuple[str, ...], Ref | None]]:
    """The objects of some kinds that a DROP names and that the script did not make, with what they are."""
    sorts = {
        "OBJECT_TABLE": "table",
        "OBJECT_VIEW": "view",
        "OBJECT_MATVIEW": "materialized_view",
        "OBJECT_SEQUENCE": "sequence",
        "OBJECT_INDEX": "index",
        "OBJECT_DOMAIN": "domain",
    }
    what = tree.choice(act.node, "remove_type")
    if what not in kinds:
        return
    for each in tree.many(act.node, "objects"):
        name = tree.items(each) or tree.words(tree.many(each, "objname"))
        ref = act.step.known.find(name, sorts[what]) if what in sorts and name else None
        if what == "OBJECT_TYPE":
            ref = act.step.known.find(name, "enum", "composite", "range", "domain")
        if not act.step.is_new(ref):
            yield name, ref


@rule("DAT001", Severity.ERROR, "DropStmt", peers=("squawk:ban-drop-table", "atlas:DS102"))
def table_dropped(act: Act) -> Iterator[Hit]:
    """A table is dropped.

    Why: Its rows are gone, and programs that still use it fail. A table that was renamed first can be brought back.
    Bad:
        DROP TABLE orders;
    Good:
        CREATE TABLE scratch (id int);
        DROP TABLE scratch;
    """
    for name, ref in dropped(act, "OBJECT_TABLE", "OBJECT_FOREIGN_TABLE"):
        fix = Fix(title="rename it first, and drop it when nothing has missed it for a while")
        yield act.step.hit(f"table {'.'.join(name)} is dropped with its rows", ref=ref, fix=fix)


@rule(
    "DAT002",
    Severity.ERROR,
    "AT_DropColumn",
    peers=("squawk:ban-drop-column", "atlas:DS103", "strong_migrations:remove_column"),
)
def column_dropped(act: Act) -> Iterator[Hit]:
    """A column is dropped.

    Why: Its values are gone, and programs that still name it fail: also those that read all columns and remember them.
    Bad:
        ALTER TABLE orders DROP COLUMN note;
    Good:
        ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
    """
    if not act.is_new:
        fix = Fix(title="release programs that don't use it first; then drop it")
        yield act.hit(f"column {act.column} is dropped with its values", fix=fix)


@rule("DAT003", Severity.ERROR, "DropStmt", peers=("squawk:ban-drop-schema", "atlas:DS101"))
def schema_dropped(act: Act) -> Iterator[Hit]:
    """A schema is dropped.

    Why: With CASCADE everything in it goes, without a word.
    Bad:
        DROP SCHEMA sales CASCADE;
    Good:
        DROP TABLE IF EXISTS sales.scratch;
    """
    for name, _ in dropped(act, "OBJECT_SCHEMA"):
        yield act.step.hit(f"schema {'.'.join(name)} is dropped")


@rule("DAT004", Severity.ERROR, "DropdbStmt", peers=("squawk:ban-drop-database",))
def database_dropped(act: Act) -> Iterator[Hit]:
    """A database is dropped.

    Why: All of it is gone, and no transaction brings it back.
    Bad:
        DROP DATABASE shop;
    Good:
        ALTER DATABASE shop RENAME TO shop_old;
    """
    yield act.step.hit(f"database {tree.word(act.node, 'dbname')} is dropped")


@rule("DAT005", Severity.ERROR, "TruncateStmt")
def truncated(act: Act) -> Iterator[Hit]:
    """A table is emptied.

    Why: All rows are gone, and nobody can read or write the table until the transaction ends.
    Bad:
        TRUNCATE orders;
    Good:
        CREATE TABLE scratch (id int);
        TRUNCATE scratch;
    """
    for each in tree.many(act.node, "relations"):
        ref = act.step.known.find(tree.relation(each), "table")
        if ref is not None and not act.step.is_new(ref):
            yield act.step.hit(f"all rows of {act.step.name(ref)} are deleted: {act.step.blocked(ref)}", ref=ref)


@rule("DAT006", Severity.ERROR, "TruncateStmt", peers=("squawk:ban-truncate-cascade",))
def truncated_with_others(act: Act) -> Iterator[Hit]:
    """A table is emptied, and all tables that refer to it.

    Why: CASCADE follows foreign keys to tables that the statement does not name.
    Bad:
        TRUNCATE customers CASCADE;
    Good:
        DELETE FROM customers WHERE id = 1;
    """
    if tree.choice(act.node, "behavior") != "DROP_CASCADE":
        return
    named = {act.step.known.find(tree.relation(each), "table") for each in tree.many(act.node, "relations")}
    others = [each.object for each in act.step.old_claims if each.object.kind == "table" and each.object not in named]
    said = f": {', '.join(act.step.name(each) for each in others)}" if others else ""
    if any(not act.step.is_new(each) for each in named):
        yield act.step.hit(f"tables that refer to it are emptied too{said}")


@rule("DAT007", Severity.WARNING, "DropStmt", "AT_DropColumn", "AT_DropConstraint")
def dropped_with_others(act: Act) -> Iterator[Hit]:
    """Something is dropped with all that depends on it.

    Why: CASCADE drops views, keys and functions that the statement does not name; who reads the script can't tell
    which.
    Bad:
        ALTER TABLE orders DROP COLUMN note CASCADE;
    Good:
        DROP VIEW orders_with_notes;
        ALTER TABLE orders DROP COLUMN note;
    """
    if tree.choice(act.node, "behavior") != "DROP_CASCADE":
        return
    if act.kind == "DropStmt":
        what = tree.choice(act.node, "remove_type")
        if not list(dropped(act, what)):
            return
    elif act.is_new:
        return
    yield act.hit("what depends on it is dropped too (CASCADE)", fix=Fix(title="drop each by its name first"))


@rule("DAT008", Severity.WARNING, "AT_AlterColumnType")
def narrower(act: Act) -> Iterator[Hit]:
    """The type of a column becomes narrower.

    Why: The statement fails on the first value that does not fit, or cuts values off where a cast says so.
    Bad:
        CREATE TABLE orders (note text, total numeric(12, 4));
        -- next migration
        ALTER TABLE orders ALTER COLUMN note TYPE varchar(20);
    Good:
        CREATE TABLE orders (note varchar(20));
        -- next migration
        ALTER TABLE orders ALTER COLUMN note TYPE varchar(50);
    """
    old = act.step.known.column(act.ref, act.column) if act.ref is not None else None
    if old is None or old.type == UNKNOWN_TYPE or act.is_new or act.definition is None:
        return
    new = printed(tree.one(act.definition, "type_name"), act.step.known)
    if _may_lose(act.step.known.base(old.type), act.step.known.base(new)):
        yield act.hit(f"values of {old.type} may not fit into {new}", fix=Fix(title="look for such values first"))


_SIZES = ("smallint", "integer", "bigint", "numeric")


def _may_lose(old: str, new: str) -> bool:
    was, now = spelled(old), spelled(new)
    if was.base in _SIZES and now.base in _SIZES and was.base != now.base:
        return _SIZES.index(was.base) > _SIZES.index(now.base) or bool(now.modifiers)
    texts = ("text", "character varying", "character")
    if was.base in texts and now.base in texts:
        return bool(now.modifiers) and (not was.modifiers or was.modifiers[0] > now.modifiers[0])
    if was.base == now.base:
        return bool(now.modifiers) and conversion(old, new) is not Conversion.RELABEL
    return conversion(old, new) in (Conversion.CAST, Conversion.TEXT, Conversion.UNWRAP)


@rule("DAT009", Severity.ERROR, "DeleteStmt")
def all_deleted(act: Act) -> Iterator[Hit]:
    """All rows of a table are deleted.

    Why: A DELETE without WHERE is mostly a slip, and nothing brings the rows back after the commit.
    Bad:
        DELETE FROM orders;
    Good:
        DELETE FROM orders WHERE state = 'cancelled';
    """
    if tree.one(act.node, "where_clause") is None and not act.is_new and act.ref is not None:
        yield act.step.hit(f"all rows of {act.step.name(act.ref)} are deleted")


@rule("DAT011", Severity.WARNING, "IndexStmt", "AT_AddConstraint", peers=("atlas:MF101", "atlas:MF102"))
def may_not_be_unique(act: Act) -> Iterator[Hit]:
    """Columns of a table with rows become unique.

    Why: The statement fails if two rows have the same values; a concurrent build then leaves an invalid index behind.
    Bad:
        CREATE UNIQUE INDEX CONCURRENTLY customers_email ON customers (email);
    Good:
        CREATE INDEX CONCURRENTLY customers_email ON customers (email);
    """
    unique = act.kind == "IndexStmt" and tree.flag(act.node, "unique")
    key = act.contype in ("CONSTR_UNIQUE", "CONSTR_PRIMARY") and not tree.word(act.definition, "indexname")
    if (unique or key) and not act.is_new and act.ref is not None:
        names = (
            tree.words(tree.many(act.definition, "keys"))
            if key
            else tuple(tree.word(each, "name") for each in tree.many(act.node, "index_params"))
        )
        columns = ", ".join(filter(None, names)) or "its keys"
        known = [set(each.keys) for each in act.step.known.indexes(act.ref) if each.unique and each.keys]
        if not any(each <= set(names) for each in known):
            yield act.hit(f"the statement fails where two rows are alike in {columns}", fix=_LOOK)


_LOOK = Fix(title="look for such rows first")


@rule("DAT012", Severity.WARNING, "AT_SetNotNull", "AT_AddConstraint", peers=("atlas:MF104",))
def may_be_null(act: Act) -> Iterator[Hit]:
    """A column of a table with rows becomes NOT NULL.

    Why: The statement fails if a row has no value there, and programs that still write none fail afterwards.
    Bad:
        ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
    Good:
        ALTER TABLE orders ADD CONSTRAINT customer_is_set CHECK (customer_id IS NOT NULL) NOT VALID;
    """
    if act.kind == "AT_AddConstraint" and act.contype != "CONSTR_NOTNULL":
        return
    if act.step.scans(act.ref) and not tree.flag(act.definition, "skip_validation"):
        yield act.hit("the statement fails where a row has no value", fix=Fix(title="fill such rows first, in batches"))


@rule("DAT013", Severity.WARNING, "AT_AddConstraint")
def may_be_refused(act: Act) -> Iterator[Hit]:
    """Rows that are there must meet a new check or reference.

    Why: The statement fails on the first row that does not. NOT VALID asks it of new rows at once, and old rows can be
    put right before VALIDATE CONSTRAINT.
    Bad:
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);
    Good:
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
    """
    if act.contype in ("CONSTR_CHECK", "CONSTR_FOREIGN") and act.step.scans(act.ref):
        yield act.hit("the statement fails on the first row that does not meet it", fix=_LOOK)


@rule(
    "DAT014",
    Severity.ERROR,
    "AT_AddColumn",
    peers=(
        "squawk:adding-required-field",
        "squawk:adding-not-nullable-field",
        "atlas:MF103",
        "strong_migrations:add_column",
    ),
)
def required_column(act: Act) -> Iterator[Hit]:
    """A NOT NULL column without a default is added to a table with rows.

    Why: The statement fails as soon as there is a row; and where there is none, programs that don't know the column can
    add none.
    Bad:
        ALTER TABLE orders ADD COLUMN state text NOT NULL;
    Good:
        ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new';
    """
    kinds = act.constraints.keys()
    has_value = kinds & {"CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"} or act.step.rewrites(act.ref)
    if kinds & {"CONSTR_NOTNULL", "CONSTR_PRIMARY"} and not has_value and not act.is_new:
        fix = Fix(title="give it a constant default, or add it nullable and fill it")
        yield act.hit(f"rows that are there have no value for {act.column}: the statement fails", fix=fix)


@rule("DAT015", Severity.WARNING, "AT_SetUnLogged", "CreateStmt")
def lost_in_a_crash(act: Act) -> Iterator[Hit]:
    """A table's rows do not survive a crash.

    Why: An unlogged table is emptied when the server starts after a crash, and is empty on every replica.
    Bad:
        ALTER TABLE orders SET UNLOGGED;
    Good:
        ALTER TABLE orders SET (autovacuum_enabled = true);
    """
    made = act.kind == "CreateStmt" and tree.word(tree.one(act.node, "relation"), "relpersistence") == "u"
    if made or act.kind == "AT_SetUnLogged":
        yield act.hit("a crash empties this table, and replicas have no rows of it")


@rule("DAT016", Severity.WARNING, "DropStmt", peers=("squawk:ban-drop-sequence",))
def sequence_dropped(act: Act) -> Iterator[Hit]:
    """A sequence or materialised view is dropped.

    Why: The number it had come to, or the rows it kept, are gone.
    Bad:
        DROP SEQUENCE order_numbers;
    Good:
        ALTER SEQUENCE order_numbers RENAME TO order_numbers_old;
    """
    for name, ref in dropped(act, "OBJECT_SEQUENCE", "OBJECT_MATVIEW"):
        yield act.step.hit(f"{'.'.join(name)} is dropped with what it holds", ref=ref)
