"""Views of a model to views of the engine."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.model import Model
from colonnade.realize.make.entities import TableMaker
from colonnade.realize.naming import Names
from colonnade.schema import MaterializedView, SchemaObject, Sql
from colonnade.schema import View as SchemaView


def views(model: Model, names: Names, tables: TableMaker) -> Iterator[SchemaObject]:
    """Every view, and the indexes of those whose rows are kept."""
    for each in model.views.values():
        path = names.path(each)
        comment = each.about or None
        if not each.materialized:
            yield SchemaView(path=path, definition=Sql(each.query), comment=comment)
            continue
        yield MaterializedView(path=path, definition=Sql(each.query), comment=comment)
        for index in each.indexes.values():
            yield tables.index(index, path, {}, on_kind="materialized_view")
