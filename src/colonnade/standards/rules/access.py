"""Rules about who may see which rows: policies, settings of sessions, tenants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Function, Policy, Table, View
from colonnade.schema.privilege import OWNER, PUBLIC
from colonnade.schema.trigger import Command
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.standards.tenants import statements_of, unfiltered
from colonnade.text import words

_ASKED = re.compile(r"current_setting\s*\(\s*'(?P<name>[^']*)'(?:::text)?\s*(?P<more>,\s*true\s*)?\)", re.IGNORECASE)
_GUARD = re.compile(r"nullif\s*\(\s*\(*\s*$", re.IGNORECASE)
_CAST = re.compile(r"\)*\s*::\s*(?!text\b|character varying\b|varchar\b)\w", re.IGNORECASE)
_OF_TENANT = re.compile(r"\b(\w+)\s*=\s*\(*\s*(?:nullif\s*\(+\s*)?current_setting\s*\(\s*'([^']*)'", re.IGNORECASE)
_RIGHTS = re.compile(
    r"current_setting\s*\(\s*'(?P<name>[^']*(?:role|admin|level|permission|privilege)[^']*)'", re.IGNORECASE
)
_GONE = re.compile(r"\b(deleted_at|is_deleted|deleted|is_active|archived_at)\b", re.IGNORECASE)
_TENANT = "tenant_id"


def _policies(subject: SchemaSubject, table: Table) -> tuple[Policy, ...]:
    return tuple(each for each in subject.parts(table) if isinstance(each, Policy))


def _said(policy: Policy) -> str:
    return f"{policy.using or ''} {policy.with_check or ''}"


_OF_PERSON = frozenset({"user", "created", "owner", "member", "by"})


def _compared(subject: SchemaSubject) -> frozenset[str]:
    """Columns that policies compare with a setting to keep tenants apart, not persons.

    The key of a table of tenants is compared too, but says of no other row whose it is.
    """
    found: set[str] = set()
    for table in subject.tables:
        key = subject.primary_key(table)
        own = key.columns if key is not None and len(key.columns) == 1 else ()
        for policy in _policies(subject, table):
            names = {match[1] for match in _OF_TENANT.finditer(_said(policy))} & table.columns.keys()
            found |= {name for name in names if name not in own and not _OF_PERSON & set(words(name))}
    return frozenset(found)


def _tenant_columns(subject: SchemaSubject) -> frozenset[str]:
    """Columns that say whose row it is: those that policies compare with a setting, and `tenant_id`."""
    return _compared(subject) | {_TENANT}


@SCHEMA_RULES.rule("SEC007", severity=Severity.WARNING)
def tenant_table_unguarded(subject: SchemaSubject) -> Iterator[Hit]:
    """A table has the column by which other tables keep tenants apart, but no row security.

    Why: whoever may read it sees the rows of every tenant, though the tables beside it look safe.

    Bad:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id integer NOT NULL);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::integer);
        CREATE TABLE invoice (id integer PRIMARY KEY, tenant_id integer NOT NULL);

    Good:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id integer NOT NULL);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::integer);
        CREATE TABLE invoice (id integer PRIMARY KEY, tenant_id integer NOT NULL);
        ALTER TABLE invoice ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON invoice USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::integer);
    """
    columns = _compared(subject) if any(table.row_security for table in subject.tables) else frozenset[str]()
    for table in subject.tables if columns else ():
        shared = sorted(columns & table.columns.keys())
        if shared and not table.row_security and table.foreign is None:
            yield Hit(
                object=subject.name(table),
                message=f"{subject.name(table)} has {', '.join(shared)} and no row security, unlike other tables",
                fix=Fix(title="enable and force row security, with the policy of the other tables"),
            )


@SCHEMA_RULES.rule("SEC008", severity=Severity.WARNING)
def setting_asked_unguarded(subject: SchemaSubject) -> Iterator[Hit]:
    """A setting of the session is asked for without allowing that it is missing or empty.

    Why: `current_setting(name)` is an error while nobody has set it, and after the transaction that set it the value
    is an empty text, which no cast takes: every statement of the session fails from then on.

    Bad:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id uuid NOT NULL);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (tenant_id = current_setting('app.tenant')::uuid);

    Good:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id uuid NOT NULL);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (tenant_id = NULLIF(current_setting('app.tenant', true), '')::uuid);
    """
    texts: list[tuple[str, str]] = [(subject.name(each), _said(each)) for each in subject.schema.of_kind(Policy)]
    texts += [(subject.name(each), each.body) for each in subject.schema.of_kind(Function)]
    texts += [(subject.name(each), str(each.definition)) for each in subject.schema.of_kind(View)]
    for name, text in texts:
        wrong = {found["name"]: _fault(text, found) for found in _ASKED.finditer(text) if _fault(text, found)}
        for setting, fault in sorted(wrong.items()):
            yield Hit(
                object=name,
                message=f"{name} asks for {setting}, {fault}",
                fix=Fix(title=f"NULLIF(current_setting('{setting}', true), '')"),
            )


def _fault(text: str, found: re.Match[str]) -> str:
    if "." not in found["name"]:
        return ""  # a setting of the server, which always has a value
    if not found["more"]:
        return "which is an error where it is not set"
    is_cast = _CAST.match(text, found.end()) is not None
    return "which is an empty text after a transaction" if is_cast and not _GUARD.search(text[: found.start()]) else ""


@SCHEMA_RULES.rule("SEC009", severity=Severity.WARNING)
def row_security_not_forced(subject: SchemaSubject) -> Iterator[Hit]:
    """Row security of a table does not hold for its owner.

    Why: programs often connect as the owner, and functions with the owner's rights run as one; both then see every
    row past all policies (PostgreSQL manual, Row Security Policies).

    Bad:
        CREATE TABLE job (id integer PRIMARY KEY, owner name);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (owner = current_user);

    Good:
        CREATE TABLE job (id integer PRIMARY KEY, owner name);
        ALTER TABLE job ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY own ON job USING (owner = current_user);
    """
    for table in subject.tables:
        if table.row_security and not table.force_row_security and _policies(subject, table):
            on = ".".join(subject.dialect.quote(part) for part in table.path)
            yield Hit(
                object=subject.name(table),
                message=f"the owner of {subject.name(table)} sees every row past its policies",
                fix=Fix(title="force it", sql=f"ALTER TABLE {on} FORCE ROW LEVEL SECURITY"),
            )


@SCHEMA_RULES.rule("SEC011", severity=Severity.WARNING)
def policy_stops_soft_delete(subject: SchemaSubject) -> Iterator[Hit]:
    """A policy for updates asks of the new row that it is not deleted.

    Why: without a WITH CHECK of its own the condition holds for the row as it becomes, so marking it as deleted is
    refused to everybody whom the policy is for.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, deleted_at timestamptz);
        ALTER TABLE guest ENABLE ROW LEVEL SECURITY;
        CREATE POLICY live ON guest USING (deleted_at IS NULL);

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, deleted_at timestamptz);
        ALTER TABLE guest ENABLE ROW LEVEL SECURITY;
        CREATE POLICY seen ON guest FOR SELECT USING (deleted_at IS NULL);
        CREATE POLICY changed ON guest FOR UPDATE USING (deleted_at IS NULL) WITH CHECK (true);
    """
    for each in subject.schema.of_kind(Policy):
        if each.command in {Command.ALL, Command.UPDATE} and each.with_check is None and each.using is not None:
            found = _GONE.search(str(each.using))
            if found is not None:
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(each)} refuses every update that sets {found[1]}",
                    fix=Fix(title="a policy for each command, with its own WITH CHECK"),
                )


@SCHEMA_RULES.rule("SEC013", severity=Severity.WARNING)
def policy_without_grant(subject: SchemaSubject) -> Iterator[Hit]:
    """A policy is for a role that has no privilege on its table.

    Why: the policy says which rows the role may have, but without a grant it may have none: each statement is refused.

    Bad:
        DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        CREATE POLICY seen ON note TO colonnade_reader USING (true);

    Good:
        DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        CREATE POLICY seen ON note TO colonnade_reader USING (true);
        GRANT SELECT ON note TO colonnade_reader;
    """
    for table in subject.tables:
        granted = {grant.to for grant in table.privileges or ()}
        granted |= {grant.to for column in table.columns.values() for grant in column.privileges or ()}
        for policy in _policies(subject, table):
            idle = sorted(role for role in policy.roles if role not in granted)
            if idle and PUBLIC not in granted:
                yield Hit(
                    object=subject.name(policy),
                    message=f"{', '.join(idle)} has a policy on {subject.name(table)} and no privilege",
                    fix=Fix(title="grant what the policy is for"),
                )


@SCHEMA_RULES.rule("SEC014", severity=Severity.INFO)
def rights_from_a_setting(subject: SchemaSubject) -> Iterator[Hit]:
    """A policy takes somebody's rights from a setting of the session.

    Why: whoever can run SQL can run SET too, and is whatever they say; what a person may do hangs on the roles they
    are members of, or on a context that only the program can make.

    Bad:
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        CREATE POLICY admins ON note USING (NULLIF(current_setting('app.user_role', true), '') = 'ADMIN');

    Good:
        CREATE TABLE note (id integer PRIMARY KEY);
        ALTER TABLE note ENABLE ROW LEVEL SECURITY;
        CREATE POLICY admins ON note USING (pg_has_role(current_user, 'pg_read_all_data', 'member'));
    """
    for each in subject.schema.of_kind(Policy):
        found = _RIGHTS.search(_said(each))
        if found is not None:
            yield Hit(
                object=subject.name(each),
                message=f"{subject.name(each)} takes rights from {found['name']}, which every session may set",
                fix=Fix(title="ask for membership in a role"),
            )


@SCHEMA_RULES.rule("SEC018", severity=Severity.WARNING)
def several_settings_for_one_column(subject: SchemaSubject) -> Iterator[Hit]:
    """Policies compare one column with several settings of the session.

    Why: a program that sets one of them is let in by some tables and finds others empty.

    Bad:
        CREATE TABLE a (id integer PRIMARY KEY, tenant_id text);
        CREATE TABLE b (id integer PRIMARY KEY, tenant_id text);
        CREATE POLICY own ON a USING (tenant_id = current_setting('app.tenant', true));
        CREATE POLICY own ON b USING (tenant_id = current_setting('app.current_tenant', true));

    Good:
        CREATE TABLE a (id integer PRIMARY KEY, tenant_id text);
        CREATE TABLE b (id integer PRIMARY KEY, tenant_id text);
        CREATE POLICY own ON a USING (tenant_id = current_setting('app.tenant', true));
        CREATE POLICY own ON b USING (tenant_id = current_setting('app.tenant', true));
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in subject.schema.of_kind(Policy):
        for match in _OF_TENANT.finditer(_said(each)):
            found[match[1]].add(match[2])
    for column, settings in sorted(found.items()):
        if len(settings) > 1:
            told = " and ".join(sorted(settings))
            yield Hit(object=f"columns {column}", message=f"policies compare {column} with {told}")


