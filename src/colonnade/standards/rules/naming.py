"""Rules about names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from colonnade.findings import Fix, Hit, Rename, Severity
from colonnade.model.parts import Case
from colonnade.schema import Index, Key, QName, SchemaObject, Table, View
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from colonnade.text import snake_case

_LEFT_OVER = re.compile(r"(^zz_|_old$|_bak$|_backup$|_copy$|_tmp$|_temp$|^tmp_|^old_|_\d{4}(\d{4})?$)", re.IGNORECASE)
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_STYLES: Mapping[Case, tuple[re.Pattern[str], str]] = {
    Case.SNAKE: (_SNAKE, "snake case"),
    Case.LOWER: (re.compile(r"[a-z][a-z0-9_]*\Z"), "lower case"),
    Case.UPPER: (re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\Z"), "upper case"),
}
"""The pattern of a name in each case, and what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name that a designer chose."""

    name: str
    owner: str
    """The object it belongs to, as its user knows it."""
    table: QName = ()
    """The table it is of; empty for a view."""
    column: str = ""


def _named(subject: SchemaSubject) -> Iterator[_Name]:
    for table in subject.tables:
        yield _Name(name=table.name, owner=subject.name(table), table=table.path)
        for name in table.columns:
            yield _Name(name=name, owner=subject.column(table, name), table=table.path, column=name)
    for each in subject.schema.of_kind(View):
        yield _Name(name=each.name, owner=subject.name(each))


def _renaming(subject: SchemaSubject, each: _Name, to: str) -> Fix:
    """Another name, as a change of the design and as a statement, unless it is taken."""
    if not each.table:
        return Fix(title=f"call it {to}")
    tables = {table.path: table for table in subject.schema.of_kind(Table)}
    path = (*each.table[:-1], to)
    if to in tables[each.table].columns if each.column else path in tables:
        return Fix(title=f"call it {to}, once that name is free")
    quote = subject.dialect.quote
    on = ".".join(quote(part) for part in each.table)
    what = f"COLUMN {quote(each.column)} " if each.column else ""
    return Fix(
        title=f"call it {to}",
        sql=f"ALTER TABLE {on} RENAME {what}TO {quote(to)}",
        cure=Rename(table=each.table, column=each.column, to=to),
    )


@SCHEMA_RULES.rule("NAM001", severity=Severity.WARNING)
def reserved_word(subject: SchemaSubject) -> Iterator[Hit]:
    """A name is a reserved word of the engine.

    Why: it has to be quoted at every use, and whoever forgets gets a syntax error far from the cause.

    Bad:
        CREATE TABLE "order" (id integer PRIMARY KEY, "user" text);

    Good:
        CREATE TABLE customer_order (id integer PRIMARY KEY, user_name text);
    """
    for each in _named(subject):
        if each.name.lower() in subject.dialect.traits.reserved_words:
            yield Hit(object=each.owner, message=f"{each.owner} is called by the reserved word {each.name!r}")


@SCHEMA_RULES.rule("NAM002", severity=Severity.INFO)
def long_name(subject: SchemaSubject) -> Iterator[Hit]:
    """A name is longer than the narrowest engine in wide use allows, or than `limits.identifier_bytes` says.

    Why: the design can't move there, and names made of it (keys, indexes) get cut and may clash.

    Bad:
        CREATE TABLE performance_ticket_price_category (id integer PRIMARY KEY);

    Good:
        CREATE TABLE ticket_price_category (id integer PRIMARY KEY);
    """
    most = subject.limits.identifier_bytes
    for each in _named(subject):
        size = len(each.name.encode())
        if size > most:
            yield Hit(object=each.owner, message=f"the name of {each.owner} has {size} bytes; {most} are allowed")


@SCHEMA_RULES.rule("NAM003", severity=Severity.INFO)
def not_snake_case(subject: SchemaSubject) -> Iterator[Hit]:
    """A name is not lower case with underscores, or not in the case that `naming.case` says.

    Why: such a name has to be quoted in PostgreSQL and differs from engine to engine in what it means without quotes.

    Bad:
        CREATE TABLE "Customers" ("CustomerID" integer PRIMARY KEY);

    Good:
        CREATE TABLE customers (customer_id integer PRIMARY KEY);
    """
    wanted = subject.naming.case
    if wanted not in _STYLES:
        return
    style, title = _STYLES[wanted]
    for each in _named(subject):
        if not style.match(each.name):
            better = _in_case(each.name, wanted)
            is_better = better != each.name and style.match(better)
            yield Hit(
                object=each.owner,
                message=f"{each.owner} is not in {title}",
                fix=_renaming(subject, each, better) if is_better else None,
            )


def _in_case(name: str, case: Case) -> str:
    match case:
        case Case.SNAKE:
            return snake_case(name)
        case Case.LOWER:
            return name.lower()
        case Case.UPPER:
            return snake_case(name).upper()
        case Case.AS_IS:
            return name
        case _:
            assert_never(case)


@SCHEMA_RULES.rule("NAM004", severity=Severity.INFO)
def prefix_in_name(subject: SchemaSubject) -> Iterator[Hit]:
    """The name of a table or view begins with a word for its kind, one of `naming.prefixes`.

    Why: the kind may change (a table becomes a view), the name can't; and every list sorts under T.

    Bad:
        CREATE TABLE tbl_staff (id integer PRIMARY KEY);

    Good:
        CREATE TABLE staff (id integer PRIMARY KEY);
    """
    relations: tuple[SchemaObject, ...] = (*subject.tables, *subject.schema.of_kind(View))
    kinds = "|".join(map(re.escape, subject.naming.prefixes))
    prefix = re.compile(f"({kinds})_", re.IGNORECASE)
    for each in relations:
        found = prefix.match(each.name) if kinds else None
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
