"""Expressions that the server would read back otherwise than it printed them.

`x IN ('a', 'b')` for a `character varying` column is a cast of a whole array, and is printed as
`(ARRAY['a'::character varying, …])::text[]`. Read back, the parser casts every element by itself
(transformArrayExpr() in parse_expr.c takes a cast around ARRAY[…] into it), so that the expression prints otherwise
the next time. A cast to the elements' own type in between is no operation and keeps the cast outside.
"""

from __future__ import annotations

import re

_VALUE = r"(?:'(?:[^']|'')*'|E'(?:[^'\\]|\\.|'')*'|NULL)"
_ARRAY = re.compile(
    rf"(?P<open>\()?ARRAY\[(?P<list>{_VALUE}::(?P<type>[a-z][a-z ]*[a-z])(?:, {_VALUE}::(?P=type))*)\]"
    rf"(?P<close>\))?(?P<cast>::[a-z][a-z ]*[a-z]\[\])"
)


def stable(expression: str) -> str:
    """The expression in a spelling that the server reads back as it was."""
    return _ARRAY.sub(_with_own_type, expression) if "ARRAY[" in expression else expression


def _with_own_type(found: re.Match[str]) -> str:
    if bool(found["open"]) != bool(found["close"]) or found["cast"] == f"::{found['type']}[]":
        return found[0]
    return f"((ARRAY[{found['list']}])::{found['type']}[]){found['cast']}"