@SCHEMA_RULES.rule("SEC020", severity=Severity.INFO)
def definer_without_tenant(subject: SchemaSubject) -> Iterator[Hit]:
    """A function with its owner's rights reaches rows of tenants in a statement that names no tenant.

    Why: policies may not hold for the owner; the condition in the statement is then all that keeps tenants apart. Work
    for all tenants at once, or for one that another column tells, is meant so: then it is a list of what to read twice.

    Bad:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id integer NOT NULL);
        CREATE FUNCTION jobs() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public
          AS 'SELECT count(*) FROM public.job';

    Good:
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id integer NOT NULL);
        CREATE FUNCTION jobs(tenant integer) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public
          AS 'SELECT count(*) FROM public.job WHERE tenant_id = tenant';
    """
    tenant = sorted(_tenant_columns(subject))
    columns = {table.name.lower(): name for table in subject.tables for name in tenant if name in table.columns}
    for each in subject.schema.of_kind(Function) if columns else ():
        if not each.security_definer or str(each.returns) == "trigger" or each.language not in {"sql", "plpgsql"}:
            continue
        text = str(each.sql_body or statements_of(each.body))
        for found in unfiltered(text, columns):
            yield Hit(
                object=subject.name(each),
                message=f"{subject.name(each)} reaches {found.table} without {found.column}: {found.text}",
                fix=Fix(title=f"compare {found.column} with the tenant of the session"),
            )


