"""Rules about tables, views and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import (
    Check,
    Enabled,
    Function,
    Index,
    MaterializedView,
    Persistence,
    Policy,
    Table,
    Trigger,
    View,
)
from colonnade.schema.privilege import PUBLIC
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject

_HARMLESS = frozenset({"USAGE", "EXECUTE", "CONNECT", "TEMPORARY"})
_SECRETS = frozenset({"password", "passwd", "secret", "api_key", "apikey", "token"})


@SCHEMA_RULES.rule("STR001", severity=Severity.INFO)
def many_columns(subject: SchemaSubject) -> Iterator[Hit]:
    """A table has more than sixty columns, or than `limits.table_columns` says.

    Why: it is probably several things in one; every update writes the whole row anew.

    Bad:
        DO $$ BEGIN EXECUTE 'CREATE TABLE wide (id integer PRIMARY KEY, '
          || (SELECT string_agg('c' || n || 'x integer', ', ') FROM generate_series(1, 70) n) || ')'; END $$;

    Good:
        CREATE TABLE slim (id integer PRIMARY KEY, note text);
    """
    for table in subject.tables:
        if len(table.columns) > subject.limits.table_columns:
            yield Hit(object=subject.name(table), message=f"{subject.name(table)} has {len(table.columns)} columns")


@SCHEMA_RULES.rule("STR002", severity=Severity.INFO)
def everything_optional(subject: SchemaSubject) -> Iterator[Hit]:
    """Every column of a table but its key may be null.

    Why: an empty row is a valid one, so programs have to expect nothing anywhere.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, name text, email text, phone text);

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, name text NOT NULL, email text, phone text);
    """
    for table in subject.tables:
        key = subject.primary_key(table)
        rest = [each for each in table.columns.values() if not key or each.name not in key.columns]
        if len(rest) > 2 and all(each.nullable for each in rest):
            yield Hit(object=subject.name(table), message=f"every column of {subject.name(table)} may be null")


@SCHEMA_RULES.rule("STR003", severity=Severity.WARNING)
def check_not_valid(subject: SchemaSubject) -> Iterator[Hit]:
    """A check was never validated.

    Why: old rows may break it, and the planner can't rely on it.

    Bad:
        CREATE TABLE item (id integer PRIMARY KEY, price numeric);
        ALTER TABLE item ADD CHECK (price > 0) NOT VALID;

    Good:
        CREATE TABLE item (id integer PRIMARY KEY, price numeric CHECK (price > 0));
    """
    for table in subject.tables:
        for each in subject.parts(table):
            if isinstance(each, Check) and not each.valid and each.local:
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(each)} is NOT VALID",
                    fix=Fix(title="mend the rows that break it, then VALIDATE CONSTRAINT"),
                )


@SCHEMA_RULES.rule("STR004", severity=Severity.INFO)
def stored_view_without_unique_index(subject: SchemaSubject) -> Iterator[Hit]:
    """A materialised view has no unique index.

    Why: REFRESH … CONCURRENTLY needs one; without it every refresh stops all readers.

    Bad:
        CREATE TABLE sale (day date, amount numeric);
        CREATE MATERIALIZED VIEW revenue AS SELECT day, sum(amount) FROM sale GROUP BY day;

    Good:
        CREATE TABLE sale (day date, amount numeric);
        CREATE MATERIALIZED VIEW revenue AS SELECT day, sum(amount) FROM sale GROUP BY day;
        CREATE UNIQUE INDEX ON revenue (day);
    """
    for view in subject.schema.of_kind(MaterializedView):
        whole = [
            part
            for part in subject.parts(view)
            if isinstance(part, Index) and part.unique and part.predicate is None and all(k.column for k in part.keys)
        ]
        if not whole:
            yield Hit(object=subject.name(view), message=f"{subject.name(view)} has no unique index")


@SCHEMA_RULES.rule("STR005", severity=Severity.WARNING)
def disabled_trigger(subject: SchemaSubject) -> Iterator[Hit]:
    """A trigger is disabled.

    Why: what it promises does not hold, and the table looks as if it did.

    Bad:
        CREATE TABLE t (a integer);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER watch BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
        ALTER TABLE t DISABLE TRIGGER watch;

    Good:
        CREATE TABLE t (a integer);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER watch BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
    """
    for each in subject.schema.of_kind(Trigger):
        if each.enabled is Enabled.DISABLED:
            yield Hit(object=subject.name(each), message=f"{subject.name(each)} is disabled")


@SCHEMA_RULES.rule("STR006", severity=Severity.INFO)
def unlogged_table(subject: SchemaSubject) -> Iterator[Hit]:
    """A table is unlogged.

    Why: it is empty after a crash and never reaches a replica.

    Bad:
        CREATE UNLOGGED TABLE basket (id integer PRIMARY KEY);

    Good:
        CREATE TABLE basket (id integer PRIMARY KEY);
    """
    for table in subject.tables:
        if table.persistence is Persistence.UNLOGGED:
            yield Hit(object=subject.name(table), message=f"{subject.name(table)} is empty after a crash")


@SCHEMA_RULES.rule("STR007", severity=Severity.INFO)
def undocumented_table(subject: SchemaSubject) -> Iterator[Hit]:
    """A table has no comment, in a schema where others have one.

    Why: the next person has to guess what it is for.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY);
        COMMENT ON TABLE house IS 'A theatre';
        CREATE TABLE hall (id integer PRIMARY KEY);

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        COMMENT ON TABLE house IS 'A theatre';
    """
    if subject.dialect.name == "sqlite" or not any(table.comment for table in subject.tables):
        return
    for table in subject.tables:
        if not table.comment:
            yield Hit(object=subject.name(table), message=f"{subject.name(table)} has no comment")


@SCHEMA_RULES.rule("STR008", severity=Severity.WARNING)
def rewriting_rule(subject: SchemaSubject) -> Iterator[Hit]:
    """A rule rewrites statements on a table.

    Why: INSERT, UPDATE or DELETE then does something else than it says; triggers do the same openly and per row.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, gone boolean);
        CREATE RULE soft AS ON DELETE TO guest DO INSTEAD UPDATE guest SET gone = true WHERE id = old.id;

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, gone boolean);
    """
    for each in subject.engine_objects("rule"):
        if each.on is not None and each.on.kind == "table":
            yield Hit(
                object=subject.name(each),
                message=f"{subject.name(each)} rewrites statements on {'.'.join(each.on.path)}",
                fix=Fix(title="use a trigger"),
            )


@SCHEMA_RULES.rule("SEC001", severity=Severity.ERROR)
def row_security_without_policy(subject: SchemaSubject) -> Iterator[Hit]:
    """Row security is on, but the table has no policy.

    Why: nobody but the owner sees any row, which looks like an empty table.

    Bad:
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;

    Good:
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        CREATE POLICY all_rows ON note USING (true);
    """
    for table in subject.tables:
        if table.row_security and not any(isinstance(each, Policy) for each in subject.parts(table)):
            yield Hit(object=subject.name(table), message=f"{subject.name(table)} has row security but no policy")


@SCHEMA_RULES.rule("SEC002", severity=Severity.ERROR)
def policy_without_row_security(subject: SchemaSubject) -> Iterator[Hit]:
    """A table has policies, but row security is off.

    Why: the policies do nothing, and everybody with SELECT sees all rows.

    Bad:
        CREATE TABLE note (id integer PRIMARY KEY);
        CREATE POLICY own ON note USING (id = 1);

    Good:
        CREATE TABLE note (id integer PRIMARY KEY);
        CREATE POLICY own ON note USING (id = 1);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
    """
    for table in subject.tables:
        if not table.row_security and any(isinstance(each, Policy) for each in subject.parts(table)):
            name = ".".join(subject.dialect.quote(part) for part in table.path)
            yield Hit(
                object=subject.name(table),
                message=f"{subject.name(table)} has policies that do nothing: row security is off",
                fix=Fix(title="enable it", sql=f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"),
            )


@SCHEMA_RULES.rule("SEC003", severity=Severity.ERROR)
def definer_without_search_path(subject: SchemaSubject) -> Iterator[Hit]:
    """A SECURITY DEFINER function does not fix its search path.

    Why: a caller can put an object of their own in front and have the function run it with its owner's rights.

    Bad:
        CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';

    Good:
        CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
    """
    for each in subject.schema.of_kind(Function):
        if each.security_definer and "search_path" not in each.settings:
            yield Hit(
                object=subject.name(each),
                message=f"{subject.name(each)} runs with its owner's rights and the caller's search path",
                fix=Fix(title="add SET search_path = ''"),
            )


@SCHEMA_RULES.rule("SEC004", severity=Severity.WARNING)
def open_to_everybody(subject: SchemaSubject) -> Iterator[Hit]:
    """A privilege on a table is granted to everybody.

    Why: every role that will ever be made has it too.

    Bad:
        CREATE TABLE note (id integer PRIMARY KEY);
        GRANT SELECT ON note TO PUBLIC;

    Good:
        CREATE TABLE note (id integer PRIMARY KEY);
    """
    for table in subject.tables:
        for grant in table.privileges or ():
            wide = sorted(set(grant.privileges) - _HARMLESS)
            if grant.to == PUBLIC and wide:
                yield Hit(
                    object=subject.name(table),
                    message=f"everybody may {', '.join(wide)} {subject.name(table)}",
                    fix=Fix(title="grant to a role instead"),
                )


@SCHEMA_RULES.rule("SEC005", severity=Severity.WARNING)
def view_around_row_security(subject: SchemaSubject) -> Iterator[Hit]:
    """A view reads a table with row security, with the rights of the view's owner.

    Why: whoever may read the view sees all rows, past the policies (PostgreSQL manual, CREATE VIEW, security_invoker).

    Bad:
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON note USING (id = 1);
        CREATE VIEW all_notes AS SELECT id FROM note;

    Good:
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON note USING (id = 1);
        CREATE VIEW all_notes WITH (security_invoker = true) AS SELECT id FROM note;
    """
    guarded = {table.path: table for table in subject.schema.of_kind(Table) if table.row_security}
    for view in subject.schema.of_kind(View):
        if view.options.get("security_invoker") in {"true", "on", "1"}:
            continue
        read = {ref.path if ref.kind == "table" else ref.parent_path for ref in view.depends}
        for path in sorted(read & set(guarded)):
            yield Hit(
                object=subject.name(view),
                message=f"{subject.name(view)} shows rows of {subject.name(guarded[path])} past its policies",
                fix=Fix(title="add WITH (security_invoker = true), or guard the view"),
            )


@SCHEMA_RULES.rule("SEC006", severity=Severity.WARNING)
def secret_in_the_clear(subject: SchemaSubject) -> Iterator[Hit]:
    """A column is named like a secret and holds plain text.

    Why: a dump, a log or a replica gives it away; a hash or a cipher does not.

    Bad:
        CREATE TABLE login (id integer PRIMARY KEY, password text);

    Good:
        CREATE TABLE login (id integer PRIMARY KEY, password_hash text);
    """
    for table in subject.tables:
        for column in table.columns.values():
            if column.name.lower() in _SECRETS and column.type.lower().startswith(("text", "char", "varchar")):
                yield Hit(
                    object=subject.column(table, column.name),
                    message=f"{subject.column(table, column.name)} sounds like a secret in plain text",
                    fix=Fix(title="keep a hash (argon2) or a cipher, and say so in the name"),
                )
