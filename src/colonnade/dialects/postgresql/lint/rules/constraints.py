"""Constraints added, validated and dropped while others work."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.fixes import from_ready_index, through_check, validated_later
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import ForeignKey, Ref


@rule(
    "LCK006",
    Severity.ERROR,
    "AT_AddConstraint",
    peers=(
        "squawk:adding-foreign-key-constraint",
        "squawk:constraint-missing-not-valid",
        "atlas:PG306",
        "strong_migrations:add_foreign_key",
        "eugene:E1",
    ),
)
def foreign_key_validated(act: Act) -> Iterator[Hit]:
    """A foreign key is added and all rows are looked up meanwhile.

    Why: The statement locks both tables, its own and the one that it refers to, in SHARE ROW EXCLUSIVE until every row
    has been looked up: writes to both wait. NOT VALID takes the same locks for a moment; VALIDATE CONSTRAINT then lets
    writes go on.
    Bad:
        ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);
    Good:
        ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT orders_customer;
    """
    if act.contype != "CONSTR_FOREIGN" or act.is_new or tree.flag(act.definition, "skip_validation"):
        return
    if not tree.flag(act.definition, "is_enforced") or not act.step.scans(act.ref):
        return
    yield act.hit(f"rows are looked up while others wait: {act.step.blocked()}", fix=validated_later(act))


@rule(
    "LCK007",
    Severity.ERROR,
    "AT_AddConstraint",
    peers=(
        "squawk:constraint-missing-not-valid",
        "atlas:PG305",
        "strong_migrations:add_check_constraint",
        "eugene:E1",
    ),
)
def check_validated(act: Act) -> Iterator[Hit]:
    """A check is added and all rows are read meanwhile.

    Why: ADD CHECK reads the whole table under ACCESS EXCLUSIVE: nobody can read or write it. NOT VALID takes the lock
    for a moment; VALIDATE CONSTRAINT then reads the rows while reads and writes go on.
    Bad:
        ALTER TABLE orders ADD CONSTRAINT total_is_positive CHECK (total > 0);
    Good:
        ALTER TABLE orders ADD CONSTRAINT total_is_positive CHECK (total > 0) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT total_is_positive;
    """
    if act.contype == "CONSTR_CHECK" and act.step.scans(act.ref) and not tree.flag(act.definition, "skip_validation"):
        yield act.hit(f"all rows are read while others wait: {act.step.blocked()}", fix=validated_later(act))


@rule(
    "LCK008",
    Severity.ERROR,
    "AT_SetNotNull",
    "AT_AddConstraint",
    peers=(
        "squawk:adding-not-nullable-field",
        "atlas:PG303",
        "strong_migrations:change_column_null",
        "strong_migrations:change_column_with_not_null",
        "eugene:E2",
    ),
)
def not_null_scans(act: Act) -> Iterator[Hit]:
    """A column is made NOT NULL and all rows are read meanwhile.

    Why: SET NOT NULL reads the whole table under ACCESS EXCLUSIVE, unless a valid check says the same. Such a check can
    be added NOT VALID and validated while reads and writes go on.
    Bad:
        ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
    Good:
        ALTER TABLE orders ADD CONSTRAINT customer_is_set CHECK (customer_id IS NOT NULL) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT customer_is_set;
        ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
        ALTER TABLE orders DROP CONSTRAINT customer_is_set;
    """
    if act.kind == "AT_AddConstraint":
        if act.contype == "CONSTR_NOTNULL" and act.step.scans(act.ref):
            fix = Fix(title="add it NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own")
            yield act.hit(f"all rows are read while others wait: {act.step.blocked()}", fix=fix)
        return
    if act.step.scans(act.ref) and not _added_here(act):
        fix = through_check(act) if len(act.step.acts) == 1 else Fix(title=through_check(act).title)
        yield act.hit(
            f"all rows are read for NOT NULL of {act.column} while others wait: {act.step.blocked()}", fix=fix
        )


def _added_here(act: Act) -> bool:
    """Whether the statement adds the column itself, and with it reads or writes the rows already."""
    return any(each.kind == "AT_AddColumn" and each.column == act.column for each in act.step.acts)


@rule(
    "LCK009",
    Severity.ERROR,
    "AT_AddConstraint",
    peers=(
        "squawk:disallowed-unique-constraint",
        "atlas:PG105",
        "strong_migrations:add_unique_constraint",
        "eugene:E7",
    ),
)
def unique_builds_index(act: Act) -> Iterator[Hit]:
    """A unique constraint builds its index while nobody can use the table.

    Why: ADD UNIQUE holds ACCESS EXCLUSIVE while the index is built. A unique index that was built CONCURRENTLY becomes
    the constraint in a moment.
    Bad:
        ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email);
    Good:
        CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);
        ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE USING INDEX customers_email_key;
    """
    if act.contype == "CONSTR_UNIQUE" and _builds(act):
        fix = from_ready_index(act)
        yield act.hit(f"an index is built while others wait: {act.step.blocked(act.ref)}", fix=fix)


def _builds(act: Act) -> bool:
    """Whether a key of a table that others use builds its index."""
    if act.is_new or act.ref is None or tree.word(act.definition, "indexname"):
        return False
    builds = act.step.effects.builds if act.step.effects is not None else ()
    return not act.step.known.is_partitioned(act.ref) or bool(builds)


@rule("LCK010", Severity.ERROR, "AT_AddConstraint", peers=("atlas:PG104", "squawk:adding-serial-primary-key-field"))
def primary_key_builds_index(act: Act) -> Iterator[Hit]:
    """A primary key builds its index while nobody can use the table.

    Why: ADD PRIMARY KEY holds ACCESS EXCLUSIVE while the index is built and, where a column may be null, while all rows
    are read.
    Bad:
        ALTER TABLE orders ADD PRIMARY KEY (id);
    Good:
        CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON orders (id);
        ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;
    """
    if act.contype == "CONSTR_PRIMARY" and _builds(act):
        fix = from_ready_index(act)
        yield act.hit(f"an index is built while others wait: {act.step.blocked(act.ref)}", fix=fix)


@rule("LCK011", Severity.WARNING, "AT_AddConstraint", peers=("atlas:PG304", "eugene:W14"))
def primary_key_requires_values(act: Act) -> Iterator[Hit]:
    """A primary key over a column that may be null reads all rows.

    Why: The columns of a primary key become NOT NULL with it, and that is looked up in every row under ACCESS
    EXCLUSIVE, even where the index is ready.
    Bad:
        CREATE TABLE orders (id bigint);
        -- next migration
        CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON orders (id);
        ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;
    Good:
        CREATE TABLE orders (id bigint NOT NULL);
        -- next migration
        CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON orders (id);
        ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;
    """
    if act.contype != "CONSTR_PRIMARY" or act.is_new or act.ref is None:
        return
    ready = tree.word(act.definition, "indexname")
    names = tree.words(tree.many(act.definition, "keys"))
    if ready:
        index = act.step.known.find((*act.ref.path[:-1], ready), "index")
        names = next((each.keys for each in act.step.known.indexes(act.ref) if each.ref == index), ())
    columns = [act.step.known.column(act.ref, each) for each in names]
    nullable = [each.name for each in columns if each is not None and each.nullable]
    set_here = {each.column for each in act.step.acts if each.kind == "AT_SetNotNull"}
    if set(nullable) - set_here:
        yield act.hit(
            f"{', '.join(nullable)} may be null, so that all rows are read: {act.step.blocked(act.ref)}",
            fix=Fix(title="make the columns NOT NULL before, through a check that is validated"),
        )


@rule("LCK012", Severity.ERROR, "AT_AddConstraint", peers=("strong_migrations:add_exclusion_constraint", "eugene:E8"))
def exclusion_builds_index(act: Act) -> Iterator[Hit]:
    """An exclusion constraint builds its index while nobody can use the table.

    Why: There is no concurrent way to add one to a table with rows: reads and writes wait until all rows have been
    compared.
    Bad:
        ALTER TABLE bookings ADD EXCLUDE USING gist (room WITH =, during WITH &&);
    Good:
        CREATE TABLE bookings_next (room int, during tsrange, EXCLUDE USING gist (room WITH =, during WITH &&));
    """
    if act.contype == "CONSTR_EXCLUSION" and not act.is_new:
        fix = Fix(title="add it in a quiet hour, or fill a new table that has it from the start")
        yield act.hit(f"an index is built while others wait: {act.step.blocked(act.ref)}", fix=fix)


@rule("LCK033", Severity.WARNING, "AT_DropConstraint", "DropStmt", peers=("atlas:CD101",))
def referred_table_locked(act: Act) -> Iterator[Hit]:
    """A foreign key goes, and the table that it refers to can't be used meanwhile.

    Why: To drop the key's triggers the server takes ACCESS EXCLUSIVE on the other table too: statements that never
    touch the changed table wait.
    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT customer REFERENCES customers);
        -- next migration
        ALTER TABLE orders DROP CONSTRAINT customer;
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT customer CHECK (customer_id > 0));
        -- next migration
        ALTER TABLE orders DROP CONSTRAINT customer;
    """
    step = act.step
    if act.kind == "AT_DropConstraint":
        found = (
            step.known.schema.get(Ref("constraint", (*act.ref.path, tree.word(act.node, "name")))) if act.ref else None
        )
        keys = [found] if isinstance(found, ForeignKey) else []
    elif tree.choice(act.node, "remove_type") == "OBJECT_TABLE":
        refs = [step.known.find(tree.items(each), "table") for each in tree.many(act.node, "objects")]
        keys = [key for ref in refs if ref is not None for key in step.known.referring(ref)]
    else:
        return
    others = [Ref("table", key.target) for key in keys if key.target != key.table]
    locked = [each for each in dict.fromkeys(others) if step.claim(each) is not None]
    if locked:
        fix = Fix(title="set lock_timeout, and run it in a transaction of its own")
        yield act.hit(f"the table referred to is locked too: {step.blocked(*locked)}", fix=fix)


@rule(
    "LCK035",
    Severity.ERROR,
    "AT_ValidateConstraint",
    peers=("strong_migrations:validate_foreign_key", "strong_migrations:validate_check_constraint"),
)
def validated_in_one_transaction(act: Act) -> Iterator[Hit]:
    """A constraint is added NOT VALID and validated in the same transaction.

    Why: The strong lock of the addition is held until the transaction ends, so that the rows are read under it: nothing
    is won.
    Bad:
        BEGIN;
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
        ALTER TABLE orders VALIDATE CONSTRAINT positive;
        COMMIT;
    Good:
        BEGIN;
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
        COMMIT;
        ALTER TABLE orders VALIDATE CONSTRAINT positive;
    """
    transaction = act.step.transaction
    if transaction is None or act.is_new:
        return
    added = transaction.not_validated | {
        tree.word(each.definition, "conname") for each in act.step.acts if each.contype and each.definition is not None
    }
    if tree.word(act.node, "name") in added:
        yield act.hit(
            "all rows are read under the lock that the addition took in the same transaction",
            fix=Fix(title="validate it in a later transaction, or the next migration"),
        )


@rule(
    "LCK031",
    Severity.WARNING,
    "AlterDomainStmt",
    peers=("squawk:ban-alter-domain-with-add-constraint",),
)
def domain_checked_everywhere(act: Act) -> Iterator[Hit]:
    """A domain gets a condition, and every table that uses it is read.

    Why: ALTER DOMAIN ADD CONSTRAINT and SET NOT NULL read all rows of all tables with a column of the domain while
    writes to them wait.
    Bad:
        ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
    Good:
        ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%') NOT VALID;
        ALTER DOMAIN email VALIDATE CONSTRAINT has_at;
    """
    definition = act.definition
    adds = tree.word(act.node, "subtype") == "C" and not tree.flag(definition, "skip_validation")
    if adds or tree.word(act.node, "subtype") == "O":
        name = act.step.known.find(tree.words(tree.many(act.node, "type_name")), "domain")
        if name is not None and name in act.step.new:
            return
        blocked = act.step.blocked() or "writes to all tables that use it wait"
        fix = Fix(title="add it NOT VALID, then VALIDATE CONSTRAINT")
        yield act.step.hit(f"the rows of all tables with this domain are read: {blocked}", ref=name, fix=fix)


@rule("LCK044", Severity.WARNING, "AT_AlterConstraint")
def reference_enforced(act: Act) -> Iterator[Hit]:
    """A foreign key is enforced from now on, and all rows are looked up.

    Why: ALTER CONSTRAINT … ENFORCED (PostgreSQL 18) validates the key in the same statement, under locks that stop
    writes to both tables.
    Bad:
        ALTER TABLE orders ALTER CONSTRAINT orders_customer_fkey ENFORCED;
    Good:
        ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
    """
    definition = act.definition
    if tree.flag(definition, "alter_enforceability") and tree.flag(definition, "is_enforced") and not act.is_new:
        yield act.hit(f"rows are looked up while others wait: {act.step.blocked()}")
