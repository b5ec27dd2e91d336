"""Indexes made by CREATE INDEX."""

from __future__ import annotations

from colonnade.dialects.sqlite.introspect.known import Known, collation
from colonnade.dialects.sqlite.introspect.rows import Stored
from colonnade.dialects.sqlite.read.keys import read_index
from colonnade.dialects.sqlite.read.normal import join
from colonnade.dialects.sqlite.read.tokens import Lexeme, unquoted
from colonnade.dialects.sqlite.read.written import WrittenKeyPart
from colonnade.dialects.sqlite.traits import fold
from colonnade.schema import Index, IndexKey, Ref


def index(stored: Stored, known: Known) -> Index:
    """An index with its keys and predicate."""
    written = read_index(stored.sql)
    depends: list[Ref] = []
    keys = []
    for part in written.keys:
        key = _key(part, stored.table, known)
        if key.expression is not None:
            depends.extend(known.used(stored.table, part.parts))
        keys.append(key)
    if written.where is not None:
        depends.extend(known.used(stored.table, written.where))
    return Index(
        path=(stored.name,),
        on=(known.own_name(stored.table),),
        keys=tuple(keys),
        unique=written.unique,
        predicate=None if written.where is None else join(written.where, known.columns_of(stored.table)),
        depends=tuple(dict.fromkeys(depends)),
    )


def _key(part: WrittenKeyPart, table: str, known: Known) -> IndexKey:
    columns = known.columns_of(table)
    named = collation(part.collation) if part.collation else None
    if len(part.parts) == 1 and part.parts[0].lexeme in {Lexeme.WORD, Lexeme.DOUBLE, Lexeme.NAME}:
        column = columns.get(fold(unquoted(part.parts[0])))
        if column is not None:
            own = known.collation(table, column)
            chosen = None if named in {None, own} else named
            return IndexKey(column=column, collation=(chosen,) if chosen else None, descending=part.descending)
    return IndexKey(
        expression=join(part.parts, columns),
        collation=(named,) if named not in {None, "BINARY"} and named else None,
        descending=part.descending,
    )