@SCHEMA_RULES.rule("REF012", severity=Severity.WARNING)
def reference_across_tenants(subject: SchemaSubject) -> Iterator[Hit]:
    """A reference between two tables of tenants does not hold the tenant.

    Why: a row of one tenant can point to a row of another, whatever the policies say, and joins then show it.

    Bad:
        CREATE TABLE customer (id integer PRIMARY KEY, tenant_id integer NOT NULL);
        CREATE TABLE job (id integer PRIMARY KEY, tenant_id integer NOT NULL, customer_id integer REFERENCES customer);

    Good:
        CREATE TABLE customer (id integer, tenant_id integer, PRIMARY KEY (tenant_id, id));
        CREATE TABLE job (id integer, tenant_id integer, customer_id integer, PRIMARY KEY (tenant_id, id),
          FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id));
    """
    tenant = _tenant_columns(subject)
    tables = {table.path: table for table in subject.tables}
    for table in subject.tables:
        for each in subject.references(table):
            parent = tables.get(each.target)
            both = tenant & table.columns.keys() & (parent.columns.keys() if parent is not None else set())
            loose = sorted(both - set(each.columns))
            if loose and not both & set(each.columns):
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(each)} does not hold {', '.join(loose)}, which both tables have",
                    fix=Fix(title="refer to a key that begins with it"),
                )


