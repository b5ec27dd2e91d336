"""Rules about functions and views that give away what tables keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Function, MaterializedView, Policy, SchemaObject, Table, View
from colonnade.schema.privilege import OWNER, PUBLIC
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject

_DECRYPTS = re.compile(r"\b\w*decrypt\w*\s*\(", re.IGNORECASE)
_CLAIM = re.compile(r"\b(en)?crypt(ed|ion)?\b|\bcipher", re.IGNORECASE)
_PLAIN = ("text", "character varying", "varchar", "character", "char", "date", "integer", "numeric")


@SCHEMA_RULES.rule("SEC010", severity=Severity.WARNING)
def guarded_rows_kept(subject: SchemaSubject) -> Iterator[Hit]:
    """A materialised view keeps rows of a table with row security, and others than its owner may read it.

    Why: policies hold for tables only; whoever may read the view sees what it kept of everybody's rows.

    Bad:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id integer);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (tenant_id = 1);
        CREATE MATERIALIZED VIEW jobs AS SELECT tenant_id, count(*) AS jobs FROM job GROUP BY tenant_id;
        GRANT SELECT ON jobs TO PUBLIC;

    Good:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id integer);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (tenant_id = 1);
        CREATE MATERIALIZED VIEW jobs AS SELECT tenant_id, count(*) AS jobs FROM job GROUP BY tenant_id;
    """
    guarded = {table.path: table for table in subject.schema.of_kind(Table) if table.row_security}
    for view in subject.schema.of_kind(MaterializedView) if guarded else ():
        readers = sorted(grant.to for grant in view.privileges or () if grant.to != OWNER)
        read = {ref.path if ref.kind == "table" else ref.parent_path for ref in view.depends}
        for path in sorted(read & guarded.keys()) if readers else ():
            yield Hit(
                object=subject.name(view),
                message=f"{', '.join(readers)} may read {subject.name(view)}, which keeps rows of"
                f" {subject.name(guarded[path])} past its policies",
                fix=Fix(title="grant a view with security_barrier that filters it"),
            )


@SCHEMA_RULES.rule("SEC012", severity=Severity.WARNING)
def encrypted_by_comment(subject: SchemaSubject) -> Iterator[Hit]:
    """A comment says that a column is encrypted, but its type is one of plain values.

    Why: people rely on what they read there, and every dump shows the values.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, phone varchar(20));
        COMMENT ON COLUMN guest.phone IS 'Encrypted phone number';

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, phone bytea);
        COMMENT ON COLUMN guest.phone IS 'Encrypted phone number';
    """
    for table in subject.tables:
        for column in table.columns.values():
            claims = column.comment is not None and _CLAIM.search(column.comment) is not None
            if claims and column.type.lower().startswith(_PLAIN):
                name = subject.column(table, column.name)
                yield Hit(
                    object=name,
                    message=f"{name} is said to be encrypted and is {column.type}",
                    fix=Fix(title="keep the cipher as bytea, or do not claim it"),
                )


@SCHEMA_RULES.rule("SEC016", severity=Severity.WARNING)
def definer_for_everybody(subject: SchemaSubject) -> Iterator[Hit]:
    """Everybody may run a function that has its owner's rights.

    Why: EXECUTE is granted to PUBLIC with every new function; one with the owner's rights then lends them to all.

    Bad:
        CREATE FUNCTION peek() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';

    Good:
        CREATE FUNCTION peek() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
        REVOKE EXECUTE ON FUNCTION peek() FROM PUBLIC;
    """
    for each in subject.schema.of_kind(Function):
        if not each.security_definer or str(each.returns) in {"trigger", "event_trigger"}:
            continue
        open_to_all = each.privileges is None or any(
            grant.to == PUBLIC and {"EXECUTE", "ALL"} & set(grant.privileges) for grant in each.privileges
        )
        if open_to_all:
            yield Hit(
                object=subject.name(each),
                message=f"everybody may run {subject.name(each)} with its owner's rights",
                fix=Fix(title="revoke EXECUTE from PUBLIC and grant it to the roles that need it"),
            )


@SCHEMA_RULES.rule("SEC017", severity=Severity.WARNING)
def view_decrypts(subject: SchemaSubject) -> Iterator[Hit]:
    """A view decrypts with its owner's rights.

    Why: whoever may read the view reads the secret; the key guards nothing any more, and one value that is no cipher
    breaks the view for everybody.

    Bad:
        CREATE FUNCTION decrypt_pii(bytea) RETURNS text LANGUAGE sql AS 'SELECT convert_from($1, ''UTF8'')';
        CREATE TABLE guest (id integer PRIMARY KEY, phone bytea);
        CREATE VIEW guest_open AS SELECT id, decrypt_pii(phone) AS phone FROM guest;

    Good:
        CREATE FUNCTION decrypt_pii(bytea) RETURNS text LANGUAGE sql AS 'SELECT convert_from($1, ''UTF8'')';
        CREATE TABLE guest (id integer PRIMARY KEY, phone bytea);
        CREATE VIEW guest_open WITH (security_invoker = true) AS SELECT id, decrypt_pii(phone) AS phone FROM guest;
    """
    for view in subject.schema.of_kind(View):
        if view.options.get("security_invoker") in {"true", "on", "1"}:
            continue
        if _DECRYPTS.search(str(view.definition)):
            yield Hit(
                object=subject.name(view),
                message=f"{subject.name(view)} decrypts for everybody who may read it",
                fix=Fix(title="decrypt in a function that asks for the caller's role, or add security_invoker"),
            )


@SCHEMA_RULES.rule("SEC019", severity=Severity.INFO)
def role_never_created(subject: SchemaSubject) -> Iterator[Hit]:
    """A script grants to a role, or has a policy for one, that none of its statements creates.

    Why: on a server where nobody made the role by hand the statement fails; roles belong to the server, so a script
    that creates them does it only where they are not there yet.

    Bad:
        CREATE TABLE note (id integer PRIMARY KEY);
        GRANT SELECT ON note TO colonnade_reader;

    Good:
        DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
        CREATE TABLE note (id integer PRIMARY KEY);
        GRANT SELECT ON note TO colonnade_reader;
    """
    if subject.roles_created is None or subject.dialect.name != "postgresql":
        return
    known = {PUBLIC, OWNER, *subject.roles_created}
    users: dict[str, SchemaObject] = {}
    for each in subject.schema:
        named = [grant.to for grant in each.privileges or ()]
        named += each.roles if isinstance(each, Policy) else ()
        for role in named:
            if role not in known and not role.startswith("pg_"):
                users.setdefault(role, each)
    for role, first in sorted(users.items()):
        yield Hit(
            object=f"role {role}",
            message=f"no statement creates the role {role}, which {subject.name(first)} needs",
            fix=Fix(title="create it first, where it is not there yet"),
        )
