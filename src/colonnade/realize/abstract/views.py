"""Views of the engine as views of a model."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.model import Named
from colonnade.model import View as LogicalView
from colonnade.realize.abstract.entities import index_of
from colonnade.realize.abstract.ground import METHODS, Ground
from colonnade.schema import Index, MaterializedView, View


def views(ground: Ground) -> Iterator[LogicalView]:
    """Every view; a stored one with its indexes."""
    for each in ground.schema:
        if not isinstance(each, View | MaterializedView):
            continue
        namespace, name = ground.place(each.path)
        stored = isinstance(each, MaterializedView)
        indexes = [
            index_of(index, ground)
            for index in ground.parts.get(each.ref, ())
            if stored and isinstance(index, Index) and index.method in METHODS
        ]
        yield LogicalView(
            name=name,
            namespace=namespace,
            query=str(each.definition),
            materialized=stored,
            about=each.comment or "",
            indexes=Named(indexes),
        )
