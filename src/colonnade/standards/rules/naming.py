"""Rules about names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from colonnade.findings import Fix, Hit, Severity
from colonnade.schema import Index, Key, SchemaObject, Table, View
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.text import snake_case

_SHORTEST = 30
"""Bytes that the narrowest engine in wide use allows (Oracle before 12.2)."""
_PREFIX = re.compile(r"(tbl|tab|t|vw|v|fk|pk|sp|fn)_", re.IGNORECASE)
_LEFT_OVER = re.compile(r"(^zz_|_old$|_bak$|_backup$|_copy$|_tmp$|_temp$|^tmp_|^old_|_\d{4}(\d{4})?$)", re.IGNORECASE)
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")


def _named(subject: SchemaSubject) -> Iterator[tuple[str, str]]:
    """Every name that a designer chose, with the object it belongs to."""
    for table in subject.tables:
        yield table.name, subject.name(table)
        for name in table.columns:
            yield name, subject.column(table, name)
    for each in subject.schema.of_kind(View):
        yield each.name, subject.name(each)


@SCHEMA_RULES.rule("NAM001", severity=Severity.WARNING)
def reserved_word(subject: SchemaSubject) -> Iterator[Hit]:
    """A name is a reserved word of the engine.

    Why: it has to be quoted at every use, and whoever forgets gets a syntax error far from the cause.

    Bad:
        CREATE TABLE "order" (id integer PRIMARY KEY, "user" text);

    Good:
        CREATE TABLE customer_order (id integer PRIMARY KEY, user_name text);
    """
    for name, owner in _named(subject):
        if name.lower() in subject.dialect.traits.reserved_words:
            yield Hit(object=owner, message=f"{owner} is called by the reserved word {name!r}")


@SCHEMA_RULES.rule("NAM002", severity=Severity.INFO)
def long_name(subject: SchemaSubject) -> Iterator[Hit]:
    """A name is longer than the narrowest engine in wide use allows.

    Why: the design can't move there, and names made of it (keys, indexes) get cut and may clash.

    Bad:
        CREATE TABLE performance_ticket_price_category (id integer PRIMARY KEY);

    Good:
        CREATE TABLE ticket_price_category (id integer PRIMARY KEY);
    """
    for name, owner in _named(subject):
        size = len(name.encode())
        if size > _SHORTEST:
            yield Hit(object=owner, message=f"the name of {owner} has {size} bytes; some engines allow {_SHORTEST}")


@SCHEMA_RULES.rule("NAM003", severity=Severity.INFO)
def not_snake_case(subject: SchemaSubject) -> Iterator[Hit]:
    """A name is not lower case with underscores.

    Why: such a name has to be quoted in PostgreSQL and differs from engine to engine in what it means without quotes.

    Bad:
        CREATE TABLE "Customers" ("CustomerID" integer PRIMARY KEY);

    Good:
        CREATE TABLE customers (customer_id integer PRIMARY KEY);
    """
    for name, owner in _named(subject):
        if not _SNAKE.match(name):
            better = snake_case(name)
            yield Hit(
                object=owner,
                message=f"{owner} is not in snake case",
                fix=Fix(title=f"call it {better}") if better != name and _SNAKE.match(better) else None,
            )


@SCHEMA_RULES.rule("NAM004", severity=Severity.INFO)
def prefix_in_name(subject: SchemaSubject) -> Iterator[Hit]:
    """The name of a table or view begins with a word for its kind.

    Why: the kind may change (a table becomes a view), the name can't; and every list sorts under T.

    Bad:
        CREATE TABLE tbl_staff (id integer PRIMARY KEY);

    Good:
        CREATE TABLE staff (id integer PRIMARY KEY);
    """
    relations: tuple[SchemaObject, ...] = (*subject.tables, *subject.schema.of_kind(View))
    for each in relations:
        found = _PREFIX.match(each.name)
        if found and len(each.name) > found.end():
            yield Hit(
                object=subject.name(each),
                message=f"{subject.name(each)} says its kind in its name",
                fix=Fix(title=f"call it {each.name[found.end() :]}"),
            )


@SCHEMA_RULES.rule("NAM005", severity=Severity.INFO)
def mixed_styles(subject: SchemaSubject) -> Iterator[Hit]:
    """Tables are named in several styles.

    Why: nobody can guess a name, so every query begins with a look at the catalogue.

    Bad:
        CREATE TABLE "OrderLine" (id integer PRIMARY KEY);
        CREATE TABLE customer_order (id integer PRIMARY KEY);

    Good:
        CREATE TABLE order_line (id integer PRIMARY KEY);
        CREATE TABLE customer_order (id integer PRIMARY KEY);
    """
    styles = Counter(_style(table) for table in subject.tables)
    if len(styles) > 1:
        told = ", ".join(f"{count} in {style}" for style, count in styles.most_common())
        yield Hit(object="schema", message=f"tables are named in {len(styles)} styles: {told}")


def _style(table: Table) -> str:
    if _SNAKE.match(table.name):
        return "snake_case"
    return "UPPER_CASE" if table.name == table.name.upper() else "MixedCase"


@SCHEMA_RULES.rule("NAM006", severity=Severity.INFO)
def left_over_table(subject: SchemaSubject) -> Iterator[Hit]:
    """The name of a table says that it is a copy, a backup or temporary.

    Why: it is nobody's, but it is backed up, it may hold personal data, and somebody may read it by mistake.

    Bad:
        CREATE TABLE customers_old (id integer PRIMARY KEY);

    Good:
        CREATE TABLE customers (id integer PRIMARY KEY);
    """
    for table in subject.tables:
        if _LEFT_OVER.search(table.name):
            yield Hit(object=subject.name(table), message=f"{subject.name(table)} looks left over")


@SCHEMA_RULES.rule("NAM007", severity=Severity.INFO)
def cut_name(subject: SchemaSubject) -> Iterator[Hit]:
    """The name of an index or key is as long as the engine allows, so it was probably cut.

    Why: two names that differ only at their end become one, and the second statement fails.

    Bad:
        CREATE TABLE t (a integer);
        CREATE INDEX an_index_with_a_name_that_is_so_long_that_the_server_has_cut_it ON t (a);

    Good:
        CREATE TABLE t (a integer);
        CREATE INDEX t_a ON t (a);
    """
    limit = subject.dialect.traits.max_identifier_bytes
    if limit is None:
        return
    for each in subject.schema:
        if isinstance(each, Index | Key) and len(each.name.encode()) >= limit:
            yield Hit(object=subject.name(each), message=f"the name of {subject.name(each)} is {limit} bytes long")
