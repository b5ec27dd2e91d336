"""What a dictionary says of entities beyond the picture: class, retention, and what the engine's tables add."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from colonnade.dialect import load
from colonnade.model import Entity
from colonnade.model.classification import Classification
from colonnade.model.language.writer import short_or_long
from colonnade.realize.naming import Names
from colonnade.schema import Column, Table
from colonnade.workspace.normal import NoEngineError, realised_model
from colonnade.workspace.source import Source


def class_of(found: Classification) -> str:
    """How closely data is kept, with what it is; empty where nobody said."""
    if found.level is None and not found.flagged:
        return ""
    words = [word for word, said in (("personal", found.pii), ("sensitive", found.sensitive)) if said]
    return ", ".join([found.effective.value, *words])


def retention_of(entity: Entity) -> str:
    """How long rows are kept, as a model file says it; empty where nobody said."""
    if entity.retention is None:
        return ""
    said = short_or_long(entity.retention)
    return said if isinstance(said, str) else json.dumps(said, default=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The table that an entity, or what stands between two, becomes."""

    table: Table
    spell: Callable[[str], str]
    """How the name of an attribute is spelled as that of a column."""
    spelled: frozenset[str]
    """Columns that are attributes of the entity."""

    def further(self, shown: Collection[str]) -> Iterator[Column]:
        """Columns that none of the attributes shown is: of tenants, of bundles, of relationships."""
        known = {self.spell(name) for name in shown} | self.spelled
        return (each for each in self.table.columns.values() if each.name not in known)


def tables_of(source: Source) -> Mapping[str, Made]:
    """The tables that a model becomes on its engine, by entity; none where the source is a schema, or for no engine."""
    if source.model is None:
        return {}
    try:
        found = realised_model(source)
    except NoEngineError:
        return {}
    names = Names(source.model, load(found.schema.engine))
    made: dict[str, Made] = {}
    for ref, key in found.entities.items():
        table = found.schema.get(ref)
        if isinstance(table, Table):
            entity = source.model.entities.get(key)
            attributes = entity.attributes.values() if entity is not None else ()
            made[key] = Made(table=table, spell=names.word, spelled=frozenset(map(names.column, attributes)))
    return made
