"""The guard around a rebuild: foreign keys are off, and no row refers to nothing that did not before."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Context, Statement
from colonnade.dialects.sqlite.kinds import OWN_PREFIX
from colonnade.dialects.sqlite.quote import literal
from colonnade.ops import RebuildTable
from colonnade.schema import ForeignKey, Index, Key, Ref, Schema, Table

_GUARD = f"temp.{OWN_PREFIX}guard"

_CREATE = f"""CREATE TABLE {_GUARD} (
  child TEXT,
  child_rowid INTEGER,
  parent TEXT,
  foreign_keys INTEGER CONSTRAINT "foreign_keys is off while a table is rebuilt" CHECK (foreign_keys = 0),
  is_new INTEGER CONSTRAINT "no row refers to nothing" CHECK (is_new = 0)
)"""

_ARE_OFF = f"INSERT INTO {_GUARD} (foreign_keys) SELECT foreign_keys FROM pragma_foreign_keys"


class Guard:
    """The statements before and after a rebuild that keep references whole; none where nothing refers."""

    def __init__(self, operation: RebuildTable, context: Context) -> None:
        path = operation.before.path
        now, then = context.before, operation.apply(context.before)
        referring = {each.table for each in now.of_kind(ForeignKey) if each.target == path}
        own = {each.table for each in operation.constraints_after if isinstance(each, ForeignKey)}
        self._on = Ref("table", path)
        self._needed = bool(referring | own)
        self._known = sorted(table for table in referring | own if _whole(now, table))
        self._asked = sorted(table for table in referring | own if _whole(then, table))

    def before(self) -> Iterator[Statement]:
        """Refuses when foreign keys are on, and notes the rows that refer to nothing already."""
        if self._needed:
            yield self._statement(_CREATE)
            yield self._statement(_ARE_OFF)
        for table in self._known:
            yield self._statement(
                f"INSERT INTO {_GUARD} (child, child_rowid, parent)\n"
                f'SELECT "table", "rowid", "parent" FROM pragma_foreign_key_check({literal(table[-1])})'
            )

    def after(self) -> Iterator[Statement]:
        """Refuses when further rows refer to nothing."""
        for table in self._asked:
            yield self._statement(
                f"INSERT INTO {_GUARD} (is_new)\nSELECT 1 FROM (\n"
                f'  SELECT "table", "rowid", "parent" FROM pragma_foreign_key_check({literal(table[-1])})\n'
                f"  EXCEPT SELECT child, child_rowid, parent FROM {_GUARD})"
            )
        if self._needed:
            yield self._statement(f"DROP TABLE {_GUARD}")

    def _statement(self, sql: str) -> Statement:
        return Statement(sql=sql, form="rebuild_guard", on=(self._on,))


def _whole(schema: Schema, path: tuple[str, ...]) -> bool:
    """Whether every reference of a table leads to a key; the engine can't check a table with one that does not."""
    references = [each for each in schema.of_kind(ForeignKey) if each.table == path]
    return bool(references) and all(_leads_to_key(schema, each) for each in references)


def _leads_to_key(schema: Schema, reference: ForeignKey) -> bool:
    target = schema.get(Ref("table", reference.target))
    if not isinstance(target, Table):
        return False
    wanted = sorted(reference.target_columns)
    for each in schema:
        if isinstance(each, Key) and each.table == target.path:
            if wanted == sorted(each.columns) and not each.collations:
                return True
        elif isinstance(each, Index) and each.on == target.path and each.unique and each.predicate is None:
            plain = all(key.collation is None for key in each.keys)
            if plain and wanted == sorted(key.column or "" for key in each.keys):
                return True
    return False
