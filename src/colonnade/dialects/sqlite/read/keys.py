"""Lists of columns and expressions in keys and indexes, and CREATE INDEX itself."""

from __future__ import annotations

from colonnade.dialects.sqlite.read.cursor import Cursor, commas
from colonnade.dialects.sqlite.read.tokens import Token, unquoted
from colonnade.dialects.sqlite.read.written import WrittenIndex, WrittenKeyPart

_RULES = ("ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE")


def conflict(cursor: Cursor) -> str | None:
    """Step over ON CONFLICT, if it comes next, and give its rule in lower case; None for the default, ABORT."""
    if not cursor.take("ON", "CONFLICT"):
        return None
    rule = cursor.one_of(*_RULES)
    if rule is None:
        raise cursor.error("expected a conflict rule")
    return None if rule == "ABORT" else rule.lower()


def key_parts(parts: list[Token]) -> tuple[WrittenKeyPart, ...]:
    """The members of a key or index, from the tokens in its parenthesis."""
    return tuple(key_part(each) for each in commas(parts))


def key_part(parts: list[Token]) -> WrittenKeyPart:
    """One member of a key or index."""
    if len(parts) > 2 and parts[-2].upper == "NULLS":
        parts = parts[:-2]
    descending = False
    if len(parts) > 1 and parts[-1].upper in {"ASC", "DESC"}:
        descending = parts[-1].upper == "DESC"
        parts = parts[:-1]
    collation: str | None = None
    while len(parts) > 2 and parts[-2].upper == "COLLATE":
        collation = collation or unquoted(parts[-1])
        parts = parts[:-2]
    while len(parts) > 2 and _wrapped(parts):
        parts = parts[1:-1]
    return WrittenKeyPart(parts=tuple(parts), collation=collation, descending=descending)


def _wrapped(parts: list[Token]) -> bool:
    """Whether one pair of parentheses stands around everything."""
    if parts[0].text != "(" or parts[-1].text != ")":
        return False
    depth = 0
    for place, token in enumerate(parts):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0:
            return place == len(parts) - 1
    return False


def read_index(sql: str) -> WrittenIndex:
    """What a CREATE INDEX says. Raises UnreadableSqlError."""
    cursor = Cursor(sql)
    cursor.expect("CREATE")
    unique = cursor.take("UNIQUE")
    cursor.expect("INDEX")
    cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    if cursor.take("."):
        name = cursor.name()
    cursor.expect("ON")
    table = cursor.name()
    keys = key_parts(cursor.group())
    where = tuple(cursor.rest()) if cursor.take("WHERE") else None
    if not cursor.done():
        raise cursor.error("expected WHERE or the end")
    return WrittenIndex(name=name, table=table, unique=unique, keys=keys, where=where)
