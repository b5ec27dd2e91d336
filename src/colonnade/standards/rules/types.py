"""Rules about the types of columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Retype, Severity
from colonnade.schema import Column, Table
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.text import words

_MONEY_WORDS = frozenset(
    {"price", "amount", "total", "cost", "wage", "salary", "balance", "fee", "tax", "discount", "payment", "revenue"}
)
_FLOATS = frozenset({"real", "double precision", "float", "double"})
_TRUTH_WORDS = frozenset({"is", "has", "active", "enabled", "deleted", "flag"})
_TEXTS = ("text", "character varying", "varchar", "character", "char")
_NUMBERED = 2


def _columns(subject: SchemaSubject) -> Iterator[tuple[Table, Column]]:
    for table in subject.tables:
        for column in table.columns.values():
            yield table, column


@SCHEMA_RULES.rule("TYP001", severity=Severity.WARNING)
def timestamp_without_zone(subject: SchemaSubject) -> Iterator[Hit]:
    """A moment is stored without its time zone.

    Why: what it means depends on who reads it, and the hour that summer time takes or repeats is lost.

    Bad:
        CREATE TABLE shift (id integer PRIMARY KEY, starts timestamp);

    Good:
        CREATE TABLE shift (id integer PRIMARY KEY, starts timestamptz);
    """
    for table, column in _columns(subject):
        if column.type.startswith("timestamp") and column.type.endswith("without time zone"):
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} is a timestamp without time zone",
                fix=Fix(
                    title="use timestamp with time zone",
                    cure=Retype(
                        table=table.path, column=column.name, type=column.type.replace("without time", "with time")
                    ),
                ),
            )


@SCHEMA_RULES.rule("TYP002", severity=Severity.WARNING)
def float_for_money(subject: SchemaSubject) -> Iterator[Hit]:
    """An amount of money is a floating-point number.

    Why: 0.10 has no exact floating-point form, so sums are off by cents.

    Bad:
        CREATE TABLE item (id integer PRIMARY KEY, price double precision);

    Good:
        CREATE TABLE item (id integer PRIMARY KEY, price numeric(10,2));
    """
    for table, column in _columns(subject):
        if column.type.lower() in _FLOATS and _MONEY_WORDS & set(words(column.name)):
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} is {column.type} but sounds like money",
                fix=Fix(title="use numeric with two decimals, or whole cents"),
            )


@SCHEMA_RULES.rule("TYP003", severity=Severity.WARNING)
def money_type(subject: SchemaSubject) -> Iterator[Hit]:
    """A column has the type money.

    Why: its currency and its number of decimals depend on a setting of the session (lc_monetary).

    Bad:
        CREATE TABLE item (id integer PRIMARY KEY, price money);

    Good:
        CREATE TABLE item (id integer PRIMARY KEY, price numeric(10,2));
    """
    for table, column in _columns(subject):
        if column.type == "money":
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} is of type money",
                fix=Fix(title="use numeric and a column for the currency"),
            )


@SCHEMA_RULES.rule("TYP004", severity=Severity.INFO)
def padded_text(subject: SchemaSubject) -> Iterator[Hit]:
    """A column is text padded with blanks to its length.

    Why: the blanks are stored, compared away in some places and not in others, and save nothing.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, phone char(20));

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY, phone varchar(20));
    """
    for table, column in _columns(subject):
        kind = column.type.lower()
        if kind.startswith(("character(", "char(")) and kind not in {"character(1)", "char(1)"}:
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} is {column.type}, padded with blanks",
                fix=Fix(title="use varchar or text"),
            )


@SCHEMA_RULES.rule("TYP005", severity=Severity.INFO)
def plain_json(subject: SchemaSubject) -> Iterator[Hit]:
    """A column is json where jsonb would serve.

    Why: json is parsed at every use, can't be compared and can't be indexed as a whole.

    Bad:
        CREATE TABLE event (id integer PRIMARY KEY, payload json);

    Good:
        CREATE TABLE event (id integer PRIMARY KEY, payload jsonb);
    """
    if subject.dialect.name == "sqlite":
        return
    for table, column in _columns(subject):
        if column.type == "json":
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} is json",
                fix=Fix(title="use jsonb"),
            )


@SCHEMA_RULES.rule("TYP006", severity=Severity.WARNING)
def time_with_zone(subject: SchemaSubject) -> Iterator[Hit]:
    """A column is a time of day with a time zone.

    Why: an offset without a date is no zone: it is wrong for half of the year.

    Bad:
        CREATE TABLE door (id integer PRIMARY KEY, opens timetz);

    Good:
        CREATE TABLE door (id integer PRIMARY KEY, opens time);
    """
    for table, column in _columns(subject):
        if column.type.startswith("time") and column.type.endswith("with time zone") and "stamp" not in column.type:
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} is {column.type}",
                fix=Fix(title="use time, or timestamp with time zone"),
            )


@SCHEMA_RULES.rule("TYP007", severity=Severity.INFO)
def truth_as_text_or_number(subject: SchemaSubject) -> Iterator[Hit]:
    """A truth is stored as text or a number.

    Why: 'Y', 'y', 1 and -1 all get in, and every query has to know which means yes.

    Bad:
        CREATE TABLE item (id integer PRIMARY KEY, is_active char(1));

    Good:
        CREATE TABLE item (id integer PRIMARY KEY, is_active boolean NOT NULL DEFAULT true);
    """
    if subject.dialect.name == "sqlite":
        return
    small = {"character(1)", "smallint", "integer", "character varying(1)"}
    for table, column in _columns(subject):
        parts = words(column.name)
        if column.type in small and parts and (parts[0] in {"is", "has"} or parts[-1] in _TRUTH_WORDS - {"is", "has"}):
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} sounds like yes or no but is {column.type}",
                fix=Fix(title="use boolean"),
            )


@SCHEMA_RULES.rule("TYP008", severity=Severity.INFO)
def moment_as_text(subject: SchemaSubject) -> Iterator[Hit]:
    """A date or moment is stored as text.

    Why: any text gets in, and neither order nor arithmetic work.

    Bad:
        CREATE TABLE visit (id integer PRIMARY KEY, created_at text);

    Good:
        CREATE TABLE visit (id integer PRIMARY KEY, created_at timestamptz);
    """
    if subject.dialect.name == "sqlite":
        return
    for table, column in _columns(subject):
        parts = words(column.name)
        if column.type.startswith(_TEXTS) and len(parts) > 1 and parts[-1] in {"at", "date", "timestamp"}:
            yield Hit(
                object=subject.column(table, column.name),
                message=f"{subject.column(table, column.name)} sounds like a moment but is {column.type}",
                fix=Fix(title="use date or timestamp with time zone"),
            )


@SCHEMA_RULES.rule("TYP009", severity=Severity.INFO)
def one_name_several_types(subject: SchemaSubject) -> Iterator[Hit]:
    """Columns of one name have different types in different tables.

    Why: joins and comparisons between them convert, and programs need two forms of one thing.

    Bad:
        CREATE TABLE sale (id integer PRIMARY KEY, staff_no text);
        CREATE TABLE staff (id integer PRIMARY KEY, staff_no integer);

    Good:
        CREATE TABLE sale (id integer PRIMARY KEY, staff_no integer);
        CREATE TABLE staff (id integer PRIMARY KEY, staff_no integer);
    """
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table, column in _columns(subject):
        if column.name.lower().endswith(("_id", "_no", "_code", "_number")):
            found[column.name][column.type].append(table.name)
    for name, types in sorted(found.items()):
        if len(types) > 1:
            told = "; ".join(f"{type_} in {', '.join(sorted(tables)[:3])}" for type_, tables in sorted(types.items()))
            yield Hit(object=f"columns {name}", message=f"{name} has {len(types)} types: {told}")


@SCHEMA_RULES.rule("TYP010", severity=Severity.WARNING)
def attributes_as_rows(subject: SchemaSubject) -> Iterator[Hit]:
    """A table keeps attributes as rows of name and value.

    Why: no type, no check and no reference can hold for a value, and reading one thing takes a join per attribute.

    Bad:
        CREATE TABLE extra (entity_id integer, attribute text, value text, PRIMARY KEY (entity_id, attribute));

    Good:
        CREATE TABLE thing (id integer PRIMARY KEY, colour text, extra jsonb);
    """
    for table in subject.tables:
        parts = {part for name in table.columns for part in words(name)}
        name_like = parts & {"attribute", "property", "field", "attr"}
        if name_like and "value" in parts and len(table.columns) <= 6:
            yield Hit(
                object=subject.name(table),
                message=f"{subject.name(table)} keeps attributes as rows ({', '.join(sorted(name_like))} and value)",
                fix=Fix(title="use columns, or one jsonb column for what is really open"),
            )


@SCHEMA_RULES.rule("TYP011", severity=Severity.INFO)
def repeating_group(subject: SchemaSubject) -> Iterator[Hit]:
    """Columns that differ only in a number hold several values of one thing.

    Why: there is always one more, and every search has to look into all of them.

    Bad:
        CREATE TABLE guest (id integer PRIMARY KEY, phone1 text, phone2 text, phone3 text);

    Good:
        CREATE TABLE guest (id integer PRIMARY KEY);
        CREATE TABLE guest_phone (guest_id integer REFERENCES guest, phone text, PRIMARY KEY (guest_id, phone));
    """
    for table in subject.tables:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in table.columns:
            stem = name.rstrip("0123456789")
            if stem != name and stem.strip("_"):
                groups[stem.rstrip("_")].append(name)
        for stem, names in sorted(groups.items()):
            if len(names) > _NUMBERED:
                yield Hit(
                    object=subject.name(table),
                    message=f"{subject.name(table)} holds {len(names)} of {stem}: {', '.join(names)}",
                    fix=Fix(title="give them a table of their own, or an array"),
                )
