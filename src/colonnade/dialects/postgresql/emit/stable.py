"""Text that the server prints but would read as something else, spelled so that it reads what it printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colonnade.dialects.postgresql.arguments import split

_TOKEN = re.compile(
    r"""E'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$).*?\1"""
    r"""|\(ARRAY\[""",
    re.DOTALL,
)
_ELEMENT = re.compile(r"\s*(?:E?'(?:[^']|'')*'|NULL)::(?P<type>[\w .\"]+(?:\(\d+(?:,\d+)?\))?)\s*\Z", re.DOTALL)
_START = "(ARRAY["
_END = "])::"


def stable(sql: str) -> str:
    """The statement in which a cast of a whole array stays one.

    `(ARRAY['a'::character varying])::text[]` is how the server prints an array of one type that is taken as another;
    it reads the same text as an array whose elements are cast (`transformArrayExpr()` in parse_expr.c). With the
    array's own type between the two it reads what it printed. Quoted texts are left alone.
    """
    if is_stable(sql):
        return sql
    return "".join(_parts(sql))


def is_stable(sql: str) -> bool:
    """Whether a statement has no such cast, as can be seen at once."""
    return _END not in sql


def _parts(sql: str) -> Iterator[str]:
    done = 0
    for match in _TOKEN.finditer(sql):
        if match[0] != _START or match.start() < done:
            continue
        inner = match.end()
        end = _closing(sql, inner)
        if end is None or not sql.startswith(_END, end):
            continue
        type_ = _type(sql[inner:end])
        if type_ is None or sql.startswith(f"{type_}[]", end + len(_END)):
            continue
        yield f"{sql[done : match.start()]}({sql[match.start() : end]}])::{type_}[])::"
        done = end + len(_END)
    yield sql[done:]


def _closing(sql: str, start: int) -> int | None:
    """The place of the bracket that closes an array."""
    depth = 0
    for match in _BRACKET.finditer(sql, start):
        if match[0] == "[":
            depth += 1
        elif match[0] == "]":
            if depth == 0:
                return match.start()
            depth -= 1
    return None


_BRACKET = re.compile(r"""E'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[\[\]]""", re.DOTALL)


def _type(elements: str) -> str | None:
    """The one type of all elements, None where it can't be seen."""
    types = {match["type"] if (match := _ELEMENT.match(each)) else None for each in split(elements, ",")}
    return next(iter(types)) if len(types) == 1 else None
