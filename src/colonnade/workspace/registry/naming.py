"""Names of tables and indexes by the standard: module, purpose and entity; `idx_`, table, columns and type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from colonnade.model.facets import TablePurpose

MOST_LETTERS = 64
_LETTERS = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_SHORT: Mapping[TablePurpose, tuple[str, ...]] = {
    TablePurpose.PRIMARY_DATA: ("primary", "data"),
    TablePurpose.AUDIT_TRAIL: ("audit",),
    TablePurpose.CONFIGURATION: ("config",),
    TablePurpose.AGGREGATION: ("agg",),
}
"""Further words that a name may have for a purpose."""
_WHOLE_INDEX = 63
"""Letters of an index name that every engine keeps; a longer one is cut somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableName:
    """The parts of a table's name."""

    module: str
    purpose: TablePurpose
    entity: str


def purpose_word(purpose: TablePurpose) -> str:
    """A purpose as the registry writes it."""
    return purpose.value.replace(" ", "_")


def read_table_name(name: str, modules: Mapping[str, str | None]) -> TableName | None:
    """The parts of a name, or None when it is not of the standard; the longest module and purpose win.

    `modules` are the known ones with their short forms.
    """
    if len(name) > MOST_LETTERS or not _LETTERS.match(name):
        return None
    heads = [(word, module) for module, short in modules.items() for word in (module, short) if word]
    tails = [(word, purpose) for purpose in TablePurpose for word in (purpose_word(purpose), *_SHORT.get(purpose, ()))]
    for head, module in sorted(heads, key=lambda pair: -len(pair[0])):
        for tail, purpose in sorted(tails, key=lambda pair: -len(pair[0])):
            start = f"{head}_{tail}_"
            if name.startswith(start):
                return TableName(module=module, purpose=purpose, entity=name[len(start) :])
    return None


def module_of(name: str, modules: Mapping[str, str | None]) -> str | None:
    """The module with whose name, or short form, a name begins; the longest wins."""
    heads = [(word, module) for module, short in modules.items() for word in (module, short) if word]
    found = [(len(word), module) for word, module in heads if name.startswith(f"{word}_")]
    return max(found)[1] if found else None


def is_index_name(name: str, table: str, columns: Sequence[str], *, has_expression: bool) -> bool:
    """Whether an index is called `idx_TABLE_COLUMNS`, perhaps with a type behind it."""
    if len(name) > MOST_LETTERS or not _LETTERS.match(name) or not name.startswith("idx_"):
        return False
    base = f"idx_{table}_"
    whole = base + "_".join(columns)
    if len(whole) > _WHOLE_INDEX:
        return True
    return name.startswith(base) and (has_expression or name == whole or name.startswith(f"{whole}_"))
