"""Objects of a schema as plain documents, for files and journals, and back.

A document holds only what differs from a class's defaults. Dependencies are found anew, so they are left out.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache

from colonnade.errors import InputError
from colonnade.schema.constraint import Check, Exclusion, ForeignKey, Key
from colonnade.schema.database import DefaultPrivileges, Extension, Namespace, Role
from colonnade.schema.engine_object import EngineObject
from colonnade.schema.index import Index
from colonnade.schema.naming import dotted, undotted
from colonnade.schema.ref import Ref
from colonnade.schema.routine import Function, Procedure
from colonnade.schema.sequence import Sequence as SequenceObject
from colonnade.schema.table import Table
from colonnade.schema.trigger import Policy, Trigger
from colonnade.schema.types import CompositeType, DomainType, EnumType, RangeType
from colonnade.schema.value import SchemaObject
from colonnade.schema.view import MaterializedView, View
from colonnade.text import did_you_mean

Document = Mapping[str, "Node"]
Node = str | int | float | bool | None | Sequence["Node"] | Document
"""What JSON and YAML can hold."""


class BadDocumentError(InputError):
    """A document of a schema object has an unknown key, a missing one, or a value of the wrong kind."""

    code = "CO103"


_CONSTRAINTS: Mapping[str, type[SchemaObject]] = {
    "key": Key,
    "foreign_key": ForeignKey,
    "check": Check,
    "exclusion": Exclusion,
}
_CLASSES: Mapping[str, type[SchemaObject]] = {
    each.kind: each
    for each in (
        Namespace,
        Extension,
        Role,
        DefaultPrivileges,
        Table,
        Index,
        SequenceObject,
        EnumType,
        DomainType,
        CompositeType,
        RangeType,
        View,
        MaterializedView,
        Function,
        Procedure,
        Trigger,
        Policy,
    )
}
_NAMES = frozenset(
    {"target", "on", "sequence", "owned_by", "attached_to", "collation", "of_type", "parent", "inherits"}
)
"""Fields whose tuples of text are qualified names."""
_SKIPPED = frozenset({"path", "depends", "engine_kind"})


def to_document(each: SchemaObject) -> dict[str, Node]:
    """The fields of an object that differ from their defaults; a constraint begins with its `type`."""
    found = _write_fields(each, _SKIPPED)
    for word, cls in _CONSTRAINTS.items():
        if type(each) is cls:
            return {"type": word, **found}
    return found


def from_document(ref: Ref, document: Document) -> SchemaObject:
    """The object of an identity and its document. Raises BadDocumentError."""
    where = str(ref)
    values = dict(document)
    cls: type[SchemaObject] | None
    if ref.kind == "constraint":
        word = values.pop("type", None)
        cls = _CONSTRAINTS.get(str(word))
        if cls is None:
            raise BadDocumentError(f"{where}: type {word!r} is none of {', '.join(_CONSTRAINTS)}")
    else:
        cls = _CLASSES.get(ref.kind, EngineObject)
    read = _read_fields(cls, values, where)
    read["path"] = ref.path
    if cls is EngineObject:
        read["engine_kind"] = ref.kind
    made: SchemaObject = _make(cls, read, where)
    return made


def class_of(kind: str) -> type[SchemaObject]:
    """The class that holds objects of a kind; constraints have several, so `Key` stands for them here."""
    return Key if kind == "constraint" else _CLASSES.get(kind, EngineObject)


def _write_fields(value: object, skipped: frozenset[str] = frozenset({"depends"})) -> dict[str, Node]:
    found: dict[str, Node] = {}
    cls: type = type(value)
    for name, default in _defaults(cls):
        each = getattr(value, name)
        if each is not default and name not in skipped and not _same(each, default):
            found[name] = _write(each, name)
    return found


def _same(value: object, default: object) -> bool:
    return value == default and (type(value) is type(default) or not isinstance(default, int | float | str))


@cache
def _defaults(cls: type) -> tuple[tuple[str, object], ...]:
    """The fields of a class with their defaults, `MISSING` where a field has none."""
    return tuple((each.name, _default(each)) for each in fields(cls) if each.init)


def _default(field: Field[object]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _write(value: object, name: str) -> Node:
    if type(value) is str:
        return value
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return str(value.value)
        case str():
            return value
        case Ref():
            return f"{value.kind} {dotted(value.path)}"
        case Mapping():
            return {str(key): _write_member(each) for key, each in value.items()}
        case tuple():
            if name in _NAMES and value and isinstance(value[0], str):
                return dotted(value)
            return [_write(each, name) for each in value]
        case _ if is_dataclass(value):
            return _write_fields(value)
        case _:
            raise TypeError(f"{name} holds a {type(value).__name__}, which no document can hold")


def _write_member(value: object) -> Node:
    """A member of a mapping: its key says its name already."""
    if is_dataclass(value):
        return _write_fields(value, frozenset({"name", "depends"}))
    return _write(value, "")


def _read_fields(cls: type, document: Document, where: str) -> dict[str, object]:
    hints = _hints(cls)
    found: dict[str, object] = {}
    for key, node in document.items():
        if key not in hints or key in _SKIPPED:
            known = [each for each in hints if each not in _SKIPPED]
            raise BadDocumentError(
                f"{where}: unknown key {key!r}", hint=did_you_mean(key, known) or f"known: {', '.join(known)}"
            )
        found[key] = _read(hints[key], node, key, f"{where}: {key}")
    return found


@cache
def _hints(cls: type) -> Mapping[str, object]:
    hints = typing.get_type_hints(cls)
    return {each.name: hints[each.name] for each in fields(cls) if each.init}


def _read(hint: object, node: Node, name: str, where: str) -> object:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _read_optional(hint, node, name, where)
    if isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    if hint is Ref:
        return _read_ref(node, where)
    if origin is tuple:
        return _read_tuple(hint, node, name, where)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(hint, node, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return _make(hint, _read_fields(hint, _mapping(node, where), where), where)
    return _read_scalar(hint, node, where)


def _read_optional(hint: object, node: Node, name: str, where: str) -> object:
    if node is None:
        return None
    some = next(each for each in typing.get_args(hint) if each is not type(None))
    return _read(some, node, name, where)


def _read_ref(node: Node, where: str) -> Ref:
    if not isinstance(node, str) or " " not in node:
        raise BadDocumentError(f"{where}: {node!r} is not `kind name`", hint="write for example: table public.customer")
    kind, _, path = node.partition(" ")
    return Ref(kind, undotted(path))


def _read_tuple(hint: object, node: Node, name: str, where: str) -> object:
    inner = typing.get_args(hint)[0]
    nested = typing.get_origin(inner) is tuple
    if name in _NAMES and isinstance(node, str) and not nested:
        return undotted(node)
    if not isinstance(node, list):
        raise BadDocumentError(f"{where}: expected a list, found {node!r}")
    if nested:
        return tuple(undotted(str(each)) for each in node)
    return tuple(_read(inner, each, "", f"{where}[{number}]") for number, each in enumerate(node))


def _mapping(node: Node, where: str) -> Document:
    if not isinstance(node, Mapping):
        raise BadDocumentError(f"{where}: expected a mapping, found {node!r}")
    return node


def _read_mapping(hint: object, node: Node, where: str) -> object:
    inner = typing.get_args(hint)[1]
    found: dict[str, object] = {}
    for key, each in _mapping(node, where).items():
        at = f"{where}.{key}"
        if isinstance(inner, type) and is_dataclass(inner):
            values = _read_fields(inner, _mapping(each, at), at)
            found[key] = _make(inner, {"name": key, **values}, at)
        else:
            found[key] = _read(inner, each, "", at)
    return found


def _read_scalar(hint: object, node: Node, where: str) -> object:
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(node)
        except ValueError:
            known = [str(each.value) for each in hint]
            raise BadDocumentError(
                f"{where}: {node!r} is none of {', '.join(known)}", hint=did_you_mean(str(node), known)
            ) from None
    if hint is float and isinstance(node, int) and not isinstance(node, bool):
        return float(node)
    if isinstance(hint, type) and (not isinstance(node, hint) or (isinstance(node, bool) and hint is not bool)):
        raise BadDocumentError(f"{where}: expected {hint.__name__}, found {node!r}")
    return node


def _make(cls: type[typing.Any], values: Mapping[str, object], where: str) -> typing.Any:
    missing = [
        each.name
        for each in fields(cls)
        if each.init and each.default is MISSING and each.default_factory is MISSING and each.name not in values
    ]
    if missing:
        raise BadDocumentError(f"{where}: {', '.join(missing)} missing")
    return cls(**values)
