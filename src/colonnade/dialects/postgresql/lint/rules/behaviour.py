"""What programs see or may do that becomes otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.lint.book import rule
from colonnade.dialects.postgresql.lint.step import Act
from colonnade.dialects.postgresql.locks import tree
from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Ref


@rule(
    "CLT030",
    Severity.INFO,
    "AT_ColumnDefault",
    peers=("squawk:ban-set-default", "strong_migrations:change_column_default"),
)
def default_changed(act: Act) -> Iterator[Hit]:
    """The default of a column changes.

    Why: Programs that leave the column out write something else; those that write back what they read once may write
    the old default.
    Bad:
        ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'open';
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY, state text);
        ALTER TABLE notes ALTER COLUMN state SET DEFAULT 'open';
    """
    column = Ref("column", (*act.ref.path, act.column)) if act.ref is not None else None
    if tree.one(act.node, "def") is not None and not act.is_new and column not in act.step.course.added:
        yield act.hit(f"programs that leave out {act.column} write something else")


@rule(
    "CLT031",
    Severity.WARNING,
    "AT_DisableTrig",
    "AT_DisableTrigAll",
    "AT_DisableTrigUser",
    peers=("squawk:ban-disable-trigger",),
)
def trigger_disabled(act: Act) -> Iterator[Hit]:
    """A trigger is disabled.

    Why: What it did on every write is not done; ALL disables foreign keys too.
    Bad:
        ALTER TABLE orders DISABLE TRIGGER audit;
    Good:
        ALTER TABLE orders ENABLE TRIGGER audit;
    """
    if not act.is_new:
        yield act.hit(f"what it did is not done any more, and writes wait for the change: {act.step.blocked(act.ref)}")


@rule(
    "CLT032",
    Severity.INFO,
    "AT_AddConstraint",
    "AT_SetNotNull",
    "IndexStmt",
    peers=("squawk:ban-new-write-restriction",),
    on_request=True,
)
def new_restriction(act: Act) -> Iterator[Hit]:
    """Rows that programs write today may be refused from now on.

    Why: A new constraint holds for new rows at once, also while it is NOT VALID. Programs must keep it before it is
    there.
    Bad:
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY, total int CHECK (total > 0));
    """
    if act.is_new or (act.kind == "IndexStmt" and not tree.flag(act.node, "unique")):
        return
    yield act.hit("rows that programs write today may be refused")


@rule("CLT033", Severity.WARNING, "AT_ReplicaIdentity", peers=("squawk:ban-replica-identity",))
def replica_identity(act: Act) -> Iterator[Hit]:
    """What identifies a row for replicas changes.

    Why: Subscribers get other keys, or none, and may stop; FULL makes each change as large as its row.
    Bad:
        ALTER TABLE orders REPLICA IDENTITY FULL;
    Good:
        ALTER TABLE orders CLUSTER ON orders_pkey;
    """
    if not act.is_new:
        yield act.hit("subscribers of logical replication get other keys from now on")


@rule("CLT034", Severity.WARNING, "GrantStmt", "GrantRoleStmt", peers=("squawk:ban-revoke",))
def right_taken(act: Act) -> Iterator[Hit]:
    """A right is taken away.

    Why: Programs that use it fail with the next statement.
    Bad:
        REVOKE SELECT ON orders FROM report;
    Good:
        GRANT SELECT ON orders TO report;
    """
    if not tree.flag(act.node, "is_grant"):
        objects = [act.step.known.find(tree.items(each)) for each in tree.many(act.node, "objects")]
        if objects and all(act.step.is_new(each) for each in objects):
            return
        roles = {
            tree.word(each, "rolename") or tree.choice(each, "roletype") for each in tree.many(act.node, "grantees")
        }
        if "ROLESPEC_PUBLIC" not in roles or act.kind == "GrantRoleStmt":
            yield act.step.hit("who uses this right fails with the next statement")


@rule("CLT035", Severity.WARNING, "CreatePolicyStmt", peers=("squawk:ban-create-policy",))
def policy_made(act: Act) -> Iterator[Hit]:
    """A policy is put on a table that programs use.

    Why: Where row security is on, other rows are seen and may be written from this moment on.
    Bad:
        CREATE POLICY tenant ON orders USING (tenant = current_user);
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY, tenant text);
        CREATE POLICY tenant ON notes USING (tenant = current_user);
    """
    if not act.is_new:
        yield act.step.hit("other rows are seen and may be written from now on")


@rule(
    "CLT036",
    Severity.WARNING,
    "AlterPolicyStmt",
    peers=("squawk:ban-alter-policy-condition", "squawk:ban-alter-policy-roles"),
)
def policy_changed(act: Act) -> Iterator[Hit]:
    """The condition or the roles of a policy change.

    Why: Other rows are seen and may be written from this moment on.
    Bad:
        ALTER POLICY tenant ON orders USING (true);
    Good:
        ALTER POLICY tenant ON orders RENAME TO tenant_rows;
    """
    said = "condition" if tree.one(act.node, "qual") or tree.one(act.node, "with_check") else "roles"
    if not act.is_new:
        yield act.step.hit(f"the {said} of a policy change: other rows are seen and may be written")


@rule(
    "CLT037",
    Severity.WARNING,
    "AT_EnableRowSecurity",
    "AT_DisableRowSecurity",
    "AT_ForceRowSecurity",
    "AT_NoForceRowSecurity",
    peers=("squawk:ban-alter-row-level-security",),
)
def row_security(act: Act) -> Iterator[Hit]:
    """Row security of a table is turned on or off.

    Why: On without a policy, everybody but the owner sees no row; off, everybody sees all.
    Bad:
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY);
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
    """
    if not act.is_new:
        yield act.hit(f"other rows are seen from now on: {act.step.blocked(act.ref)}")


@rule(
    "CLT038",
    Severity.INFO,
    "CreateFunctionStmt",
    "ViewStmt",
    peers=("squawk:ban-replace-view-function",),
    on_request=True,
)
def replaced(act: Act) -> Iterator[Hit]:
    """A view or function is replaced.

    Why: Programs that run get another answer from this moment on.
    Bad:
        CREATE OR REPLACE VIEW open_orders AS SELECT 1 AS id;
    Good:
        CREATE VIEW open_orders_2 AS SELECT 1 AS id;
    """
    if tree.flag(act.node, "replace"):
        yield act.step.hit("programs get another answer from now on, where it was there before")


_CHANGES = {
    "AlterFunctionStmt": ("options of a function", "squawk:ban-alter-function-options"),
    "AlterRoleStmt": ("options of a role", "squawk:ban-alter-role-options"),
    "AlterRoleSetStmt": ("settings of a role", "squawk:ban-alter-role-options"),
    "AlterDatabaseStmt": ("options of a database", "squawk:ban-alter-database-options"),
    "AlterDatabaseSetStmt": ("settings of a database", "squawk:ban-alter-database-options"),
    "AlterSystemStmt": ("settings of the whole server", "squawk:ban-alter-system-options"),
    "AlterExtensionStmt": ("the version of an extension", "squawk:ban-alter-extension"),
    "AlterExtensionContentsStmt": ("the contents of an extension", "squawk:ban-alter-extension"),
    "AlterSeqStmt": ("how a sequence counts", "squawk:ban-alter-sequence-values"),
}


@rule("CLT039", Severity.WARNING, *_CHANGES, peers=sorted({each for _, each in _CHANGES.values()}))
def options_changed(act: Act) -> Iterator[Hit]:
    """Options of a function, role, database, server, extension or sequence change.

    Why: They hold for everybody who uses the object, at once or with the next session, not for this migration only.
    Bad:
        ALTER SEQUENCE order_numbers RESTART WITH 1;
    Good:
        CREATE SEQUENCE order_numbers_2;
    """
    if act.kind == "AlterSeqStmt":
        names = {tree.word(each, "defname") for each in tree.many(act.node, "options")}
        if names <= {"owned_by"} or act.step.is_new(act.step.known.find(tree.relation(tree.one(act.node, "sequence")))):
            return
    yield act.step.hit(f"{_CHANGES[act.kind][0]} change for everybody who uses it")


@rule("CLT040", Severity.WARNING, "AT_SetRelOptions", "AT_ResetRelOptions", peers=("squawk:ban-alter-view-options",))
def view_options(act: Act) -> Iterator[Hit]:
    """Options of a view change.

    Why: security_invoker and check_option decide who sees and writes what through it.
    Bad:
        ALTER VIEW open_orders SET (security_invoker = true);
    Good:
        ALTER TABLE orders SET (fillfactor = 90);
    """
    if act.ref is not None and act.ref.kind == "view" and not act.is_new:
        yield act.hit("others see or write other rows through the view")


@rule("CLT041", Severity.INFO, "AlterEnumStmt", peers=("squawk:ban-add-enum-value",))
def value_added(act: Act) -> Iterator[Hit]:
    """An enum gets a value.

    Why: Programs that know all values of old meet one that they don't, and the value can never be removed.
    Bad:
        ALTER TYPE state ADD VALUE 'lost';
    Good:
        CREATE TYPE outcome AS ENUM ('lost');
    """
    names = tree.words(tree.many(act.node, "type_name"))
    known = act.step.known.find(names, "enum")
    if not tree.word(act.node, "old_val") and not act.step.is_new(known):
        yield act.step.hit(f"programs must know the value {tree.word(act.node, 'new_val')} before it is used")


@rule("CLT042", Severity.WARNING, "AT_AddColumnToView", "AT_AddColumn", peers=("squawk:ban-add-composite-attribute",))
def attribute_added(act: Act) -> Iterator[Hit]:
    """A composite type gets an attribute.

    Why: Programs that take its values apart by position go wrong, and every table that uses the type is locked.
    Bad:
        ALTER TYPE address ADD ATTRIBUTE country text;
    Good:
        CREATE TYPE address_2 AS (street text, country text);
    """
    if tree.choice(act.step.node, "objtype") == "OBJECT_TYPE":
        yield act.hit(f"values of the type have another form from now on {act.step.blocked()}".rstrip())


@rule("CLT043", Severity.INFO, "AT_AddColumn", peers=("squawk:ban-add-column",), on_request=True)
def column_added(act: Act) -> Iterator[Hit]:
    """A column is added.

    Why: Programs that read all columns by position get one more.
    Bad:
        ALTER TABLE orders ADD COLUMN note text;
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY);
    """
    if not act.is_new:
        yield act.hit(f"programs that read all columns get {act.column} too")


@rule("CLT044", Severity.WARNING, "AT_DropInherit", "AT_DetachPartition", peers=("squawk:ban-detach-inheritance",))
def rows_leave(act: Act) -> Iterator[Hit]:
    """The rows of a partition or heir leave the table that programs read.

    Why: Queries of the parent don't see them any more.
    Bad:
        ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;
    Good:
        CREATE TABLE events_2027 (LIKE events);
    """
    if not act.is_new:
        yield act.hit("queries of the parent don't see these rows any more")


@rule(
    "CLT045",
    Severity.WARNING,
    "AT_SetIdentity",
    "AT_SetExpression",
    peers=("squawk:ban-alter-identity", "squawk:ban-alter-generated-expression"),
)
def generation_changed(act: Act) -> Iterator[Hit]:
    """How the server fills a column changes.

    Why: GENERATED ALWAYS refuses values that programs write; another expression gives old rows other values.
    Bad:
        ALTER TABLE orders ALTER COLUMN id SET GENERATED ALWAYS;
    Good:
        ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'new';
    """
    if not act.is_new:
        yield act.hit(f"{act.column} is filled otherwise from now on")


@rule("CLT046", Severity.INFO, "CreateDomainStmt", peers=("squawk:ban-create-domain-with-constraint",))
def domain_with_conditions(act: Act) -> Iterator[Hit]:
    """A domain is made with conditions.

    Why: A column of such a domain writes the table anew when it is added, and a condition that changes later is
    tried on all rows of all tables that use it.
    Bad:
        CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
    Good:
        CREATE DOMAIN email AS text;
    """
    if any(
        tree.choice(each, "contype") in ("CONSTR_CHECK", "CONSTR_NOTNULL")
        for each in tree.many(act.node, "constraints")
    ):
        yield act.step.hit("its conditions are hard to change later", fix=Fix(title="checks on the columns"))


@rule("CLT047", Severity.INFO, "AT_AlterColumnType", peers=("squawk:changing-column-type",))
def type_seen(act: Act) -> Iterator[Hit]:
    """Programs read another type.

    Why: Drivers remember the types of a prepared statement, and fail with "cached plan must not change result type".
    Bad:
        ALTER TABLE orders ALTER COLUMN note TYPE text;
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY, about varchar(10));
        ALTER TABLE notes ALTER COLUMN about TYPE text;
    """
    if not act.is_new:
        yield act.hit(f"prepared statements that read {act.column} must be made again")


@rule("CLT048", Severity.WARNING, "AT_ChangeOwner")
def owner_changed(act: Act) -> Iterator[Hit]:
    """The owner of an object changes.

    Why: The old owner loses what owners may do: alter it, and read it past row security.
    Bad:
        ALTER TABLE orders OWNER TO shop_admin;
    Good:
        CREATE TABLE notes (id bigint PRIMARY KEY);
        ALTER TABLE notes OWNER TO shop_admin;
    """
    if not act.is_new:
        yield act.hit("the old owner may not alter it any more")
