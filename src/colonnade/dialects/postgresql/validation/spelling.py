"""Parts of conditions about the server's catalogue, whatever the search path of who asks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from colonnade.dialects.postgresql.quote import literal, qualified
from colonnade.schema import QName

_QUALIFIED = re.compile(r'(?P<namespace>"(?:[^"]|"")*"|[^".(\[\s]+)\.(?P<name>.+)\Z', re.DOTALL)


def relation(path: QName) -> str:
    """The number of a relation, or NULL."""
    return f"pg_catalog.to_regclass({literal(qualified(path))})"


def in_namespace(column: str, name: str) -> str:
    """Whether a column holds the number of a namespace."""
    return f"{column} = pg_catalog.to_regnamespace({literal(qualified((name,)))})"


def role(name: str) -> str:
    """The number of a role, or NULL; without a name that of the role that asks."""
    if not name:
        return "(SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER)"
    return f"pg_catalog.to_regrole({literal(qualified((name,)))})"


def is_type(column: str, text: str, modifier: str = "NULL") -> str:
    """Whether a column with the number of a type holds the one of this name."""
    if text.upper() == "NONE":
        return f"{column} = 0"
    # The server leaves the namespace out where the search path has it.
    match = _QUALIFIED.match(text)
    found = f"pg_catalog.format_type({column}, {modifier})"
    if match is None:
        return f"{found} = {literal(text)}"
    return f"{found} IN ({literal(text)}, {literal(match['name'])})"


def texts(values: Iterable[str]) -> str:
    """An array of texts."""
    return f"ARRAY[{', '.join(map(literal, values))}]::pg_catalog.text[]"


def sorted_texts(values: Iterable[str]) -> str:
    """An array of texts in the order of their bytes, as the collation "C" has them."""
    return texts(sorted(values, key=lambda text: text.encode()))


def boolean(value: bool) -> str:  # noqa: FBT001 (the value is all there is)
    """A boolean."""
    return "true" if value else "false"