@SCHEMA_RULES.rule("KEY011", severity=Severity.INFO)
def unique_over_all_tenants(subject: SchemaSubject) -> Iterator[Hit]:
    """A key of a table of tenants is unique over all of them.

    Why: one tenant can't use a number or a name that another has, and learns from the refusal that it is there.

    Bad:
        CREATE TABLE invoice (id integer PRIMARY KEY, tenant_id integer NOT NULL, number text NOT NULL UNIQUE);

    Good:
        CREATE TABLE invoice (id integer PRIMARY KEY, tenant_id integer NOT NULL, number text NOT NULL,
          UNIQUE (tenant_id, number));
    """
    tenant = _tenant_columns(subject)
    for table in subject.tables:
        own = tenant & table.columns.keys()
        for key in subject.keys(table) if own else ():
            if not key.primary and not own & set(key.columns) and not _is_made(table, key.columns):
                yield Hit(
                    object=subject.name(key),
                    message=f"{subject.name(key)} is unique over every {', '.join(sorted(own))}",
                    fix=Fix(title=f"begin it with {sorted(own)[0]}"),
                )


def _is_made(table: Table, columns: tuple[str, ...]) -> bool:
    """Whether a value is made by the engine, so that no tenant can want the same."""
    return any(
        name in table.columns and (table.columns[name].identity is not None or table.columns[name].type == "uuid")
        for name in columns
    )


_WRITES = frozenset({"ALL", "UPDATE", "DELETE", "TRUNCATE"})


@SCHEMA_RULES.rule("SEC015", severity=Severity.WARNING)
def audit_can_be_changed(subject: SchemaSubject) -> Iterator[Hit]:
    """A role may change or delete the rows of an audit log.

    Why: a log that the watched can change proves nothing.

    Bad:
        DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
        CREATE TABLE audit_log (id bigint PRIMARY KEY, at timestamptz NOT NULL);
        GRANT SELECT, INSERT, UPDATE, DELETE ON audit_log TO colonnade_reader;

    Good:
        DO $$ BEGIN CREATE ROLE colonnade_reader; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
        CREATE TABLE audit_log (id bigint PRIMARY KEY, at timestamptz NOT NULL);
        GRANT SELECT, INSERT ON audit_log TO colonnade_reader;
    """
    for table in subject.tables:
        if "audit" not in table.name.lower().split("_"):
            continue
        for grant in table.privileges or ():
            wide = sorted(_WRITES & set(grant.privileges))
            if grant.to != OWNER and wide:
                yield Hit(
                    object=subject.name(table),
                    message=f"{grant.to} may {', '.join(wide)} {subject.name(table)}",
                    fix=Fix(title="let programs add rows only"),
                )
