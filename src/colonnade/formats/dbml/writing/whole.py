"""A model as a document: what DBML can say of it, and what it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from colonnade.formats.dbml import ast
from colonnade.formats.dbml.printer import to_text
from colonnade.formats.dbml.types import DATABASE_NAMES
from colonnade.formats.dbml.writing.columns import WrittenColumns, path_of
from colonnade.formats.dbml.writing.constraints import check_lines, index_lines
from colonnade.formats.dbml.writing.references import WrittenReferences
from colonnade.formats.dbml.writing.unsaid import unsaid
from colonnade.formats.losses import Loss, Written
from colonnade.model import Area, Attribute, Bundle, Case, Domain, Entity, Model, Naming, bundles_of
from colonnade.text import snake_case


def write(model: Model) -> Written:
    """The DBML text of a model, and what of the model it does not say."""
    document, losses = document_of(model)
    return Written(text=to_text(document), losses=losses)


def document_of(model: Model) -> tuple[ast.Document, tuple[Loss, ...]]:
    """The document of a model, and what of the model it does not say."""
    losses = list(
        unsaid(
            model, model.name, "name", "about", "dialect", "areas", "bundles", "domains", "entities", "uses",
            "declared_relationships", "naming", "views", "overlays",
        )
    )  # fmt: skip
    if _renames(model):
        why = "DBML has one name for each thing, the logical one is written"
        losses.append(Loss(object=model.name, what="how physical names come from logical ones", why=why))
    losses += [Loss(object=view.key, what="the view", why="DBML has no views") for view in model.views.values()]
    losses += [
        Loss(object=overlay.engine, what="what only this engine needs", why="DBML has no place for it")
        for overlay in model.overlays.values()
    ]
    columns = WrittenColumns(model=model, losses=losses)
    references = WrittenReferences(model=model, columns=columns, losses=losses)
    shared = _shared(model)
    tables = tuple(_table(entity, model, columns, references, shared) for entity in model.entities.values())
    enums = (*(_enum(each, losses) for each in model.domains.values() if each.is_enum), *columns.enums)
    return (
        ast.Document(
            project=_project(model),
            tables=tables,
            partials=tuple(_partial(each, columns) for each in shared.values()),
            enums=enums,
            references=references.standing(),
            groups=_groups(model, losses),
        ),
        tuple(losses),
    )


_CASES: Final[Mapping[Case, Callable[[str], str]]] = {
    Case.SNAKE: snake_case,
    Case.LOWER: str.lower,
    Case.UPPER: str.upper,
    Case.AS_IS: str,
}


def _renames(model: Model) -> bool:
    """Whether naming makes other names than the logical ones, or names constraints in its own way."""
    case = _CASES[model.naming.case]
    names = [name for each in model.entities.values() for name in (each.name, *each.attributes)]
    return any(case(name) != name for name in names) or replace(model.naming, case=Case.SNAKE) != Naming()


def _project(model: Model) -> ast.Project:
    database = DATABASE_NAMES.get(model.dialect)
    value = None if database is None else ast.Value(kind=ast.ValueKind.STRING, text=database)
    fields = () if value is None else (ast.Setting(name="database_type", value=value),)
    return ast.Project(name=model.name, note=model.about or None, fields=fields)


def _shared(model: Model) -> dict[str, Bundle]:
    """The bundles written as partials: those that some entity uses, none beside one that has the same attribute.

    Of two that overlap the first wins in a model and the last in DBML, so such are written out in each table.
    """
    found: dict[str, Bundle] = {}
    written_out: set[str] = set()
    for entity in model.entities.values():
        used = bundles_of(model, entity)
        names = [name for bundle in used for name in bundle.attributes]
        overlap = len(set(names)) < len(names)
        for bundle in used:
            if overlap or any(each.references or each.primary for each in bundle.attributes.values()):
                written_out.add(bundle.name)
            found[bundle.name] = bundle
    return {name: bundle for name, bundle in found.items() if name not in written_out}


def _partial(bundle: Bundle, columns: WrittenColumns) -> ast.Table:
    columns.losses.extend(unsaid(bundle, bundle.name, "name", "attributes"))
    members = tuple(columns.column(each, bundle.name) for each in bundle.attributes.values())
    return ast.Table(path=(bundle.name,), members=members)


def _table(
    entity: Entity,
    model: Model,
    columns: WrittenColumns,
    references: WrittenReferences,
    shared: dict[str, Bundle],
) -> ast.Table:
    columns.losses.extend(
        unsaid(
            entity, entity.key, "name", "namespace", "about", "area", "uses", "attributes", "declared_keys", "checks",
            "indexes", "is_a",
        )
    )  # fmt: skip
    written = [columns.column(_unnamed(each, entity), entity.key) for each in entity.attributes.values()]
    known = set(entity.attributes)
    members: list[ast.Column | ast.Injection] = [
        replace(column, references=references.inline(entity, column.name)) for column in written
    ]
    used = bundles_of(model, entity)
    for bundle in used:
        if bundle.name not in shared:
            own = [each for each in bundle.attributes.values() if each.name not in known]
            known.update(each.name for each in own)
            members[:0] = [columns.column(each, entity.key) for each in own if each.primary]
            members += [columns.column(each, entity.key) for each in own if not each.primary]
    members += [column for column in references.implied(entity) if column.name not in known]
    members += [ast.Injection(partial=bundle.name) for bundle in used if bundle.name in shared]
    return ast.Table(
        path=path_of(entity.namespace, entity.name),
        members=tuple(members),
        indexes=index_lines(entity, columns.losses),
        checks=check_lines(entity, columns.losses),
        note=entity.about or None,
    )


def _unnamed(attribute: Attribute, entity: Entity) -> Attribute:
    """The attribute without its keys that have a name: those are lines of `indexes`."""
    named = entity.primary_key is not None and bool(entity.primary_key.name)
    return replace(
        attribute,
        primary=attribute.primary and not named,
        unique=attribute.unique and not attribute.unique_name,
        key_name="",
        unique_name="",
    )


def _enum(domain: Domain, losses: list[Loss]) -> ast.EnumType:
    losses.extend(unsaid(domain, domain.key, "name", "namespace", "type", "about"))
    values = tuple(ast.EnumValue(name=word) for word in domain.type.values)
    return ast.EnumType(path=path_of(domain.namespace, domain.name), values=values, note=domain.about or None)


def _groups(model: Model, losses: list[Loss]) -> tuple[ast.TableGroup, ...]:
    """A group for each area, also for those that only the entities name."""
    named = [each.area for each in model.entities.values() if each.area]
    groups = []
    for name in dict.fromkeys([*model.areas, *named]):
        area = model.areas.get(name) or Area(name=name)
        losses.extend(unsaid(area, name, "name", "about"))
        members = [each for each in model.entities.values() if each.area == name]
        tables = tuple(path_of(each.namespace, each.name) for each in members)
        groups.append(ast.TableGroup(name=name, tables=tables, note=area.about or None))
    return tuple(groups)
