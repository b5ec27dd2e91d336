"""Indexes that a model names by their purpose, and parameters that a size asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from colonnade.dialects.postgresql.quote import quote
from colonnade.model.constraint import IndexMethod
from colonnade.schema import Index, IndexKey, Sql


def own_form(index: Index) -> Index:
    """Full text is a GIN index of the words of all its parts, without stemming; a place is found by GiST."""
    match index.method:
        case IndexMethod.FULLTEXT.value:
            texts = [f"COALESCE({_text(key)}, ''::text)" for key in index.keys]
            joined = texts[0]
            for text in texts[1:]:
                joined = f"(({joined} || ' '::text) || {text})"
            words = Sql(f"to_tsvector('simple'::regconfig, {joined})")
            return replace(index, method="gin", keys=(IndexKey(expression=words),))
        case IndexMethod.SPATIAL.value:
            return replace(index, method="gist")
        case _:
            return index


def _text(key: IndexKey) -> str:
    return f"({quote(key.column)})::text" if key.column is not None else f"({key.expression})::text"


_MANY_ROWS = 1_000_000
_FILLFACTOR = 85


def storage(rows: int) -> Mapping[str, str]:
    """Room in the pages of large tables, so that an updated row stays in its page (HOT)."""
    return {"fillfactor": str(_FILLFACTOR)} if rows > _MANY_ROWS else {}
