"""What the engine says of references and indexes, held against what was read from the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from colonnade.dialect import Rows
from colonnade.dialects.sqlite.introspect.rows import number, text
from colonnade.dialects.sqlite.traits import fold
from colonnade.errors import WorldError
from colonnade.schema import ForeignKey, Index, Schema, Table


class MisreadError(WorldError):
    """The engine understands a stored CREATE text otherwise than we do; please report the text."""

    code = "CO370"


def agree(schema: Schema, rows: Mapping[str, Rows]) -> None:
    """Raises MisreadError when references or indexes differ from what the pragmas say."""
    _references_agree(schema, rows["references"])
    _indexes_agree(schema, rows["indexes"])


def _references_agree(schema: Schema, rows: Rows) -> None:
    theirs: defaultdict[tuple[str, int, str], list[str]] = defaultdict(list)
    for table, number_, _, target, own, _to in rows:
        theirs[text(table), number(number_), fold(text(target))].append(text(own))
    known = {table.path[0] for table in schema.of_kind(Table)}
    engine = sorted((key[0], key[2], tuple(columns)) for key, columns in theirs.items() if key[0] in known)
    ours = sorted((each.table[0], fold(each.target[0]), each.columns) for each in schema.of_kind(ForeignKey))
    if engine != ours:
        odd = sorted(set(engine) ^ set(ours))
        raise MisreadError(
            f"foreign keys of {', '.join(sorted({each[0] for each in odd}))} were not read as the engine reads them",
            fields={"differ": odd},
        )


def _indexes_agree(schema: Schema, rows: Rows) -> None:
    theirs: defaultdict[str, list[tuple[str | None, bool]]] = defaultdict(list)
    flags: dict[str, tuple[bool, bool]] = {}
    for _table, name, unique, origin, partial, _place, _cid, column, descending, _collation in rows:
        if origin == "c":
            theirs[text(name)].append((column if isinstance(column, str) else None, bool(descending)))
            flags[text(name)] = (bool(unique), bool(partial))
    for index in schema.of_kind(Index):
        keys = [(key.column, key.descending) for key in index.keys]
        if keys != theirs[index.name] or flags[index.name] != (index.unique, index.predicate is not None):
            raise MisreadError(
                f"index {index.name} was not read as the engine reads it",
                fields={"index": index.name, "engine": theirs[index.name], "read": keys},
            )
