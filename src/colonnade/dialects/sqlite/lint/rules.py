"""Rules about scripts for SQLite. Sources: https://sqlite.org/lang_altertable.html, https://sqlite.org/pragma.html."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.sqlite.lint.statement import SqliteStep
from colonnade.findings import Edit, Hit, RuleBook, Severity
from colonnade.text import Span

SQLITE_RULES: RuleBook[SqliteStep] = RuleBook()
"""Rules about statements for SQLite."""
_rule = SQLITE_RULES.rule


@_rule("LTE001", severity=Severity.ERROR)
def required_column(step: SqliteStep) -> Iterator[Hit]:
    """A NOT NULL column without a default is added.

    Why: SQLite refuses it, on an empty table too: "Cannot add a NOT NULL column with default value NULL".
    Bad:
        -- engine: sqlite
        ALTER TABLE orders ADD COLUMN state TEXT NOT NULL;
    Good:
        -- engine: sqlite
        ALTER TABLE orders ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
    """
    words = step.action
    has_value = "AS" in words or ("DEFAULT" in words and not step.has("DEFAULT", "NULL"))
    if step.adds_column and step.has("NOT", "NULL") and not has_value:
        yield step.hit("a NOT NULL column needs a default", title="give it a constant default")


@_rule("LTE002", severity=Severity.ERROR)
def column_dropped(step: SqliteStep) -> Iterator[Hit]:
    """A column is dropped.

    Why: Its values are gone, the whole table is written anew while nobody else can write, and programs that name the
    column fail.
    Bad:
        -- engine: sqlite
        ALTER TABLE orders DROP COLUMN note;
    Good:
        -- engine: sqlite
        UPDATE orders SET note = NULL WHERE id < 1000;
    """
    if step.action[:1] == ("DROP",) and not step.is_new:
        yield step.hit("a column is dropped with its values: the table is written anew, other writers wait")


@_rule("LTE003", severity=Severity.ERROR)
def table_dropped(step: SqliteStep) -> Iterator[Hit]:
    """A table is dropped.

    Why: Its rows are gone. With foreign keys on, all rows are deleted first, which cascades to rows that refer to them.
    Bad:
        -- engine: sqlite
        DROP TABLE orders;
    Good:
        -- engine: sqlite
        PRAGMA foreign_keys = OFF;
        CREATE TABLE orders_new (id INTEGER PRIMARY KEY);
        INSERT INTO orders_new (id) SELECT id FROM orders;
        DROP TABLE orders;
        ALTER TABLE orders_new RENAME TO orders;
    """
    if step.begins("DROP", "TABLE") and not step.is_new and not _is_rebuilt(step):
        yield step.hit("a table is dropped with its rows", title="rename it first, drop it later")


def _is_rebuilt(step: SqliteStep) -> bool:
    """Whether a new table takes the name of the dropped one."""
    name = step.table.lower()
    later = [each.text.lower() for each in step.script.pieces[step.number + 1 :]]
    ends = (*tuple(f"rename to {quote}{name}{quote}" for quote in ("", '"', "`")), f"rename to [{name}]")
    return bool(name) and any(each.startswith("alter table") and each.rstrip().endswith(ends) for each in later)


@_rule("LTE004", severity=Severity.ERROR)
def renamed(step: SqliteStep) -> Iterator[Hit]:
    """A table or column is renamed.

    Why: Programs that know the old name fail.
    Bad:
        -- engine: sqlite
        ALTER TABLE orders RENAME COLUMN total TO amount;
    Good:
        -- engine: sqlite
        ALTER TABLE orders ADD COLUMN amount NUMERIC;
    """
    if step.action[:1] == ("RENAME",) and not step.is_new:
        yield step.hit("programs that know the old name fail")


@_rule("LTE005", severity=Severity.ERROR)
def pragma_without_effect(step: SqliteStep) -> Iterator[Hit]:
    """Foreign keys are turned on or off inside a transaction.

    Why: PRAGMA foreign_keys does nothing there, without a word: a rebuild of a table then deletes rows that refer to
    it.
    Bad:
        -- engine: sqlite
        BEGIN;
        PRAGMA foreign_keys = OFF;
        COMMIT;
    Good:
        -- engine: sqlite
        PRAGMA foreign_keys = OFF;
        BEGIN;
        COMMIT;
    """
    if step.begins("PRAGMA", "FOREIGN_KEYS") and len(step.words) > 2 and step.in_transaction:
        yield step.hit("PRAGMA foreign_keys has no effect inside a transaction", title="put it before BEGIN")


@_rule("LTE006", severity=Severity.ERROR)
def vacuum_in_transaction(step: SqliteStep) -> Iterator[Hit]:
    """VACUUM stands inside a transaction.

    Why: SQLite refuses it: "cannot VACUUM from within a transaction".
    Bad:
        -- engine: sqlite
        BEGIN;
        VACUUM;
        COMMIT;
    Good:
        -- engine: sqlite
        VACUUM;
    """
    if step.begins("VACUUM") and step.in_transaction:
        yield step.hit("SQLite refuses VACUUM inside a transaction")


@_rule("LTE007", severity=Severity.WARNING)
def all_rows(step: SqliteStep) -> Iterator[Hit]:
    """All rows of a table are changed or deleted.

    Why: A missing WHERE is mostly a slip; and there is one writer only, who makes all others wait.
    Bad:
        -- engine: sqlite
        DELETE FROM orders;
    Good:
        -- engine: sqlite
        DELETE FROM orders WHERE state = 'cancelled';
    """
    if (step.begins("DELETE") or step.begins("UPDATE")) and "WHERE" not in step.words and not step.is_new:
        word = "deleted" if step.begins("DELETE") else "changed"
        yield step.hit(f"all rows of {step.table} are {word}, other writers wait")


@_rule("LTE008", severity=Severity.ERROR)
def changing_default(step: SqliteStep) -> Iterator[Hit]:
    """A column is added with a default that is not constant.

    Why: SQLite refuses CURRENT_TIMESTAMP and expressions in parentheses there when the table has rows: "Cannot add a
    column with non-constant default".
    Bad:
        -- engine: sqlite
        ALTER TABLE orders ADD COLUMN placed_at TEXT DEFAULT CURRENT_TIMESTAMP;
    Good:
        -- engine: sqlite
        ALTER TABLE orders ADD COLUMN placed_at TEXT DEFAULT '1970-01-01';
    """
    words = step.action
    if step.adds_column and "DEFAULT" in words:
        value = words[words.index("DEFAULT") + 1 : words.index("DEFAULT") + 2]
        if value in (("CURRENT_TIMESTAMP",), ("CURRENT_DATE",), ("CURRENT_TIME",), ("(",)):
            yield step.hit("the default of an added column must be constant", title="add it without, then fill it")


@_rule("LTE009", severity=Severity.ERROR)
def key_column_added(step: SqliteStep) -> Iterator[Hit]:
    """A column is added with PRIMARY KEY or UNIQUE.

    Why: SQLite refuses it. A unique index can be made afterwards; another primary key needs a new table.
    Bad:
        -- engine: sqlite
        ALTER TABLE customers ADD COLUMN email TEXT UNIQUE;
    Good:
        -- engine: sqlite
        ALTER TABLE customers ADD COLUMN email TEXT;
        CREATE UNIQUE INDEX customers_email ON customers (email);
    """
    if step.adds_column and ("UNIQUE" in step.action or step.has("PRIMARY", "KEY")):
        yield step.hit("SQLite can't add a key with a column", title="add the column, then a unique index")


@_rule("LTE010", severity=Severity.ERROR)
def rebuilt_with_references(step: SqliteStep) -> Iterator[Hit]:
    """A table is rebuilt while foreign keys may be on.

    Why: DROP TABLE deletes the rows first, which fails or cascades where others refer to them. The manual's way begins
    with PRAGMA foreign_keys = OFF, outside of the transaction.
    Bad:
        -- engine: sqlite
        CREATE TABLE orders_new (id INTEGER PRIMARY KEY);
        INSERT INTO orders_new (id) SELECT id FROM orders;
        DROP TABLE orders;
        ALTER TABLE orders_new RENAME TO orders;
    Good:
        -- engine: sqlite
        PRAGMA foreign_keys = OFF;
        CREATE TABLE orders_new (id INTEGER PRIMARY KEY);
        INSERT INTO orders_new (id) SELECT id FROM orders;
        DROP TABLE orders;
        ALTER TABLE orders_new RENAME TO orders;
        PRAGMA foreign_keys = ON;
    """
    if step.begins("DROP", "TABLE") and not step.is_new and _is_rebuilt(step) and not step.foreign_keys_off:
        yield step.hit("rows that refer to this table may be deleted with it", title="PRAGMA foreign_keys = OFF first")


@_rule("LTE011", severity=Severity.ERROR)
def not_in_sqlite(step: SqliteStep) -> Iterator[Hit]:
    """ALTER TABLE asks for what SQLite does not have.

    Why: It can add, drop and rename a column and rename a table; types, constraints and defaults need a new table.
    Bad:
        -- engine: sqlite
        ALTER TABLE orders ALTER COLUMN total TYPE NUMERIC;
    Good:
        -- engine: sqlite
        ALTER TABLE orders ADD COLUMN amount NUMERIC;
    """
    words = step.action
    if words and (
        words[0] not in ("ADD", "DROP", "RENAME") or words[:2] in (("ADD", "CONSTRAINT"), ("DROP", "CONSTRAINT"))
    ):
        yield step.hit(
            f"SQLite has no ALTER TABLE … {' '.join(words[:2])}", title="make a new table, copy, drop, rename"
        )


@_rule("LTE012", severity=Severity.ERROR)
def left_open(step: SqliteStep) -> Iterator[Hit]:
    """A script ends inside the transaction that it began.

    Why: All of it is rolled back when the connection closes.
    Bad:
        -- engine: sqlite
        BEGIN;
        ALTER TABLE orders ADD COLUMN note TEXT;
    Good:
        -- engine: sqlite
        BEGIN;
        ALTER TABLE orders ADD COLUMN note TEXT;
        COMMIT;
    """
    ends = step.words[:1] in (("COMMIT",), ("END",), ("ROLLBACK",))
    opens = step.begins("BEGIN") and not step.in_transaction
    if step.last and not ends and (step.begin is not None or opens):
        end = step.piece.start + len(step.piece.text)
        closing = ";" if step.script.text[end : end + 1] != ";" else ""
        at = end + (0 if closing else 1)
        edit = Edit(span=Span(start=at, end=at), text=f"{closing}\nCOMMIT;")
        edits = (edit,) if step.script.fixable else ()
        yield step.hit("nothing commits this transaction", title="COMMIT at the end", edits=edits, span=step.begin)


@_rule("LTE013", severity=Severity.WARNING)
def may_not_be_unique(step: SqliteStep) -> Iterator[Hit]:
    """A unique index is made on a table with rows.

    Why: It fails where two rows have the same values.
    Bad:
        -- engine: sqlite
        CREATE UNIQUE INDEX customers_email ON customers (email);
    Good:
        -- engine: sqlite
        CREATE INDEX customers_email ON customers (email);
    """
    if step.begins("CREATE", "UNIQUE", "INDEX") and not step.is_new:
        yield step.hit("the statement fails where two rows are alike", title="look for such rows first")


@_rule("LTE014", severity=Severity.ERROR)
def nested(step: SqliteStep) -> Iterator[Hit]:
    """A transaction is begun inside another one.

    Why: SQLite refuses it: "cannot start a transaction within a transaction".
    Bad:
        -- engine: sqlite
        BEGIN;
        BEGIN;
        COMMIT;
    Good:
        -- engine: sqlite
        BEGIN;
        COMMIT;
    """
    if step.begins("BEGIN") and step.in_transaction:
        yield step.hit("a transaction is open already", title="SAVEPOINT")
