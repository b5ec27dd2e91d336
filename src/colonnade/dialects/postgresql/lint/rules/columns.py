"""Columns added and changed in ways that write every row."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.following import UNKNOWN_TYPE
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import NewFile, tree
from colonnade.dialects.postgresql.locks.tables.types import printed, serial
from colonnade.findings import Fix, Hit, Severity


@rule(
    "LCK013",
    Severity.ERROR,
    "AT_AlterColumnType",
    peers=("squawk:changing-column-type", "atlas:PG301", "strong_migrations:change_column", "eugene:E5", "eugene:E10"),
)
def type_rewrites(act: Act) -> Iterator[Hit]:
    """The type of a column changes and every row is written anew.

    Why: The table and its indexes are written anew under ACCESS EXCLUSIVE: nobody can read or write it, and twice its
    size is needed. Changes that keep the stored values, such as a longer varchar, do none of this; where the old
    type is not known (say it by `--schema`), a rewrite is assumed.
    Bad:
        CREATE TABLE orders (id integer);
        -- next migration
        ALTER TABLE orders ALTER COLUMN id TYPE bigint;
    Good:
        CREATE TABLE orders (note varchar(100));
        -- next migration
        ALTER TABLE orders ALTER COLUMN note TYPE varchar(200);
    """
    if not act.step.rewrites(act.ref) or act.ref is None or act.definition is None:
        return
    old = act.step.known.column(act.ref, act.column)
    new = printed(tree.one(act.definition, "type_name"), act.step.known)
    known = old is not None and old.type != UNKNOWN_TYPE
    said = (
        f"from {old.type} to {new}" if known and old is not None else f"to {new}, from a type that is not known here,"
    )
    yield act.hit(
        f"{act.column} changes {said} and all rows are written anew: {act.step.blocked(act.ref)}",
        fix=Fix(title="add a new column, keep it in step by a trigger, fill it in batches, then change places"),
    )


@rule("LCK014", Severity.WARNING, "AT_AlterColumnType", peers=("squawk:changing-column-type",))
def type_rebuilds_indexes(act: Act) -> Iterator[Hit]:
    """The type of a column changes, and its indexes are rebuilt or its checks looked up again.

    Why: The rows stay as they are, but an index whose order may differ is built anew, and checks on the column are
    tried on all rows, under ACCESS EXCLUSIVE.
    Bad:
        CREATE TABLE customers (email varchar(100) CHECK (email <> ''));
        -- next migration
        ALTER TABLE customers ALTER COLUMN email TYPE varchar(200);
    Good:
        CREATE TABLE customers (email varchar(100));
        -- next migration
        ALTER TABLE customers ALTER COLUMN email TYPE varchar(200);
    """
    effects = act.step.effects
    if effects is None or act.is_new or act.step.rewrites(act.ref):
        return
    rebuilt = [ref for ref, why in effects.files.items() if why is NewFile.REBUILT and not act.step.is_new(ref)]
    if rebuilt or act.step.scans(act.ref):
        names = ", ".join(act.step.name(each) for each in rebuilt)
        said = f"{names} is built anew" if rebuilt else "checks are tried on all rows"
        yield act.hit(f"{said} while others wait: {act.step.blocked(act.ref)}")


@rule(
    "LCK015",
    Severity.ERROR,
    "AT_AddColumn",
    peers=(
        "squawk:adding-field-with-default",
        "atlas:PG302",
        "strong_migrations:add_column_default",
        "strong_migrations:add_column_default_callable",
    ),
)
def volatile_default(act: Act) -> Iterator[Hit]:
    """A column is added with a default that differs from row to row.

    Why: A constant is kept once for all old rows, but a volatile default must be worked out for each: the table is
    written anew under ACCESS EXCLUSIVE.
    Bad:
        ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
    Good:
        ALTER TABLE orders ADD COLUMN token uuid;
        ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
    """
    if act.step.rewrites(act.ref) and "CONSTR_DEFAULT" in act.constraints:
        yield act.hit(
            f"{act.column} gets a value of its own in every row, all rows are written anew: "
            f"{act.step.blocked(act.ref)}",
            fix=Fix(title="add the column without it, then SET DEFAULT, then fill old rows in batches"),
        )


@rule(
    "LCK016",
    Severity.ERROR,
    "AT_AddColumn",
    peers=(
        "squawk:adding-serial-primary-key-field",
        "strong_migrations:add_column_auto_incrementing",
        "eugene:E11",
    ),
)
def serial_added(act: Act) -> Iterator[Hit]:
    """A serial column is added to a table with rows.

    Why: Every row gets a number, so that the table is written anew under ACCESS EXCLUSIVE.
    Bad:
        ALTER TABLE orders ADD COLUMN number bigserial;
    Good:
        ALTER TABLE orders ADD COLUMN number bigint;
    """
    definition = act.definition
    if act.step.rewrites(act.ref) and definition is not None and serial(tree.one(definition, "type_name")):
        yield act.hit(
            f"every row gets a number, all rows are written anew: {act.step.blocked(act.ref)}",
            fix=Fix(title="add a plain column and a sequence, fill it in batches, then SET DEFAULT nextval(…)"),
        )


@rule("LCK017", Severity.ERROR, "AT_AddColumn", peers=("strong_migrations:add_column_auto_incrementing",))
def identity_added(act: Act) -> Iterator[Hit]:
    """An identity column is added to a table with rows.

    Why: Every row gets a number, so that the table is written anew under ACCESS EXCLUSIVE.
    Bad:
        ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
    Good:
        ALTER TABLE orders ADD COLUMN number bigint;
    """
    if act.step.rewrites(act.ref) and "CONSTR_IDENTITY" in act.constraints:
        yield act.hit(
            f"every row gets a number, all rows are written anew: {act.step.blocked(act.ref)}",
            fix=Fix(title="add a plain column, fill it in batches, then ADD GENERATED … AS IDENTITY"),
        )


@rule(
    "LCK018",
    Severity.ERROR,
    "AT_AddColumn",
    "AT_SetExpression",
    peers=("strong_migrations:add_column_generated_stored", "eugene:E11"),
)
def stored_generated(act: Act) -> Iterator[Hit]:
    """A stored generated column is added, or its expression changed.

    Why: The expression is worked out for every row, and the table is written anew under ACCESS EXCLUSIVE. A virtual one
    (PostgreSQL 18) costs nothing.
    Bad:
        ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) STORED;
    Good:
        ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) VIRTUAL;
    """
    if act.step.rewrites(act.ref) and (act.kind == "AT_SetExpression" or "CONSTR_GENERATED" in act.constraints):
        yield act.hit(
            f"{act.column} is worked out for every row, all rows are written anew: {act.step.blocked(act.ref)}",
            fix=Fix(title="keep it by a trigger and fill old rows in batches; from 18 on make it VIRTUAL"),
        )


@rule("LCK019", Severity.ERROR, "AT_AddColumn")
def constrained_domain_added(act: Act) -> Iterator[Hit]:
    """A column of a domain with conditions, or with a default that differs from row to row, is added.

    Why: The server tries the conditions on the new value of every row and writes the table anew, though the value is
    null everywhere.
    Bad:
        CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
        -- next migration
        ALTER TABLE customers ADD COLUMN contact email;
    Good:
        ALTER TABLE customers ADD COLUMN contact text;
    """
    if not act.step.rewrites(act.ref) or act.definition is None:
        return
    type_ = printed(tree.one(act.definition, "type_name"), act.step.known)
    domain = act.step.known.domain(type_)
    own = act.constraints.keys() & {"CONSTR_GENERATED", "CONSTR_IDENTITY"}
    has_default = domain is not None and domain.default is not None and "CONSTR_DEFAULT" not in act.constraints
    if (act.step.known.has_conditions(type_) or has_default) and not own:
        yield act.hit(
            f"all rows are written anew for what the domain asks: {act.step.blocked(act.ref)}",
            fix=Fix(title="add the column with the domain's base type and a check NOT VALID"),
        )


@rule("LCK020", Severity.ERROR, "AT_AddColumn", peers=("squawk:disallowed-unique-constraint", "eugene:E7"))
def unique_column_added(act: Act) -> Iterator[Hit]:
    """A column is added with a key of its own.

    Why: The index is built under ACCESS EXCLUSIVE in the same statement.
    Bad:
        ALTER TABLE customers ADD COLUMN email text UNIQUE;
    Good:
        ALTER TABLE customers ADD COLUMN email text;
        CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);
        ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE USING INDEX customers_email_key;
    """
    if not act.is_new and act.constraints.keys() & {"CONSTR_UNIQUE", "CONSTR_PRIMARY"}:
        fix = Fix(title="add the column, build the unique index CONCURRENTLY, then ADD CONSTRAINT … USING INDEX")
        yield act.hit(f"an index is built while others wait: {act.step.blocked(act.ref)}", fix=fix)


@rule("LCK021", Severity.ERROR, "AT_AddColumn", peers=("squawk:constraint-missing-not-valid",))
def checked_column_added(act: Act) -> Iterator[Hit]:
    """A column is added with a check, or a generated one with NOT NULL, and all rows are read.

    Why: The check is tried on every row under ACCESS EXCLUSIVE, though all of them have the same value.
    Bad:
        ALTER TABLE orders ADD COLUMN discount numeric DEFAULT 0 CHECK (discount >= 0);
    Good:
        ALTER TABLE orders ADD COLUMN discount numeric DEFAULT 0;
        ALTER TABLE orders ADD CONSTRAINT discount_is_positive CHECK (discount >= 0) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT discount_is_positive;
    """
    kinds = act.constraints.keys()
    asks = "CONSTR_CHECK" in kinds or {"CONSTR_GENERATED", "CONSTR_NOTNULL"} <= kinds
    if asks and act.step.scans(act.ref) and not act.step.rewrites(act.ref):
        fix = Fix(title="add the column, then the check NOT VALID, then VALIDATE CONSTRAINT")
        yield act.hit(f"all rows are read while others wait: {act.step.blocked(act.ref)}", fix=fix)


@rule("LCK022", Severity.WARNING, "AT_AddColumn", peers=("squawk:adding-foreign-key-constraint",))
def reference_column_added(act: Act) -> Iterator[Hit]:
    """A column is added with a reference, and both tables are locked.

    Why: Nobody can read or write the table, and writes to the table that is referred to wait, until the transaction
    ends; with a default all rows are looked up too.
    Bad:
        ALTER TABLE orders ADD COLUMN customer_id bigint REFERENCES customers;
    Good:
        ALTER TABLE orders ADD COLUMN customer_id bigint;
        ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT orders_customer;
    """
    if "CONSTR_FOREIGN" in act.constraints and not act.is_new:
        fix = Fix(title="add the column, then the foreign key NOT VALID, then VALIDATE CONSTRAINT")
        yield act.hit(f"two tables are locked at once: {act.step.blocked()}", fix=fix)


@rule("LCK034", Severity.WARNING, "AT_AlterColumnType")
def type_locks_others(act: Act) -> Iterator[Hit]:
    """The type of a key's column changes, and other tables are locked with it.

    Why: A foreign key on the column is made again, which takes ACCESS EXCLUSIVE on the table at its other end.
    Bad:
        CREATE TABLE customers (id integer PRIMARY KEY);
        CREATE TABLE orders (customer_id integer REFERENCES customers);
        -- next migration
        ALTER TABLE orders ALTER COLUMN customer_id TYPE bigint;
    Good:
        CREATE TABLE orders (customer_id integer);
        -- next migration
        ALTER TABLE orders ALTER COLUMN customer_id TYPE bigint;
    """
    family = act.step.known.family(act.ref) if act.ref is not None else ()
    others = [each.object for each in act.step.old_claims if each.object.kind == "table" and each.object not in family]
    if others and not act.is_new:
        yield act.hit(f"other tables are locked too: {act.step.blocked(*others)}")
