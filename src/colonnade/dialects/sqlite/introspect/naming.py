"""Names for constraints that have none: made from the structure, so that they are the same at every reading."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.dialects.sqlite.read.written import WrittenTable
from colonnade.dialects.sqlite.traits import fold


def made_name(table: str, ending: str, columns: Sequence[str]) -> str:
    """`customer_email_key`, `customer_pkey`, `order_customer_id_fkey`, `customer_check`."""
    return "_".join((table, *columns, ending))


class Naming:
    """The names of one table's constraints, each given once."""

    def __init__(self, table: str, written: WrittenTable) -> None:
        self._table = table
        self._given = {
            fold(name)
            for name in (
                *(each.name for each in written.keys),
                *(each.name for each in written.foreign_keys),
                *(each.name for each in written.checks),
            )
            if name is not None
        }
        self._taken: set[str] = set()

    def take(self, name: str | None, ending: str, columns: Sequence[str]) -> tuple[str, bool, str | None]:
        """The last part of a path, whether it was given, and the name given where the path can't have it."""
        if name is not None and fold(name) not in self._taken:
            self._taken.add(fold(name))
            return name, True, None
        base = name if name is not None else made_name(self._table, ending, columns)
        chosen, count = base, 0
        while fold(chosen) in self._taken or fold(chosen) in self._given:
            count += 1
            chosen = f"{base}{count}"
        self._taken.add(fold(chosen))
        return chosen, name is not None, name
