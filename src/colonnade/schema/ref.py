"""Names of objects of a database: what a thing is and where it stands."""

from __future__ import annotations

from typing import NamedTuple, NewType

Sql = NewType("Sql", str)
"""SQL text in the engine's own normal form, as the engine itself prints it."""

QName = tuple[str, ...]
"""A qualified name: `("sales", "order")` where the engine has namespaces, `("order",)` where it has none."""


class Ref(NamedTuple):
    """The identity of an object: its kind and its qualified name.

    The path of a part ends with its own name and starts with that of its table:
    `Ref("column", ("sales", "order", "total"))`, `Ref("constraint", ("sales", "order", "order_pkey"))`.
    A routine's path ends with its argument types, so that overloads differ.
    """

    kind: str
    path: QName

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path[-1]

    @property
    def parent_path(self) -> QName:
        """The path without its last part."""
        return self.path[:-1]

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(self.path)}"
