"""Conditions without and with the parentheses that PostgreSQL prints around an operator's expression."""

from __future__ import annotations

import re

from colonnade.schema import Sql

_CALL = re.compile(r'[\w."]+\(')
_TOKEN = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[()]", re.DOTALL)


def write_condition(text: str) -> Sql:
    """A condition as pg_get_expr() prints it: in parentheses, but for a call, a CASE or a single name."""
    bare = text.strip()
    return Sql(bare if _stands_alone(bare) else f"({bare})")


def read_condition(text: Sql) -> str:
    """A condition without outer parentheses that its text can do without."""
    bare = str(text)
    if bare.startswith("(") and _closing(bare, 0) == len(bare) - 1:
        inner = bare[1:-1].strip()
        if write_condition(inner) == text:
            return inner
    return bare


def _stands_alone(text: str) -> bool:
    call = _CALL.match(text)
    if call:
        return _closing(text, call.end() - 1) == len(text) - 1
    if text.startswith("CASE") and text.endswith("END"):
        return True
    if text.startswith("(") and _closing(text, 0) == len(text) - 1:
        return True
    return re.fullmatch(r'[\w."]+', text) is not None


def _closing(text: str, opening: int) -> int:
    """Where the parenthesis that opens at a place closes; -1 when it does not."""
    depth = 0
    for match in _TOKEN.finditer(text, opening):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if depth == 0:
                return match.start()
    return -1
