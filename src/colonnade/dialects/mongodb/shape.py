"""The shape of a document: attributes and parts of an entity as MongoDB's `$jsonSchema`.

A name with dots is a path into nested documents. The parts of a composition stand within their whole, under the name of
the composition: one document where there is at most one, an array where there are many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from colonnade.model import Attribute, Base, Document, Entity, Model, Nature, Relationship, Type
from colonnade.model.diagram import Multiplicity
from colonnade.model.loss import Loss
from colonnade.model.relationship import MANY

_BSON: Mapping[Base, Document] = {
    Base.STRING: "string",
    Base.CHAR: "string",
    Base.TEXT: "string",
    Base.ENUM: "string",
    Base.INET: "string",
    Base.LTREE: "string",
    Base.INTERVAL: "string",
    Base.TIME: "string",
    Base.SMALLINT: "int",
    Base.INTEGER: "int",
    Base.BIGINT: ["int", "long"],
    Base.DECIMAL: "decimal",
    Base.REAL: "double",
    Base.FLOAT: "double",
    Base.BOOLEAN: "bool",
    Base.DATE: "date",
    Base.DATETIME: "date",
    Base.TIMESTAMP: "date",
    Base.JSON: "object",
    Base.UUID: "binData",
    Base.BINARY: "binData",
    Base.OBJECT_ID: "objectId",
}
"""Types of MongoDB's BSON (manual, BSON types), by their aliases in `$jsonSchema`."""

_POINT: Document = {
    "bsonType": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"enum": ["Point"]},
        "coordinates": {
            "bsonType": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": [
                {"bsonType": "number", "minimum": -180, "maximum": 180},
                {"bsonType": "number", "minimum": -90, "maximum": 90},
            ],
        },
    },
}
"""A point of GeoJSON: longitude, then latitude (RFC 7946, 3.1.1)."""

_BETWEEN = re.compile(r"(?P<name>\S+) BETWEEN (?P<least>-?[\d.]+) AND (?P<most>-?[\d.]+)", re.IGNORECASE)
_COMPARED = re.compile(r"(?P<name>\S+) (?P<sign>>=|<=|>|<) (?P<number>-?[\d.]+)")
_BOUNDS = {">=": ("minimum", False), ">": ("minimum", True), "<=": ("maximum", False), "<": ("maximum", True)}


@dataclass(slots=True, kw_only=True)
class _Node:
    """A document on the way to its schema."""

    fields: dict[str, _Node] = field(default_factory=dict)
    schema: Mapping[str, Document] | None = None
    """The schema of a value that is no document of ours."""
    required: bool = False

    def at(self, path: Sequence[str]) -> _Node:
        """The node at a path, made where it is not there."""
        found = self
        for part in path:
            found = found.fields.setdefault(part, _Node())
        return found

    def made(self) -> Mapping[str, Document]:
        """Its schema; a document that holds something required is required itself."""
        if self.schema is not None:
            return self.schema
        found: dict[str, Document] = {"bsonType": "object"}
        if needed := [name for name, each in self.fields.items() if each.needed]:
            found["required"] = needed
        found["properties"] = {name: dict(each.made()) for name, each in self.fields.items()}
        return found

    @property
    def needed(self) -> bool:
        return self.required or any(each.needed for each in self.fields.values())


def document_schema(
    model: Model, entity: Entity, limits: Mapping[str, int], losses: list[Loss]
) -> Mapping[str, Document]:
    """The schema of the documents of an entity, its parts within; `limits` are lengths of arrays by their path."""
    return _node(model, entity, "", limits, losses, frozenset()).made()


def _node(
    model: Model, entity: Entity, where: str, limits: Mapping[str, int], losses: list[Loss], within: frozenset[str]
) -> _Node:
    root = _Node()
    for each in entity.attributes.values():
        node = root.at(each.name.split("."))
        node.schema = _value(model, each, f"{entity.key}.{each.name}", losses)
        # An array of a document has no length of its own but the one that is said.
        if (limit := limits.get(f"{where}{each.name}")) is not None:
            node.schema = {**node.schema, "maxItems": limit}
        node.required = entity.requires(each.name) and each.name != "_id"
    for relationship in parts_of(model, entity):
        if relationship.target in within:
            losses.append(
                Loss(object=relationship.key, what="the part within itself", why="its shape would have no end")
            )
            continue
        path = f"{where}{relationship.key}"
        part = model.entities[relationship.target]
        inner = _node(model, part, f"{path}.", limits, losses, within | {entity.key, relationship.target})
        node = root.at(relationship.key.split("."))
        if relationship.target_end in MANY:
            most: dict[str, Document] = {"maxItems": limits[path]} if path in limits else {}
            least: dict[str, Document] = {"minItems": 1} if relationship.target_end is Multiplicity.ONE_OR_MORE else {}
            node.schema = {"bsonType": "array", **least, **most, "items": dict(inner.made())}
            node.required = True
        else:
            # One that may lack is not needed for what it holds itself.
            node.schema = inner.made()
            node.required = relationship.target_end is Multiplicity.ONE
    return root


def parts_of(model: Model, entity: Entity) -> Iterator[Relationship]:
    """The compositions whose whole an entity is."""
    for each in model.declared_relationships.values():
        if each.nature is Nature.COMPOSITION and each.source == entity.key:
            yield each


def _value(model: Model, attribute: Attribute, what: str, losses: list[Loss]) -> Mapping[str, Document]:
    checks = [attribute.check] if attribute.check else []
    of = attribute.type
    while of.base is Base.DOMAIN and of.name in model.domains:
        domain = model.domains[of.name]
        checks += [each for each in (domain.check, *(one.expression for one in domain.checks.values())) if each]
        of = domain.type
    found = dict(_type(of, what, losses))
    for check in checks:
        bounds = _bounds(check)
        if not bounds:
            losses.append(Loss(object=what, what=f"check {check}", why="only bounds of one number become a shape"))
        found.update(bounds)
    if attribute.about:
        found["description"] = attribute.about
    return found


def _type(of: Type, what: str, losses: list[Loss]) -> Mapping[str, Document]:
    if of.base is Base.POINT and isinstance(_POINT, Mapping):
        return _POINT
    if of.base is Base.ARRAY and of.element is not None:
        return {"bsonType": "array", "items": dict(_type(of.element, what, losses))}
    if of.base not in _BSON:
        losses.append(Loss(object=what, what=f"type {of.name or of.base.value}", why="documents have none like it"))
        return {}
    found: dict[str, Document] = {"bsonType": _BSON[of.base]}
    if of.length is not None and of.base in (Base.STRING, Base.CHAR):
        found["maxLength"] = of.length
        if of.base is Base.CHAR:
            found["minLength"] = of.length
    return {"enum": list(of.values)} if of.base is Base.ENUM else found


def _bounds(check: str) -> Mapping[str, Document]:
    """The bounds that a condition of one value says; empty where it says more than bounds."""
    if between := _BETWEEN.fullmatch(check.strip()):
        return {"minimum": _number(between["least"]), "maximum": _number(between["most"])}
    if compared := _COMPARED.fullmatch(check.strip()):
        word, outside = _BOUNDS[compared["sign"]]
        beyond: dict[str, Document] = {f"exclusive{word.capitalize()}": True} if outside else {}
        return {word: _number(compared["number"]), **beyond}
    return {}


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
