"""Rules about what a standard demands that tables have and say."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import assert_never

from colonnade.findings import AddColumns, Fix, Hit, Severity
from colonnade.graph import cycles
from colonnade.schema import Ref
from colonnade.standards.governed import STANDARD_RULES, GovernedSubject, GovernedTable
from colonnade.standards.standard import Facet


@STANDARD_RULES.rule("STD004", severity=Severity.ERROR)
def missing_columns(subject: GovernedSubject) -> Iterator[Hit]:
    """A table lacks columns that the standard demands of tables of its purpose.

    Why: who made a row, when, and which version of it is the newest can't be found out afterwards.

    Bad:
        -- standard: sqlite
        CREATE TABLE vuln_data_finding (id text NOT NULL PRIMARY KEY, severity text);

    Good:
        -- standard: sqlite
        CREATE TABLE vuln_data_finding (
          id text NOT NULL PRIMARY KEY,
          severity text,
          created_at text NOT NULL,
          created_by text NOT NULL,
          updated_at text NOT NULL,
          updated_by text NOT NULL,
          version integer NOT NULL DEFAULT 1
        );
    """
    for each in subject.tables:
        demanded = subject.demanded(each)
        if demanded is None:
            continue
        missing = [name for name in demanded.columns if name not in each.columns]
        if missing:
            lines = tuple((name, demanded.columns[name]) for name in missing)
            cure = None
            if all(line for _, line in lines) and (each.table is not None or each.entity is not None):
                path = each.table.path if each.table is not None else ()
                cure = AddColumns(table=path, entity=each.entity.key if each.entity else "", columns=lines)
            yield Hit(
                object=each.object,
                message=f"{each.object} is for {demanded.name} and has no {', '.join(missing)}",
                fix=Fix(title=f"add {', '.join(missing)}", cure=cure),
            )


@STANDARD_RULES.rule("STD005", severity=Severity.WARNING)
def missing_facets(subject: GovernedSubject) -> Iterator[Hit]:
    """A table does not say what the standard demands of every table, such as its owner.

    Why: a question about the data, a request for erasure or a fault at night needs somebody to answer it, and a text
    that says what the table is for.

    Bad:
        model: sales
        standard: warehouse
        entities:
          customer:
            purpose: primary data
            attributes:
              id: bigint key

    Good:
        model: sales
        standard: warehouse
        entities:
          customer:
            purpose: primary data
            owner: sales-data
            about: A person or firm that buys.
            retention: 7 years
            attributes:
              id: bigint key
    """
    for each in subject.tables:
        demanded = subject.demanded(each)
        free = demanded.exempt if demanded is not None else ()
        missing = [
            one.value for one in subject.standard.structure.facets if one not in free and _lacks(each, one, subject)
        ]
        if missing:
            yield Hit(object=each.object, message=f"{each.object} does not say its {', '.join(missing)}")


def _lacks(each: GovernedTable, facet: Facet, subject: GovernedSubject) -> bool:
    """Whether something is not said; what neither a model nor the engine could say is not missing."""
    entity = each.entity
    if entity is None:
        says_comments = subject.schema is not None and subject.schema.dialect.name != "sqlite"
        return facet is Facet.ABOUT and says_comments and each.table is not None and not each.table.comment
    model_owner = subject.model.owner if subject.model is not None else ""
    match facet:
        case Facet.OWNER:
            return not (entity.owner or model_owner)
        case Facet.ABOUT:
            return not entity.about
        case Facet.RETENTION:
            return entity.retention is None
        case Facet.PURPOSE:
            return each.purpose is None
        case Facet.CLASSIFICATION:
            return entity.level is None
        case _:
            assert_never(facet)


@STANDARD_RULES.rule("STD006", severity=Severity.ERROR)
def undeclared_dependency(subject: GovernedSubject) -> Iterator[Hit]:
    """A table refers to a table of another module, and the standard does not declare that dependency.

    Why: a module can be changed, moved or taken out only when all that hangs on it is known.

    Bad:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY, report_id integer REFERENCES report_config_layout);
        CREATE TABLE report_config_layout (id integer PRIMARY KEY);

    Good:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY);
        CREATE TABLE report_config_layout (id integer PRIMARY KEY, scanner_id integer REFERENCES vuln_config_scanner);
    """
    if not subject.standard.modules:
        return
    declared = {(each.source, each.target) for each in subject.standard.dependencies}
    for link in subject.links:
        if (link.source, link.target) not in declared:
            yield Hit(
                object=link.object,
                message=f"{link.said}, but the standard declares no dependency of {link.source} on {link.target}",
                fix=Fix(title="declare it in the standard, or take the reference away"),
            )


@STANDARD_RULES.rule("STD007", severity=Severity.WARNING)
def modules_in_a_circle(subject: GovernedSubject) -> Iterator[Hit]:
    """Modules refer to each other in a circle.

    Why: none of them can be installed, tested or restored without the others, so they are one module with many names.

    Bad:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY, device_id integer REFERENCES device_config_kind);
        CREATE TABLE device_config_kind (id integer PRIMARY KEY, scanner_id integer REFERENCES vuln_config_scanner);

    Good:
        -- standard: sqlite
        CREATE TABLE vuln_config_scanner (id integer PRIMARY KEY, device_id integer REFERENCES device_config_kind);
        CREATE TABLE device_config_kind (id integer PRIMARY KEY);
    """
    graph: dict[str, list[str]] = {}
    for link in subject.links:
        graph.setdefault(link.source, []).append(link.target)
    for circle in cycles(graph):
        told = " → ".join((*circle, circle[0]))
        yield Hit(object=f"modules {', '.join(sorted(circle))}", message=f"modules refer to each other: {told}")


@STANDARD_RULES.rule("STD008", severity=Severity.WARNING)
def exception_over(subject: GovernedSubject) -> Iterator[Hit]:
    """An exception of the standard is over.

    Why: it was granted until a day that has passed, so its findings are told again and somebody has to decide anew.

    Bad:
        -- standard: {standard: a, version: 1.0.0, exceptions: [{rule: KEY001, reason: moves, until: 2001-01-31}]}
        CREATE TABLE visit (id integer PRIMARY KEY);

    Good:
        -- standard: {standard: a, version: 1.0.0, exceptions: [{rule: KEY001, reason: moves, until: 9999-01-31}]}
        CREATE TABLE visit (id integer PRIMARY KEY);
    """
    for each in subject.standard.exceptions:
        if not each.holds(subject.today):
            yield Hit(
                object=f"exception {each.rule}",
                message=f"the exception of {each.object} to {each.rule} ended on {each.until} ({each.reason})",
                fix=Fix(title="mend what it was for, or grant it anew with another day"),
            )


@STANDARD_RULES.rule("STD009", severity=Severity.WARNING)
def key_type(subject: GovernedSubject) -> Iterator[Hit]:
    """A primary key of one column has a type that the standard does not allow.

    Why: keys of one type can be kept in one kind of column, sent through one kind of interface, and merged from
    several databases without a translation.

    Bad:
        -- standard: postgresql-tenant
        CREATE TABLE tenant (id serial PRIMARY KEY);

    Good:
        -- standard: postgresql-tenant
        CREATE TABLE tenant (id uuid PRIMARY KEY);
    """
    allowed = {each.lower() for each in subject.standard.structure.key_types}
    for table in subject.schema.tables if subject.schema is not None and allowed else ():
        key = subject.schema.primary_key(table) if subject.schema is not None else None
        column = table.columns.get(key.columns[0]) if key is not None and len(key.columns) == 1 else None
        if column is not None and column.type.lower().partition("(")[0] not in allowed:
            name = f"column {subject.by_path[table.path].object.partition(' ')[2]}.{column.name}"
            yield Hit(
                object=name,
                message=f"{name} is {column.type} and the primary key; allowed: {', '.join(sorted(allowed))}",
            )


def _is_shared(subject: GovernedSubject, each: GovernedTable) -> bool:
    names = {each.name, each.entity.key if each.entity is not None else each.name}
    return any(fnmatchcase(name, pattern) for pattern in subject.standard.structure.shared for name in names)


@STANDARD_RULES.rule("STD010", severity=Severity.ERROR)
def no_tenant(subject: GovernedSubject) -> Iterator[Hit]:
    """A table has no column that says whose row it is.

    Why: its rows can't be kept from other tenants, nor moved, exported or removed with their own.

    Bad:
        -- standard: postgresql-tenant
        CREATE TABLE invoice (id uuid PRIMARY KEY);

    Good:
        -- standard: postgresql-tenant
        CREATE TABLE invoice (tenant_id uuid NOT NULL, id uuid, PRIMARY KEY (tenant_id, id));
    """
    wanted = subject.standard.structure.tenant
    for each in subject.tables if wanted else ():
        if wanted not in each.columns and not _is_shared(subject, each):
            yield Hit(
                object=each.object,
                message=f"{each.object} has no {wanted}",
                fix=Fix(title=f"add {wanted}, or name the table in structure.shared of the standard"),
            )


@STANDARD_RULES.rule("STD011", severity=Severity.ERROR)
def tenant_rows_open(subject: GovernedSubject) -> Iterator[Hit]:
    """A table with the tenant column has no row security, or one that does not hold for its owner.

    Why: one forgotten condition in one query shows the rows of every tenant.

    Bad:
        -- standard: postgresql-tenant
        CREATE TABLE invoice (tenant_id uuid NOT NULL, id uuid, PRIMARY KEY (tenant_id, id));

    Good:
        -- standard: postgresql-tenant
        CREATE TABLE invoice (tenant_id uuid NOT NULL, id uuid, PRIMARY KEY (tenant_id, id));
        ALTER TABLE invoice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    """
    asked = subject.standard.structure
    schema = subject.schema
    if not asked.row_security or not asked.tenant or schema is None or schema.dialect.name != "postgresql":
        return
    for each in subject.tables:
        table = each.table
        if table is None or asked.tenant not in table.columns or (table.row_security and table.force_row_security):
            continue
        on = ".".join(schema.dialect.quote(part) for part in table.path)
        what = "does not force its row security on its owner" if table.row_security else "has no row security"
        yield Hit(
            object=each.object,
            message=f"{each.object} {what}",
            fix=Fix(
                title="enable and force it",
                sql=f"ALTER TABLE {on} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            ),
        )


@STANDARD_RULES.rule("STD012", severity=Severity.WARNING)
def table_too_large(subject: GovernedSubject) -> Iterator[Hit]:
    """A table is larger, or is expected to become larger, than the standard allows of one.

    Why: backups, index builds and clean-ups of it take longer than they may; it wants to be divided or archived.

    Bad:
        # standard: {standard: a, version: 1.0.0, limits: {table_rows: 1000}}
        model: sales
        entities:
          receipt:
            volume: 5000 rows
            attributes:
              id: bigint key

    Good:
        # standard: {standard: a, version: 1.0.0, limits: {table_rows: 1000}}
        model: sales
        entities:
          receipt:
            volume: 500 rows
            attributes:
              id: bigint key
    """
    limits = subject.standard.limits
    for each in subject.tables:
        ref = Ref("table", each.table.path) if each.table is not None else None
        rows = subject.facts.rows.get(ref) if ref is not None else None
        if rows is None and each.entity is not None and each.entity.volume is not None:
            rows = each.entity.volume.rows
        size = subject.facts.size_bytes.get(ref) if ref is not None else None
        if limits.table_rows is not None and rows is not None and rows > limits.table_rows:
            yield Hit(object=each.object, message=f"{each.object} has {rows:,} rows; {limits.table_rows:,} are allowed")
        if limits.table_mb is not None and size is not None and size > limits.table_mb * 1_000_000:
            told = f"{size / 1_000_000:,.0f} MB; {limits.table_mb:,} are allowed"
            yield Hit(object=each.object, message=f"{each.object} takes {told}")
