"""A document as a model: what the text means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from colonnade.errors import Place
from colonnade.formats.dbml import ast
from colonnade.formats.dbml.parser import parse
from colonnade.formats.dbml.reading.columns import Columns
from colonnade.formats.dbml.reading.constraints import checks, indexes_and_keys
from colonnade.formats.dbml.reading.names import Names, key_of, split
from colonnade.formats.dbml.reading.partials import Injected, injected
from colonnade.formats.dbml.reading.references import References
from colonnade.formats.dbml.tokens import DbmlError
from colonnade.formats.dbml.types import DATABASE_TYPES
from colonnade.formats.losses import Loss, Read
from colonnade.model import (
    PORTABLE,
    Area,
    Base,
    Bundle,
    Case,
    Domain,
    Entity,
    Model,
    Named,
    Naming,
    Type,
    canonical,
)

_DRAWING = "a model says nothing about drawings"
_NO_PLACE = "a model has no place for it"


def read(text: str, *, file: str | None = None) -> Read[Model]:
    """The model that a DBML text means, and what of the text it does not hold.

    Raises DbmlError, with its place, where the text is not well formed or names what it does not define.
    """
    return model_of(parse(text, file=file), name=PurePath(file).stem if file else "")


def model_of(document: ast.Document, *, name: str = "") -> Read[Model]:
    """The model that a document means; `name` stands in where no project gives one."""
    tables, bundles = injected(document)
    names = Names.of(tables, document.enums, bundles)
    project = document.project or ast.Project()
    dialect = _dialect(project)
    losses: list[Loss] = list(_losses(document, project))
    columns = Columns(names=names, dialect=dialect, losses=losses)
    areas, area_of = _areas(document.groups, names, losses)
    entities = Named([_entity(each, columns, area_of.get(key_of(each.table.path), "")) for each in tables])
    references = References(names=names, entities=entities, losses=losses)
    model = Model(
        name=project.name or name or "model",
        about=project.note or "",
        dialect=dialect,
        naming=Naming(case=Case.AS_IS),
        areas=areas,
        bundles=Named([_bundle(each, columns) for each in bundles]),
        domains=Named([_domain(enum, losses) for enum in document.enums]),
        entities=entities,
        declared_relationships=references.relationships(document.references, tables),
    )
    return Read(value=canonical(model), losses=tuple(losses))


def _dialect(project: ast.Project) -> str:
    for field in project.fields:
        if field.name == "database_type" and field.value is not None:
            return DATABASE_TYPES.get(field.value.text.lower(), PORTABLE)
    return PORTABLE


def _entity(each: Injected, columns: Columns, area: str) -> Entity:
    table = each.table
    namespace, name = split(table.path)
    what = key_of(table.path)
    _no_doubles((column.name, column.place) for column in table.columns)
    known = columns.names.columns(what)
    own_indexes, keys = indexes_and_keys(table, what, known, columns.losses)
    attributes = [columns.attribute(column, what) for column in table.columns]
    own_checks = checks(table, what, columns.losses)
    columns.losses.extend(_table_losses(table, what))
    return Entity(
        name=name,
        namespace=namespace,
        about=table.note or "",
        area=area,
        uses=each.uses or None,
        attributes=Named(attributes),
        declared_keys=keys,
        checks=own_checks,
        indexes=own_indexes,
    )


def _bundle(partial: ast.Table, columns: Columns) -> Bundle:
    name = ".".join(partial.path)
    return Bundle(name=name, attributes=Named([columns.attribute(column, name) for column in partial.columns]))


def _domain(enum: ast.EnumType, losses: list[Loss]) -> Domain:
    namespace, name = split(enum.path)
    key = key_of(enum.path)
    _no_doubles((value.name, value.place) for value in enum.values)
    if not enum.values:
        raise DbmlError(f"the enum {key!r} has no values", hint="list at least one", place=enum.place)
    for value in enum.values:
        if value.note is not None:
            losses.append(Loss(object=f"{key}.{value.name}", what="the note of the value", why=_NO_PLACE))
        losses += _setting_losses(value.extra, f"{key}.{value.name}")
    losses += _setting_losses(enum.extra, key)
    of = Type(base=Base.ENUM, values=tuple(value.name for value in enum.values))
    return Domain(name=name, namespace=namespace, type=of, about=enum.note or "")


def _areas(groups: Iterable[ast.TableGroup], names: Names, losses: list[Loss]) -> tuple[Named[Area], dict[str, str]]:
    """The groups as areas, and the area of each table; a table stays in the first that lists it."""
    areas: list[Area] = []
    area_of: dict[str, str] = {}
    for group in groups:
        name = group.name
        if any(area.name == name for area in areas):
            raise DbmlError(f"the group {name!r} is defined twice", hint="join the two", place=group.place)
        areas.append(Area(name=name, about=group.note or ""))
        for path in group.tables:
            key = names.table(path, group.place)
            if area_of.setdefault(key, name) != name:
                why = "a table belongs to one area"
                losses.append(Loss(object=key, what=f"its place in the group {name!r}", why=why))
        if group.colour is not None:
            losses.append(Loss(object=group.name, what="the colour of the group", why=_DRAWING))
        losses += _setting_losses(group.extra, group.name)
    return Named(areas), area_of


def _no_doubles(names: Iterable[tuple[str, Place]]) -> None:
    seen: set[str] = set()
    for name, place in names:
        if name in seen:
            raise DbmlError(f"{name!r} is defined twice", hint="names are unique", place=place)
        seen.add(name)


def _setting_losses(settings: Iterable[ast.Setting], what: str) -> Iterator[Loss]:
    for setting in settings:
        yield Loss(object=what, what=f"the setting {setting.name!r}", why=_NO_PLACE)


def _table_losses(table: ast.Table, what: str) -> Iterator[Loss]:
    if len(table.path) > 2:
        yield Loss(object=what, what=f"the database {'.'.join(table.path[:-2])!r}", why="a model is of one database")
    if table.alias is not None:
        yield Loss(object=what, what=f"the alias {table.alias!r}", why="it served the text only")
    if table.header_colour is not None:
        yield Loss(object=what, what="the colour of its header", why=_DRAWING)
    if table.records:
        yield Loss(object=what, what="its sample rows", why="a model holds no data")
    yield from _setting_losses(table.extra, what)


def _losses(document: ast.Document, project: ast.Project) -> Iterator[Loss]:
    for field in project.fields:
        known = field.value is not None and field.value.text.lower() in DATABASE_TYPES
        if field.name != "database_type" or not known:
            said = field.value.text if field.value else ""
            yield Loss(object=project.name or "project", what=f"{field.name}: {said}", why=_NO_PLACE)
    for note in document.notes:
        yield Loss(object=note.name, what="the note on the canvas", why=_DRAWING)
    for records in document.records:
        yield Loss(object=".".join(records.table), what="its sample rows", why="a model holds no data")
    for other in document.others:
        yield Loss(object=other.kind, what=" ".join(other.text.split())[:60], why=_NO_PLACE)
    for partial in document.partials:
        yield from _setting_losses(partial.extra, ".".join(partial.path))
    if document.comments:
        yield Loss(object="text", what=f"{document.comments} comments", why="they belong to no object")
