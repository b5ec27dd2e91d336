"""What a model implies, written out: after this every entity is a table, and every relationship has its columns."""

from __future__ import annotations

from colonnade.dialect import Dialect, NotExpressibleError
from colonnade.model import Model
from colonnade.realize.expand.bundles import with_brought_keys, with_bundles
from colonnade.realize.expand.guards import with_personal_access
from colonnade.realize.expand.history import with_histories
from colonnade.realize.expand.indexes import with_indexes
from colonnade.realize.expand.inheritance import with_inheritance
from colonnade.realize.expand.junctions import with_junctions
from colonnade.realize.expand.partition_keys import with_partition_keys
from colonnade.realize.expand.relationships import with_columns
from colonnade.realize.expand.tenancy import with_tenancy
from colonnade.realize.naming import Names
from colonnade.realize.outcome import Notes

__all__ = ["expanded"]


def expanded(model: Model, dialect: Dialect, notes: Notes) -> Model:
    """The model without inheritance, many-to-many relationships, bundles and references that nobody named.

    Raises NotExpressibleError.
    """
    for each in (*model.relationships.values(), *model.inheritances.values()):
        for key in (each.source, each.target):
            if key not in model.entities:
                raise NotExpressibleError(f"{each.key}: there is no entity {key}", hint="check the model first")
    names = Names(model, dialect)
    model = with_brought_keys(model)
    model = with_inheritance(model, names, dialect)
    model = with_partition_keys(model, dialect, notes)
    model = with_columns(model, notes)
    model = with_junctions(model, names)
    model = with_bundles(model, names, dialect, notes)
    model = with_histories(model)
    model = with_tenancy(model, notes)
    model = with_personal_access(model, names, dialect, notes)
    return with_indexes(model, notes)
