"""The clauses of CREATE TABLE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from colonnade.dialect import NotExpressibleError
from colonnade.dialects.sqlite.quote import names, quote
from colonnade.dialects.sqlite.read.table import is_type
from colonnade.dialects.sqlite.read.tokens import Lexeme, Token, tokens
from colonnade.dialects.sqlite.rows.rowid import is_rowid
from colonnade.schema import (
    Action,
    Check,
    Column,
    Constraint,
    Deferral,
    Exclusion,
    ForeignKey,
    GeneratedAs,
    Key,
    Match,
    Table,
)


def create_table(table: Table, constraints: Iterable[Constraint], *, name: str | None = None) -> str:
    """CREATE TABLE with all constraints in it, under another name where one is given.

    Raises NotExpressibleError for what SQLite has not.
    """
    known = tuple(constraints)
    at_column = {each.columns[0]: each for each in known if isinstance(each, Key) and stands_at_column(table, each)}
    lines = [column_clause(column, at_column.get(column.name)) for column in table.columns.values()]
    lines += [constraint_clause(each) for each in known if each not in at_column.values()]
    options = [word for word, on in (("STRICT", table.strict), ("WITHOUT ROWID", table.without_rowid)) if on]
    end = f" {', '.join(options)}" if options else ""
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quote(name or table.name)} (\n  {body}\n){end}"


def stands_at_column(table: Table, key: Key) -> bool:
    """Whether a key is written at its column: a rowid, or one that DESC there keeps from being the rowid."""
    return key.primary and len(key.columns) == 1 and is_rowid(table, table.columns[key.columns[0]])


def column_clause(column: Column, key: Key | None = None, others: Iterable[Check | ForeignKey] = ()) -> str:
    """One column, with its key and other constraints that stand here."""
    return " ".join(filter(None, (*_column_parts(column, key), *map(_at_column, others))))


def _at_column(constraint: Check | ForeignKey) -> str:
    if isinstance(constraint, Check):
        return constraint_clause(constraint)
    return " ".join(filter(None, (_named(constraint), _references(constraint))))


def _column_parts(column: Column, key: Key | None) -> Iterator[str]:
    if column.identity is not None:
        raise NotExpressibleError(
            f"SQLite has no identity columns, but {column.name} is one",
            hint="make it INTEGER PRIMARY KEY, with AUTOINCREMENT where numbers must not come back",
        )
    yield quote(column.name)
    yield type_clause(column.type)
    if key is not None:
        yield _named(key)
        yield "PRIMARY KEY"
        yield "DESC" if key.descending else ""
        yield _conflict(key.on_conflict)
        yield "AUTOINCREMENT" if column.autoincrement else ""
    if not column.nullable:
        if column.not_null is not None and column.not_null.name is not None:
            yield f"CONSTRAINT {quote(column.not_null.name)}"
        yield "NOT NULL"
        yield _conflict(column.not_null.on_conflict if column.not_null else None)
    if column.default is not None:
        yield f"DEFAULT {default_clause(column.default)}"
    if column.collation is not None:
        yield f"COLLATE {quote(column.collation[-1])}"
    if column.generated is not None:
        yield f"GENERATED ALWAYS AS ({whole(column.generated.expression)})"
        yield "STORED" if column.generated.stored is GeneratedAs.STORED else "VIRTUAL"


def type_clause(declared: str) -> str:
    """A declared type; one that the grammar would not take is put in quotes, as it must have been before."""
    return declared if not declared or is_type(declared) else '"' + declared.replace('"', '""') + '"'


def default_clause(default: str) -> str:
    """A default: bare when it is a literal or a word, else in parentheses."""
    parts = tokens(default)
    if len(parts) == 1 and parts[0].lexeme not in {Lexeme.SIGN, Lexeme.VARIABLE}:
        return default
    if len(parts) == 2 and parts[0].text in {"+", "-"} and parts[1].lexeme is Lexeme.NUMBER:
        return default
    return f"({whole(default)})"


def whole(expression: str) -> str:
    """An expression that can't reach beyond its parentheses. Raises NotExpressibleError."""
    depth = 0
    parts: list[Token] = tokens(expression)
    for token in parts:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth < 0 or token.text == ";":
            break
    if depth or not parts or any(token.text == ";" for token in parts):
        raise NotExpressibleError(
            f"{expression!r} is not one expression", hint="close every parenthesis and leave out semicolons"
        )
    return expression


def constraint_clause(constraint: Constraint) -> str:
    """One constraint of a table."""
    match constraint:
        case Key():
            body = _key(constraint)
        case ForeignKey():
            body = _foreign_key(constraint)
        case Check():
            body = f"CHECK ({whole(constraint.expression)})"
        case Exclusion():
            raise NotExpressibleError(
                f"SQLite has no exclusion constraints, but {constraint.name} is one",
                hint="use a unique key or a trigger",
            )
        case _:
            raise NotExpressibleError(f"SQLite has no constraint like {constraint.ref}")
    return " ".join(filter(None, (_named(constraint), body)))


def _named(constraint: Constraint) -> str:
    return f"CONSTRAINT {quote(constraint.shared_name or constraint.name)}" if constraint.named else ""


def _conflict(rule: str | None) -> str:
    if rule is None:
        return ""
    if rule not in {"rollback", "abort", "fail", "ignore", "replace"}:
        raise NotExpressibleError(f"{rule!r} is no conflict rule", hint="use rollback, abort, fail, ignore or replace")
    return f"ON CONFLICT {rule.upper()}"


def _key(key: Key) -> str:
    if key.include or not key.nulls_distinct or key.without_overlaps or key.deferral is not Deferral.NEVER:
        raise NotExpressibleError(
            f"SQLite's keys are not deferrable, hold no further columns and count every null as different: {key.ref}",
            hint="leave that out, or use a unique index",
        )
    parts = []
    for column in key.columns:
        collation = key.collations.get(column)
        text = quote(column) + (f" COLLATE {quote(collation)}" if collation else "")
        parts.append(text + (" DESC" if column in key.descending else ""))
    word = "PRIMARY KEY" if key.primary else "UNIQUE"
    return " ".join(filter(None, (f"{word} ({', '.join(parts)})", _conflict(key.on_conflict))))


def _foreign_key(key: ForeignKey) -> str:
    if key.on_delete_columns or key.period:
        raise NotExpressibleError(
            f"SQLite sets all columns of a reference or none, and has no periods: {key.ref}", hint="leave that out"
        )
    return f"FOREIGN KEY ({names(key.columns)}) {_references(key)}"


def _references(key: ForeignKey) -> str:
    theirs = f" ({names(key.target_columns)})" if key.target_columns else ""
    parts = [f"REFERENCES {quote(key.target[-1])}{theirs}"]
    if key.on_delete is not Action.NO_ACTION:
        parts.append(f"ON DELETE {key.on_delete.upper()}")
    if key.on_update is not Action.NO_ACTION:
        parts.append(f"ON UPDATE {key.on_update.upper()}")
    if key.match is not Match.SIMPLE:
        parts.append(f"MATCH {key.match.upper()}")
    if key.deferral is not Deferral.NEVER:
        parts.append(key.deferral.upper())
    return " ".join(parts)
