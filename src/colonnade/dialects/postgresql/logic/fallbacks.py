"""What a schema becomes on a server that lacks an extension it uses: another form of the same, each one said, or a
refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import NotExpressibleError
from colonnade.dialects.postgresql.logic.extensions import CLASSES, extensions, is_scalar
from colonnade.dialects.postgresql.quote import quote
from colonnade.model.loss import Loss
from colonnade.schema import (
    Check,
    Column,
    Exclusion,
    Extension,
    Index,
    Ref,
    Schema,
    SchemaObject,
    Sql,
    Table,
)
from colonnade.schema.naming import identity_text

FALLBACKS = {
    "uuid-ossp": "uuid_generate_v4() becomes gen_random_uuid(), which the server has itself",
    "ltree": "paths become text; their GiST and GIN indexes become B-trees",
    "vector": "vectors become arrays of real with a check of their dimensions; approximate indexes are left out",
    "pg_trgm": "indexes of trigrams are left out, so that such searches read the whole table",
    "btree_gin": "GIN indexes keep what the server indexes so itself, or become B-trees",
    "btree_gist": "GiST indexes keep what the server indexes so itself, or become B-trees",
}
"""What stands in for an extension; one that nothing in the schema uses is left out, for others there is nothing."""

_UUID = re.compile(r"(?<![\w.\"])(?:public\.)?uuid_generate_v4\(\)")
_TYPE = re.compile(r"public\.(?P<name>ltree|vector)(?:\((?P<size>\d+)\))?(?P<array>(?:\[\])*)\Z")
_APPROXIMATE = frozenset({"hnsw", "ivfflat"})


def without_extensions(schema: Schema, absent: frozenset[str]) -> tuple[Schema, tuple[Loss, ...]]:
    """The schema without some extensions, and what stands in for them.

    Raises NotExpressibleError, naming the objects, for one that nothing can stand in for.
    """
    gone = tuple(each for each in schema.of_kind(Extension) if each.name in absent)
    if not gone:
        return schema, ()
    names = frozenset(each.name for each in gone)
    refs = frozenset(each.ref for each in gone)
    found: dict[Ref, SchemaObject] = {}
    losses: list[Loss] = []
    for ref, each in schema.objects.items():
        if ref in refs:
            continue
        for made, loss in _fitted(each, schema, names):
            if made is not None:
                found[made.ref] = replace(made, depends=tuple(need for need in made.depends if need not in refs))
            if loss is not None:
                losses.append(loss)
    _check(found, names)
    said = {each.what.partition(" ")[2] for each in losses}
    unused = (
        Loss(object=f"extension {name}", what=f"extension {name}", why="the server lacks it; nothing known uses it")
        for name in sorted(names)
        if name not in said
    )
    return replace(schema, objects=found), (*losses, *unused)


_Fitted = Iterator[tuple[SchemaObject | None, Loss | None]]


def _fitted(each: SchemaObject, schema: Schema, absent: frozenset[str]) -> _Fitted:
    """What an object becomes, with what is to be said of it; None for one that is left out."""
    match each:
        case Table():
            columns = {name: _column(column, absent) for name, column in each.columns.items()}
            yield replace(each, columns=columns), None
            for name, column in each.columns.items():
                yield from _of_column(each, column, columns[name])
        case Index():
            yield from _index(each, schema, absent)
        case _:
            yield each, None


def _column(column: Column, absent: frozenset[str]) -> Column:
    default = column.default
    if default is not None and "uuid-ossp" in absent and _UUID.search(default):
        column = replace(column, default=Sql(_UUID.sub("gen_random_uuid()", default)))
    found = _TYPE.match(column.type)
    if found is None or found["name"] not in absent:
        return column
    plain = "text" if found["name"] == "ltree" else "real[]"
    return replace(column, type=f"{plain}{found['array']}")


def _of_column(table: Table, was: Column, now: Column) -> _Fitted:
    place = f"{identity_text(table.ref)}.{was.name}"
    if was.default != now.default:
        yield None, _loss(place, "uuid-ossp")
    if was.type == now.type:
        return
    found = _TYPE.match(was.type)
    assert found is not None
    yield None, _loss(place, found["name"])
    if found["size"] and not found["array"]:
        expression = f"(cardinality({quote(was.name)}) = {found['size']})"
        yield Check(path=(*table.path, f"{table.name}_{was.name}_dimensions"), expression=Sql(expression)), None


def _index(index: Index, schema: Schema, absent: frozenset[str]) -> _Fitted:
    table = schema.get(Ref("table", index.on))
    columns = table.columns if isinstance(table, Table) else {}
    place = identity_text(index.ref)
    if any(key.opclass in CLASSES for key in index.keys) and "pg_trgm" in absent:
        yield None, _loss(place, "pg_trgm")
        return
    if "vector" in absent and (index.method in _APPROXIMATE or any(_of(key.opclass, "vector_") for key in index.keys)):
        yield None, _loss(place, "vector")
        return
    named = [key.column for key in index.keys if key.column is not None]
    types = {name: columns[name].type for name in named if name in columns}
    if "ltree" in absent and any(type_.startswith("public.ltree") for type_ in types.values()):
        arrays = any(type_.endswith("[]") for type_ in types.values())
        method = "gin" if arrays else "btree"
        keys = tuple(replace(key, opclass=None) for key in index.keys)
        yield replace(index, method=method, keys=keys), _loss(place, "ltree")
        return
    helper = f"btree_{index.method}"
    if index.method in ("gin", "gist") and helper in absent:
        scalars = [key for key in index.keys if key.opclass is None and is_scalar(types.get(key.column or "", ""))]
        if scalars:
            kept = tuple(key for key in index.keys if key not in scalars)
            made = replace(index, keys=kept) if kept else replace(index, method="btree")
            yield made, _loss(place, helper)
            return
    yield index, None


def _of(opclass: str | None, beginning: str) -> bool:
    return opclass is not None and opclass.startswith(beginning)


def _loss(place: str, name: str) -> Loss:
    return Loss(object=place, what=f"extension {name}", why=f"the server lacks it: {FALLBACKS[name]}")


def _check(objects: dict[Ref, SchemaObject], absent: frozenset[str]) -> None:
    """Raises NotExpressibleError for what still uses an extension that is not there."""
    tables = [each for each in objects.values() if isinstance(each, Table)]
    for each in objects.values():
        beside = [table for table in tables if isinstance(each, Index) and table.path == each.on]
        used = {one.name for one in extensions((*beside, each))} & absent
        if isinstance(each, Exclusion) and "btree_gist" in absent and "USING gist" in each.definition:
            used.add("btree_gist")
        if used:
            name = sorted(used)[0]
            raise NotExpressibleError(
                f"the server lacks extension {name}, which {each.ref.kind} {identity_text(each.ref)} uses",
                hint=f"install {name} on the server, or change the design: nothing stands in for it there",
                fields={"extension": name, "object": str(each.ref)},
            )
