"""Rules about references between tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colonnade.findings import AddIndex, Fix, Hit, Retype, Severity
from colonnade.graph import cycles
from colonnade.schema import Action, ForeignKey, Table
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.text import shorten_utf8, snake_case, words


@SCHEMA_RULES.rule("REF001", severity=Severity.WARNING)
def unindexed_reference(subject: SchemaSubject) -> Iterator[Hit]:
    """No index begins with the columns of a foreign key.

    Why: deleting or rekeying a parent row scans the whole child table while it holds a lock, and joins do the same.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id integer REFERENCES house);

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id integer REFERENCES house);
        CREATE INDEX hall_house_id_idx ON hall (house_id);
    """
    q = subject.dialect.quote
    for table in subject.tables:
        leading = list(subject.leading(table))
        for each in subject.references(table):
            size = len(each.columns)
            if not any(set(columns[:size]) == set(each.columns) for columns in leading):
                columns = ", ".join(q(name) for name in each.columns)
                on = ".".join(q(part) for part in table.path)
                name = q(_free_name(subject, table, each.columns))
                yield Hit(
                    object=subject.name(each),
                    message=f"no index begins with {', '.join(each.columns)} of {subject.name(table)}",
                    fix=Fix(
                        title="add an index",
                        sql=f"CREATE INDEX {name} ON {on} ({columns})",
                        cure=AddIndex(table=table.path, columns=each.columns),
                    ),
                )


def _free_name(subject: SchemaSubject, table: Table, columns: tuple[str, ...]) -> str:
    """A name for an index that nothing in the schema has yet."""
    most = subject.dialect.traits.max_identifier_bytes
    stem = "_".join((table.name, *columns))
    taken = {each.name for each in subject.schema}
    for number in range(1, len(taken) + 2):
        ending = "_idx" if number == 1 else f"_idx{number}"
        name = f"{shorten_utf8(stem, most - len(ending)) if most else stem}{ending}"
        if name not in taken:
            return name
    raise AssertionError("as many names as there are objects can't all be taken")


@SCHEMA_RULES.rule("REF002", severity=Severity.WARNING)
def type_mismatch_across_reference(subject: SchemaSubject) -> Iterator[Hit]:
    """A foreign key joins columns of different types.

    Why: the comparison converts one side at every check and join, and may not use an index.

    Bad:
        CREATE TABLE house (id bigint PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id integer REFERENCES house);

    Good:
        CREATE TABLE house (id bigint PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id bigint REFERENCES house);
    """
    for table, each, parent in _references(subject):
        for own, other in zip(each.columns, each.target_columns, strict=False):
            one, two = table.columns.get(own), parent.columns.get(other)
            if one is not None and two is not None and one.type.lower() != two.type.lower():
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.column(table, own)} is {one.type},"
                    f" but {subject.column(parent, other)} is {two.type}",
                    fix=Fix(
                        title="give both the same type",
                        cure=Retype(table=table.path, column=own, type=two.type, like=(parent.path, other)),
                    ),
                )


def _references(subject: SchemaSubject) -> Iterator[tuple[Table, ForeignKey, Table]]:
    known = {table.path: table for table in subject.schema.of_kind(Table)}
    for table in subject.tables:
        for each in subject.references(table):
            if each.target in known:
                yield table, each, known[each.target]


@SCHEMA_RULES.rule("REF003", severity=Severity.WARNING)
def circular_references(subject: SchemaSubject) -> Iterator[Hit]:
    """Tables refer to each other in a circle, and no reference in it can be left out or deferred.

    Why: no row can be the first one, and restoring a dump of the data needs the constraints off.

    Bad:
        CREATE TABLE team (id integer PRIMARY KEY, lead_id integer NOT NULL);
        CREATE TABLE person (id integer PRIMARY KEY, team_id integer NOT NULL REFERENCES team);
        ALTER TABLE team ADD FOREIGN KEY (lead_id) REFERENCES person;

    Good:
        CREATE TABLE team (id integer PRIMARY KEY, lead_id integer);
        CREATE TABLE person (id integer PRIMARY KEY, team_id integer NOT NULL REFERENCES team);
        ALTER TABLE team ADD FOREIGN KEY (lead_id) REFERENCES person;
    """
    graph: dict[str, set[str]] = {}
    for table, each, parent in _references(subject):
        rigid = each.deferral == "not deferrable" and not any(
            table.columns[name].nullable for name in each.columns if name in table.columns
        )
        if rigid and parent.path != table.path:
            graph.setdefault(".".join(table.path), set()).add(".".join(parent.path))
    for circle in cycles(graph):
        yield Hit(
            object=f"table {circle[0]}",
            message=f"{', '.join(circle)} refer to each other in a circle that no row can begin",
            fix=Fix(title="make one reference optional, or deferrable"),
        )


@SCHEMA_RULES.rule("REF004", severity=Severity.WARNING)
def duplicate_reference(subject: SchemaSubject) -> Iterator[Hit]:
    """Two foreign keys have the same columns and the same target.

    Why: both are checked at every write, and where their actions differ the stricter one wins, which surprises.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (house_id integer REFERENCES house);
        ALTER TABLE hall ADD CONSTRAINT again FOREIGN KEY (house_id) REFERENCES house ON DELETE CASCADE;

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (house_id integer REFERENCES house);
    """
    for table in subject.tables:
        seen: dict[tuple[object, ...], ForeignKey] = {}
        for each in subject.references(table):
            meaning = (each.columns, each.target, each.target_columns)
            if meaning in seen:
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(each)} says the same as {seen[meaning].name}",
                    fix=Fix(title="drop one of the two"),
                )
            seen.setdefault(meaning, each)


@SCHEMA_RULES.rule("REF005", severity=Severity.ERROR)
def set_null_on_required(subject: SchemaSubject) -> Iterator[Hit]:
    """A foreign key sets a column to null that may not be null.

    Why: deleting the parent row always fails, and the message speaks of a null that nobody wrote.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (house_id integer NOT NULL REFERENCES house ON DELETE SET NULL);

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (house_id integer REFERENCES house ON DELETE SET NULL);
    """
    for table in subject.tables:
        for each in subject.references(table):
            if Action.SET_NULL not in {each.on_delete, each.on_update}:
                continue
            rigid = [name for name in (each.on_delete_columns or each.columns) if not table.columns[name].nullable]
            if rigid:
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(each)} sets {', '.join(rigid)} to null, which may not be null",
                    fix=Fix(title="make the column nullable, or restrict or cascade"),
                )


@SCHEMA_RULES.rule("REF006", severity=Severity.INFO)
def reference_not_valid(subject: SchemaSubject) -> Iterator[Hit]:
    """A foreign key was never validated.

    Why: old rows may refer to nothing, and the planner can't rely on it.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (house_id integer);
        ALTER TABLE hall ADD FOREIGN KEY (house_id) REFERENCES house NOT VALID;

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (house_id integer REFERENCES house);
    """
    for table in subject.tables:
        for each in subject.references(table):
            if not each.valid:
                yield Hit(
                    object=subject.name(each),
                    message=f"{subject.name(each)} is NOT VALID",
                    fix=Fix(title="look for orphans, then VALIDATE CONSTRAINT"),
                )


@SCHEMA_RULES.rule("REF007", severity=Severity.INFO)
def reference_without_constraint(subject: SchemaSubject) -> Iterator[Hit]:
    """A column is named like the key of another table but refers to nothing.

    Why: without a constraint, orphans get in.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id integer);

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id integer REFERENCES house);
    """
    for table, name, other in _meant(subject, frozenset({"id"})):
        yield Hit(
            object=subject.column(table, name),
            message=f"{subject.column(table, name)} sounds like a reference to {subject.name(other)},"
            " but has no foreign key",
            fix=Fix(title="add the foreign key, or rename the column"),
        )


def _meant(subject: SchemaSubject, endings: frozenset[str]) -> Iterator[tuple[Table, str, Table]]:
    """Columns without a foreign key whose names are those of another table and an ending such as `id`."""
    named = {_plain(table.name): table for table in subject.tables}
    for table in subject.tables:
        bound = {name for each in subject.references(table) for name in each.columns}
        key = subject.primary_key(table)
        for name in table.columns:
            said = words(name)
            if len(said) < 2 or said[-1] not in endings or name in bound or (key and key.columns == (name,)):
                continue
            stem = "_".join(said[:-1])
            other = next((named[each] for each in (stem, f"{stem}s", f"{stem}es") if each in named), None)
            if other is not None and other.path != table.path:
                yield table, name, other


def _plain(name: str) -> str:
    """The name of a table in snake case, without a word for its kind before it."""
    return snake_case(name).removeprefix("tbl_").removeprefix("t_")


_WORD = re.compile(r"\w+")


@SCHEMA_RULES.rule("REF008", severity=Severity.WARNING)
def polymorphic_reference(subject: SchemaSubject) -> Iterator[Hit]:
    """A pair of columns refers to one of several tables.

    Why: no foreign key can guard it, so orphans get in, and each query has to know all the tables. Columns that are
    generated from it, one for each table that it may refer to, do guard it when each has a foreign key.

    Bad:
        CREATE TABLE note (id integer PRIMARY KEY, subject_type text, subject_id integer);

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE note (id integer PRIMARY KEY, house_id integer REFERENCES house);
        CREATE TABLE remark (id integer PRIMARY KEY, about_type text, about_id integer,
            house integer GENERATED ALWAYS AS (CASE about_type WHEN 'house' THEN about_id END) STORED REFERENCES house);
    """
    for table in subject.tables:
        bound = {name for each in subject.references(table) for name in each.columns}
        # What is unique by itself says which row this is, not which row of another table.
        bound |= {each.columns[0] for each in subject.keys(table) if len(each.columns) == 1}
        guards = [each.generated for name, each in table.columns.items() if name in bound and each.generated]
        bound |= {name for each in guards for name in _WORD.findall(each.expression)}
        for name in table.columns:
            stem = name.lower().removesuffix("_id")
            if stem == name.lower() or name in bound:
                continue
            kinds = (f"{stem}_type", f"{stem}_kind", f"{stem}_table")
            teller = next((other for other in table.columns if other.lower() in kinds), None)
            if teller is not None:
                yield Hit(
                    object=subject.column(table, name),
                    message=f"{subject.column(table, name)} refers to whatever {teller} says",
                    fix=Fix(title="use one reference per target with a check that exactly one is set"),
                )


@SCHEMA_RULES.rule("REF009", severity=Severity.INFO)
def orphan_table(subject: SchemaSubject) -> Iterator[Hit]:
    """A table refers to no other and no other refers to it, in a schema that has references.

    Why: it may be left over, or its references are not known to the database.

    Bad:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id integer REFERENCES house);
        CREATE TABLE misc (id integer PRIMARY KEY);

    Good:
        CREATE TABLE house (id integer PRIMARY KEY);
        CREATE TABLE hall (id integer PRIMARY KEY, house_id integer REFERENCES house);
    """
    if not subject.referring:
        return
    for table in subject.tables:
        if not subject.references(table) and table.path not in subject.referring and not table.inherits:
            yield Hit(object=subject.name(table), message=f"{subject.name(table)} has no relationship with any other")


_TELLING = frozenset({"id", "no", "nr", "num", "number", "code"})
_WHOLE = ("smallint", "integer", "bigint", "int")


@SCHEMA_RULES.rule("REF010", severity=Severity.INFO)
def join_across_types(subject: SchemaSubject) -> Iterator[Hit]:
    """A column is named after another table, but text where that table's key is a number, or the other way round.

    Why: the two can only be joined through a conversion, which no index serves and some value always breaks.

    Bad:
        CREATE TABLE staff (staff_id integer PRIMARY KEY);
        CREATE TABLE sale (id integer PRIMARY KEY, staff_no varchar(10));

    Good:
        CREATE TABLE staff (staff_id integer PRIMARY KEY);
        CREATE TABLE sale (id integer PRIMARY KEY, staff_id integer REFERENCES staff);
    """
    for table, name, other in _meant(subject, _TELLING):
        key = subject.primary_key(other)
        if key is None or len(key.columns) != 1 or name in other.columns:
            continue
        own, theirs = table.columns[name].type.lower(), other.columns[key.columns[0]].type.lower()
        if own.startswith(_WHOLE) != theirs.startswith(_WHOLE):
            yield Hit(
                object=subject.column(table, name),
                message=f"{subject.column(table, name)} is {own}, but {subject.column(other, key.columns[0])},"
                f" which it sounds like, is {theirs}",
                fix=Fix(title="keep the key itself, with a foreign key"),
            )
