"""Names and places that programs know, and that change."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Fix, Hit, Severity

_OTHERS = {
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "materialised view",
    "OBJECT_SEQUENCE": "sequence",
    "OBJECT_TYPE": "type",
    "OBJECT_DOMAIN": "domain",
    "OBJECT_FUNCTION": "function",
    "OBJECT_PROCEDURE": "procedure",
    "OBJECT_AGGREGATE": "aggregate",
    "OBJECT_ATTRIBUTE": "attribute",
    "OBJECT_FOREIGN_TABLE": "foreign table",
    "OBJECT_ROLE": "role",
    "OBJECT_DATABASE": "database",
}


def _renames(act: Act, *kinds: str) -> bool:
    return tree.choice(act.node, "rename_type") in kinds and not act.is_new


@rule(
    "CLT001",
    Severity.ERROR,
    "RenameStmt",
    peers=("squawk:renaming-column", "atlas:BC102", "strong_migrations:rename_column"),
)
def column_renamed(act: Act) -> Iterator[Hit]:
    """A column is renamed.

    Why: Programs that run know the old name and fail from this moment on; new ones fail before it.
    Bad:
        ALTER TABLE orders RENAME COLUMN total TO amount;
    Good:
        ALTER TABLE orders ADD COLUMN amount numeric;
    """
    if _renames(act, "OBJECT_COLUMN"):
        old, new = tree.word(act.node, "subname"), tree.word(act.node, "newname")
        fix = Fix(title="add the new column, keep both in step, move the programs, then drop the old one")
        yield act.step.hit(f"programs that know {old} fail: it is {new} now", fix=fix)


@rule(
    "CLT002",
    Severity.ERROR,
    "RenameStmt",
    peers=("squawk:renaming-table", "atlas:BC101", "strong_migrations:rename_table"),
)
def table_renamed(act: Act) -> Iterator[Hit]:
    """A table is renamed.

    Why: Programs that run know the old name and fail from this moment on.
    Bad:
        ALTER TABLE orders RENAME TO purchases;
    Good:
        CREATE VIEW purchases AS SELECT * FROM orders;
    """
    if _renames(act, "OBJECT_TABLE"):
        fix = Fix(title="rename it and make a view of the old name in the same transaction")
        yield act.step.hit(f"programs that know the table fail: it is {tree.word(act.node, 'newname')} now", fix=fix)


@rule(
    "CLT003",
    Severity.WARNING,
    "RenameStmt",
    "AlterEnumStmt",
    peers=("squawk:renaming-object", "strong_migrations:rename_enum_value"),
)
def object_renamed(act: Act) -> Iterator[Hit]:
    """A view, type, function, value of an enum or the like is renamed.

    Why: Programs and functions that name it fail from this moment on.
    Bad:
        ALTER TYPE state RENAME VALUE 'sent' TO 'shipped';
    Good:
        ALTER TYPE state ADD VALUE 'shipped';
    """
    if act.kind == "AlterEnumStmt":
        if tree.word(act.node, "old_val"):
            yield act.step.hit(f"programs that know the value {tree.word(act.node, 'old_val')} fail")
    elif _renames(act, *_OTHERS):
        word = _OTHERS[tree.choice(act.node, "rename_type")]
        yield act.step.hit(f"a {word} is {tree.word(act.node, 'newname')} now: what names it fails")


@rule("CLT004", Severity.ERROR, "RenameStmt", peers=("strong_migrations:rename_schema", "squawk:renaming-object"))
def schema_renamed(act: Act) -> Iterator[Hit]:
    """A schema is renamed.

    Why: All names that begin with it, and all search paths that name it, fail from this moment on.
    Bad:
        ALTER SCHEMA sales RENAME TO shop;
    Good:
        CREATE SCHEMA shop;
    """
    if tree.choice(act.node, "rename_type") == "OBJECT_SCHEMA":
        yield act.step.hit(f"schema {tree.word(act.node, 'subname')} is {tree.word(act.node, 'newname')} now")


@rule("CLT005", Severity.ERROR, "AlterObjectSchemaStmt", peers=("squawk:ban-set-schema",))
def moved(act: Act) -> Iterator[Hit]:
    """An object is moved to another schema.

    Why: Programs that name it in full, or whose search path lacks the new schema, fail.
    Bad:
        ALTER TABLE orders SET SCHEMA archive;
    Good:
        CREATE VIEW archive.orders AS SELECT * FROM orders;
    """
    if not act.is_new:
        yield act.step.hit(f"it is in the schema {tree.word(act.node, 'newschema')} now: what names it may fail")
