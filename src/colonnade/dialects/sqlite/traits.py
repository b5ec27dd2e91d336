"""Facts about SQLite that the floors above ask for."""

from __future__ import annotations

from colonnade.dialect import Traits

KEYWORDS = frozenset(
    """
    abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade
    case cast check collate column commit conflict constraint create cross current current_date current_time
    current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape
    except exclude exclusive exists explain fail filter first following for foreign from full generated glob group
    groups having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join
    key last left like limit match materialized natural no not nothing notnull null nulls of offset on or order
    others outer over partition plan pragma preceding primary query raise range recursive references regexp reindex
    release rename replace restrict returning right rollback row rows savepoint select set table temp temporary then
    ties to transaction trigger unbounded union unique update using vacuum values view virtual when where window
    with within without
    """.split()
)
"""Every word the tokenizer knows, https://sqlite.org/lang_keywords.html (tool/mkkeywordhash.c)."""

RESERVED = frozenset(
    """
    add all alter and as autoincrement between case check collate commit constraint create default deferrable delete
    distinct drop else escape exists foreign from group having in index insert into is isnull join limit not nothing
    notnull null on or order primary references returning select set table then to transaction unique update using
    values when where
    """.split()
)
"""Keywords for which the grammar has no %fallback to an identifier (src/parse.y)."""

NEVER_BARE = KEYWORDS | {"true", "false", "rowid", "oid", "_rowid_"}
"""Words that mean something else, or may come to, when they stand without quotes."""

_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def fold(identifier: str) -> str:
    """What two names share when SQLite holds them for the same: only ASCII letters lose their case."""
    return identifier.translate(_ASCII_LOWER)


TRAITS = Traits(
    title="SQLite",
    default_namespace=None,
    max_identifier_bytes=None,
    transactional_ddl=True,
    reserved_words=RESERVED,
    fold=fold,
)

MAX_COLUMNS = 2000
"""Columns of a table, index or view: SQLITE_MAX_COLUMN as compiled by default, https://sqlite.org/limits.html."""
MAX_SQL_BYTES = 1_000_000_000
"""Length of one statement: SQLITE_MAX_SQL_LENGTH as compiled by default, https://sqlite.org/limits.html."""
MAX_EXPRESSION_DEPTH = 1000
"""Depth of an expression's tree: SQLITE_MAX_EXPR_DEPTH as compiled by default, https://sqlite.org/limits.html."""

OLDEST = (3, 26, 0)
"""Oldest version for which the table rebuild is right: PRAGMA legacy_alter_table came with it."""
STRICT_SINCE = (3, 37, 0)
TABLE_LIST_SINCE = (3, 37, 0)
DROP_COLUMN_SINCE = (3, 35, 0)
GENERATED_SINCE = (3, 31, 0)
RENAME_COLUMN_SINCE = (3, 25, 0)


def has(version: tuple[int, ...], since: tuple[int, ...]) -> bool:
    """Whether a version has what came with `since`; an empty version is the newest known."""
    return not version or version >= since
