"""Rules about what a standard asks of all tables: marks of deletion, trails, ways into documents, hidden values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.findings import Fix, Hit, Severity
from colonnade.model import Deletion, Entity
from colonnade.model.facets import TablePurpose
from colonnade.schema import Function, QName, Trigger
from colonnade.standards.governed import STANDARD_RULES, GovernedSubject, GovernedTable
from colonnade.standards.rules.programs import inserted_into, trigger_events
from colonnade.standards.subject import SchemaSubject

_MARKS = frozenset({"is_active", "is_deleted", "deleted_at", "deleted"})
_OTHERS = frozenset({TablePurpose.STAGING, TablePurpose.AUDIT_TRAIL, TablePurpose.AGGREGATION, TablePurpose.MAPPING})
"""Tables that hold no thing of the business, and are emptied or written anew."""


def _things(subject: GovernedSubject) -> Iterator[GovernedTable]:
    """Tables whose rows stand for things of the business."""
    for each in subject.tables:
        if each.purpose not in _OTHERS:
            yield each


@STANDARD_RULES.rule("STD013", severity=Severity.WARNING)
def deleted_for_good(subject: GovernedSubject) -> Iterator[Hit]:
    """A table has no mark for rows that are deleted, and the standard asks for one.

    Why: what somebody deleted by mistake is gone, and so is what refers to it; nobody can say that it ever was there.

    Bad:
        -- standard: {standard: a, version: 1.0.0, structure: {marked_deletion: true}}
        CREATE TABLE parcel (id integer PRIMARY KEY);

    Good:
        -- standard: {standard: a, version: 1.0.0, structure: {marked_deletion: true}}
        CREATE TABLE parcel (id integer PRIMARY KEY, is_active boolean NOT NULL DEFAULT true);
    """
    if not subject.standard.structure.marked_deletion:
        return
    for each in _things(subject):
        marked = each.entity is not None and each.entity.deletion is Deletion.MARK
        if not marked and not any(name.lower() in _MARKS for name in each.columns):
            yield Hit(
                object=each.object,
                message=f"{each.object} has no mark of deletion",
                fix=Fix(title="add is_active or deleted_at, or the bundle soft_delete"),
            )


@STANDARD_RULES.rule("STD014", severity=Severity.INFO)
def documents_without_a_way_in(subject: GovernedSubject) -> Iterator[Hit]:
    """A column of documents has no index into them, and the standard asks for one.

    Why: a condition on what is inside of a document reads every row without such an index.

    Bad:
        -- standard: {standard: a, version: 1.0.0, structure: {documents_indexed: true}}
        CREATE TABLE parcel (id integer PRIMARY KEY, facts jsonb);

    Good:
        -- standard: {standard: a, version: 1.0.0, structure: {documents_indexed: true}}
        CREATE TABLE parcel (id integer PRIMARY KEY, facts jsonb);
        CREATE INDEX parcel_facts ON parcel USING gin (facts);
    """
    schema = subject.schema
    if not subject.standard.structure.documents_indexed or schema is None or schema.dialect.name != "postgresql":
        return
    for table in schema.tables:
        inside = {
            key.column or str(key.expression)
            for each in schema.indexes(table)
            for key in each.keys
            if each.method == "gin"
        }
        for column in table.columns.values():
            if column.type == "jsonb" and not any(column.name in one for one in inside):
                name = schema.column(table, column.name)
                on = ".".join(schema.dialect.quote(part) for part in table.path)
                yield Hit(
                    object=name,
                    message=f"no index leads into {name}",
                    fix=Fix(
                        title="add a GIN index",
                        sql=f"CREATE INDEX ON {on} USING gin ({schema.dialect.quote(column.name)})",
                    ),
                )


@STANDARD_RULES.rule("STD015", severity=Severity.WARNING)
def no_trail(subject: GovernedSubject) -> Iterator[Hit]:
    """Nothing records the changes of a table, and the standard asks for it.

    Why: who changed a row, and what was in it before, can't be found out afterwards; many laws ask just that.

    Bad:
        -- standard: {standard: a, version: 1.0.0, structure: {audited: true}}
        CREATE TABLE parcel (id integer PRIMARY KEY);

    Good:
        -- standard: {standard: a, version: 1.0.0, structure: {audited: true}}
        CREATE TABLE parcel (id integer PRIMARY KEY);
        CREATE TABLE audit_parcel (id bigint PRIMARY KEY, at timestamptz, was jsonb);
        CREATE FUNCTION trail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO audit_parcel VALUES (1, now(), to_jsonb(OLD)); RETURN NULL; END $$;
        CREATE TRIGGER trail AFTER INSERT OR UPDATE OR DELETE ON parcel FOR EACH ROW EXECUTE FUNCTION trail();
    """
    if not subject.standard.structure.audited:
        return
    kept = _trails(subject.schema) if subject.schema is not None else {}
    for each in _things(subject):
        in_design = each.entity is not None and (each.entity.audited_by or each.entity.history)
        in_schema = each.table is not None and (each.table.path in kept or _is_trail(each, kept))
        if not in_design and not in_schema:
            yield Hit(
                object=each.object,
                message=f"nothing records the changes of {each.object}",
                fix=Fix(title="let audited_by name a table of changes, or keep a history"),
            )


def _trails(schema: SchemaSubject) -> dict[QName, frozenset[str]]:
    """Tables whose updates and deletions triggers write elsewhere, and the names of the tables where they do."""
    bodies = {each.ref: each.body for each in schema.schema.of_kind(Function)}
    found: dict[QName, frozenset[str]] = {}
    for table in schema.tables:
        events: set[str] = set()
        into: set[str] = set()
        for each in schema.parts(table):
            if isinstance(each, Trigger):
                text = " ".join((str(each.definition), *(bodies[ref] for ref in each.depends if ref in bodies)))
                written = {name for name in inserted_into(text) if name != table.name.lower()}
                into |= written
                events |= trigger_events(each) if written else set()
        if {"UPDATE", "DELETE"} <= events:
            found[table.path] = frozenset(into)
    return found


def _is_trail(each: GovernedTable, kept: Mapping[QName, frozenset[str]]) -> bool:
    return any(each.name.lower() in into for into in kept.values())


@STANDARD_RULES.rule("STD016", severity=Severity.WARNING)
def plain_personal_values(subject: GovernedSubject) -> Iterator[Hit]:
    """A personal attribute does not say how its values are hidden, and the standard asks for it.

    Why: a copy for tests, a report or a backup shows people's data to everybody who may read it.

    Bad:
        # standard: {standard: a, version: 1.0.0, structure: {personal_hidden: true}}
        model: sales
        entities:
          customer:
            attributes:
              id: bigint key
              email: {type: string(200), pii: true}

    Good:
        # standard: {standard: a, version: 1.0.0, structure: {personal_hidden: true}}
        model: sales
        entities:
          customer:
            attributes:
              id: bigint key
              email: {type: string(200), pii: true, masking: {strategy: encrypt}}
    """
    if not subject.standard.structure.personal_hidden:
        return
    for each in subject.tables:
        for name in _plain(each.entity) if each.entity is not None else ():
            title = f"attribute {each.entity.key}.{name}" if each.entity is not None else name
            yield Hit(
                object=title,
                message=f"{title} is personal and does not say how it is hidden",
                fix=Fix(title="say its masking: encrypt, tokenize, substitute, scramble or nullify"),
            )


def _plain(entity: Entity) -> Iterator[str]:
    for each in entity.attributes.values():
        if each.pii and each.masking is None:
            yield each.name
