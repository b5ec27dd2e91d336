"""What a diagram shows of a model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from colonnade.model.attribute import Attribute
from colonnade.model.classification import Level
from colonnade.model.derive.bundles import effective_attributes
from colonnade.model.derive.implied import identifier_of, known_attributes, reference_names
from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Row
from colonnade.model.entity import Entity
from colonnade.model.logical import Model
from colonnade.model.parts import View
from colonnade.model.phrase import default_text, type_text
from colonnade.model.relationship import HAS, Nature, Relationship, Side, Strength
from colonnade.model.types import Base, Type

_EDGE_KINDS = {
    Nature.ASSOCIATION: EdgeKind.ASSOCIATION,
    Nature.COMPOSITION: EdgeKind.COMPOSITION,
    Nature.AGGREGATION: EdgeKind.AGGREGATION,
    Nature.INHERITANCE: EdgeKind.INHERITANCE,
}


def diagram_of(model: Model, *, areas: Collection[str] | None = None, views: bool = False) -> Diagram:
    """The entities of a model, or of some of its areas with their subareas, and what ties them together.

    Attributes of bundles and those that a relationship makes are shown too. A box has the key of its entity as id.
    """
    shown = [each for each in model.entities.values() if _is_in(each.area, areas)]
    carried = defaultdict[str, list[Relationship]](list)
    for each in model.relationships.values():
        carried[each.child].append(each)
    boxes = [_box(model, each, carried[each.key]) for each in shown]
    if views:
        boxes += [_view_box(each) for each in model.views.values() if _is_in(each.area, areas)]
    keys = {each.key for each in shown}
    edges = [
        _edge(model, tie)
        for tie in (*model.relationships.values(), *model.inheritances.values())
        if tie.source in keys and tie.target in keys
    ]
    return Diagram(title=model.name, boxes=tuple(boxes), edges=tuple(edges))


def _is_in(area: str, areas: Collection[str] | None) -> bool:
    return areas is None or area in areas or area.split("/", maxsplit=1)[0] in areas


def _made(model: Model, entity: Entity, carried: Iterable[Relationship]) -> dict[str, Type]:
    """Attributes that the relationships an entity carries make in it, with the types of what they refer to."""
    own = effective_attributes(model, entity)
    found: dict[str, Type] = {}
    for each in carried:
        parent = model.entities.get(each.parent)
        if parent is None:
            continue
        known = known_attributes(model, parent)
        targets = each.to or identifier_of(model, parent)
        for name, target in zip(reference_names(model, each), targets, strict=False):
            if name not in own and target in known:
                found[name] = known[target].type
    return found


def _box(model: Model, entity: Entity, carried: Collection[Relationship]) -> Box:
    referring = {name for each in carried for name in reference_names(model, each)}
    rows = [_row(model, entity, each, referring) for each in effective_attributes(model, entity).values()]
    rows += [
        Row(name=name, type=_type_label(of), marks=(Mark.FOREIGN,))
        for name, of in _made(model, entity, carried).items()
    ]
    return Box(
        id=entity.key,
        title=entity.business_name or entity.name,
        name=entity.key,
        area=entity.area,
        owner=entity.owner,
        about=entity.about,
        style=_style(model, entity),
        rows=tuple(rows),
    )


def _style(model: Model, entity: Entity) -> BoxStyle:
    """The first that matches: an attribute that is personal or sensitive, then an entity classed confidential."""
    attributes = effective_attributes(model, entity).values()
    if any(model.classification_of(each).flagged for each in attributes):
        return BoxStyle.PII
    return BoxStyle.CONFIDENTIAL if entity.level is Level.CONFIDENTIAL else BoxStyle.NORMAL


def _row(model: Model, entity: Entity, attribute: Attribute, referring: Collection[str]) -> Row:
    name = attribute.name
    alone = any(each.attributes == (name,) for each in entity.keys if not each.primary)
    marks = [
        mark
        for mark, holds in (
            (Mark.PRIMARY, name in entity.identifier),
            (Mark.FOREIGN, name in referring),
            (Mark.UNIQUE, alone),
        )
        if holds
    ]
    return Row(
        name=name,
        type=_type_label(attribute.type),
        marks=tuple(marks),
        required=attribute.required or name in entity.identifier,
        pii=model.classification_of(attribute).flagged,
        note=", ".join(_notes(attribute)),
    )


def _notes(attribute: Attribute) -> Iterator[str]:
    if attribute.generated:
        yield "generated"
    if attribute.identity is not None:
        yield "numbered"
    if attribute.default is not None:
        yield f"default {default_text(attribute.default)}"


def _view_box(view: View) -> Box:
    return Box(
        id=view.key,
        title=view.business_name or view.name,
        name=view.key,
        area=view.area,
        owner=view.owner,
        about=view.about,
        style=BoxStyle.CONFIDENTIAL if view.level is Level.CONFIDENTIAL else BoxStyle.NORMAL,
        rows=tuple(Row(name=name, type="") for name in view.columns),
        kind="view",
    )


def _edge(model: Model, each: Relationship) -> Edge:
    child, parent = model.entities.get(each.child), model.entities.get(each.parent)
    inherits = each.nature is Nature.INHERITANCE
    by = () if inherits else reference_names(model, each)
    to = each.to or (identifier_of(model, parent) if parent is not None and by else ())
    at_source = each.carrier is Side.SOURCE
    identifying = each.strength is Strength.IDENTIFYING or (
        bool(by) and child is not None and set(by) <= set(child.identifier)
    )
    return Edge(
        id=each.id,
        source=each.source,
        target=each.target,
        kind=_EDGE_KINDS[each.nature],
        source_end=each.source_end,
        target_end=each.target_end,
        identifying=identifying,
        label=_label(each),
        source_rows=by if at_source else to,
        target_rows=to if at_source else by,
    )


def _type_label(of: Type) -> str:
    """A type as a reader knows it: one that only the engine has is its own word."""
    if of.base is Base.NATIVE:
        return of.name
    if of.base is Base.ARRAY and of.element is not None:
        return f"{_type_label(of.element)}[]"
    return type_text(of)


def _label(each: Relationship) -> str:
    """What a line says: the sentence of the tie, else the table that carries it, and what that table knows more."""
    if each.nature is Nature.INHERITANCE:
        return each.business_name
    carrier = each.junction.name if each.junction is not None else ""
    said = each.business_name or (each.verb if each.verb != HAS else carrier)
    known = f"({', '.join(each.attributes)})" if each.attributes else ""
    return f"{said} {known}".strip()
