"""Statements that reach rows of tenants without saying of which tenant, found in the text of queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

_BEGINS = re.compile(r"\b(?:WITH|SELECT|INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)
_PERFORM = re.compile(r"\bPERFORM\b", re.IGNORECASE)
_LOOP = re.compile(r"\bLOOP\b|\bTHEN\b|\bELSE\b|\bBEGIN\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfiltered:
    """A table of tenants that a statement reads or writes without naming a tenant."""

    table: str
    column: str
    """The column that should be compared."""
    text: str
    """The statement on one line, cut where it is long."""
    line: int
    """Where it begins in its text, from 1."""


def unfiltered(sql: str, columns: Mapping[str, str], *, parser: str = "postgres") -> Iterator[Unfiltered]:
    """What of a script names no tenant; `columns` has the column of the tenant by table, in lower case.

    A tenant is named by a condition that holds for the whole statement, directly or through a join with a table for
    which it is. What can't be read as SQL is passed over.
    """
    at = 0
    for text in sql.split(";"):
        begins = sql.find(text, at)
        at = begins + len(text)
        lead = len(text) - len(text.lstrip())
        for tree in _trees(text, parser):
            for scope in tree.find_all(exp.Select, exp.Update, exp.Delete):
                for table in _open(scope, columns):
                    told = " ".join(text.split())
                    yield Unfiltered(
                        table=table,
                        column=columns[table],
                        text=told if len(told) <= _MOST else f"{told[: _MOST - 1]}…",
                        line=sql.count("\n", 0, begins + lead) + 1,
                    )


_MOST = 100


def statements_of(body: str) -> str:
    """The text of a program in PL/pgSQL with its statements in SQL apart from its own words."""
    return _LOOP.sub(";", _PERFORM.sub("SELECT", body))


def _trees(text: str, parser: str) -> Iterator[exp.Expr]:
    found = _BEGINS.search(text)
    if found is None:
        return
    try:
        tree = sqlglot.parse_one(text[found.start() :], dialect=parser)
    except SqlglotError:
        return
    if isinstance(tree, exp.Expr):
        yield tree


def _open(scope: exp.Expr, columns: Mapping[str, str]) -> Iterator[str]:
    """Tables of one statement, or of one query in it, for which no condition names a tenant."""
    named = {each.alias.lower() for each in scope.root().find_all(exp.CTE)}
    tables = {
        (each.alias or each.name).lower(): each.name.lower()
        for each in _tables(scope)
        if each.name.lower() in columns and each.name.lower() not in named
    }
    if not tables:
        return
    ties: defaultdict[str, set[str]] = defaultdict(set)
    filtered: set[str] = set()
    for condition in _conditions(scope):
        left, right = _sides(condition)
        one, other = (_alias(each, tables, columns) for each in (left, right))
        if one and other:
            ties[one].add(other)
            ties[other].add(one)
        elif one or other:
            filtered.add(one or other)
    for join in scope.args.get("joins") or ():
        using = {each.name.lower() for each in join.args.get("using") or ()}
        sharing = [alias for alias, table in tables.items() if columns[table] in using]
        for alias in sharing[1:]:
            ties[sharing[0]].add(alias)
            ties[alias].add(sharing[0])
    todo = list(filtered)
    while todo:
        fresh = ties[todo.pop()] - filtered
        filtered |= fresh
        todo.extend(fresh)
    yield from dict.fromkeys(table for alias, table in tables.items() if alias not in filtered)


def _tables(scope: exp.Expr) -> Iterator[exp.Table]:
    """The tables of a statement itself, without those of queries inside it."""
    for place in ("this", "from", "from_", "using"):
        found = scope.args.get(place)
        for each in found if isinstance(found, list) else (found,):
            inner = each.this if isinstance(each, exp.From) else each
            if isinstance(inner, exp.Table):
                yield inner
                for join in inner.args.get("joins") or ():
                    if isinstance(join.this, exp.Table):
                        yield join.this
            if isinstance(each, exp.From):
                for more in each.args.get("expressions") or ():
                    if isinstance(more, exp.Table):
                        yield more
    for join in scope.args.get("joins") or ():
        if isinstance(join.this, exp.Table):
            yield join.this


def _conditions(scope: exp.Expr) -> Iterator[exp.Expr]:
    """The conditions that must all hold."""
    where = scope.args.get("where")
    wholes = [where.this] if where is not None else []
    wholes += [each.args["on"] for each in scope.args.get("joins") or () if each.args.get("on") is not None]
    while wholes:
        each = wholes.pop()
        if isinstance(each, exp.And):
            wholes += [each.left, each.right]
        elif isinstance(each, exp.Paren):
            wholes.append(each.this)
        elif isinstance(each, exp.EQ | exp.In):
            yield each


def _sides(condition: exp.Expr) -> tuple[exp.Expr | None, exp.Expr | None]:
    if isinstance(condition, exp.EQ):
        return condition.left, condition.right
    return condition.this, None


def _alias(side: exp.Expr | None, tables: Mapping[str, str], columns: Mapping[str, str]) -> str:
    """The table whose tenant one side of a condition is; empty for anything else."""
    while isinstance(side, exp.Paren | exp.Cast):
        side = side.this
    if not isinstance(side, exp.Column):
        return ""
    of = side.table.lower()
    for alias, table in tables.items():
        if side.name.lower() == columns[table] and of in {"", alias}:
            return alias
    return ""
