"""Keys, indexes and checks of an entity as lines of a table."""

from __future__ import annotations

from colonnade.formats.dbml import ast
from colonnade.formats.dbml.writing.unsaid import unsaid
from colonnade.formats.losses import Loss
from colonnade.model import Entity, Index, IndexMethod, Key


def index_lines(entity: Entity, losses: list[Loss]) -> tuple[ast.Index, ...]:
    """The keys that a word of a column does not say, and the indexes of an entity."""
    declared = set(entity.declared_keys)
    said = [key for key in entity.keys if key.name or key.key in declared]
    keys = [_key(key, entity, losses) for key in said]
    return (*keys, *(_index(index, entity, losses) for index in entity.indexes.values()))


def _key(key: Key, entity: Entity, losses: list[Loss]) -> ast.Index:
    losses.extend(unsaid(key, f"{entity.key} {key.key}", "attributes", "primary", "name", "about"))
    return ast.Index(
        parts=tuple(ast.IndexPart(text=name) for name in key.attributes),
        primary=key.primary,
        unique=not key.primary,
        name=key.name or None,
        note=key.about or None,
    )


def _index(index: Index, entity: Entity, losses: list[Loss]) -> ast.Index:
    place = f"{entity.key} {index.key}"
    losses.extend(unsaid(index, place, "parts", "method", "unique", "name", "about"))
    for part in index.parts:
        losses.extend(unsaid(part, f"{place} {part.of}", "attribute", "expression"))
    # A unique index of columns only would be read as a key if it did not say its method.
    plain = all(part.attribute for part in index.parts)
    says_method = index.method is not IndexMethod.BTREE or (index.unique and plain)
    return ast.Index(
        parts=tuple(_part(part.attribute, part.expression, place, losses) for part in index.parts),
        unique=index.unique,
        name=index.name or None,
        method=index.method.value if says_method else None,
        note=index.about or None,
    )


def _part(attribute: str, expression: str, place: str, losses: list[Loss]) -> ast.IndexPart:
    if attribute:
        return ast.IndexPart(text=attribute)
    return ast.IndexPart(text=_without_backticks(expression, place, losses), is_expression=True)


def check_lines(entity: Entity, losses: list[Loss]) -> tuple[ast.Check, ...]:
    """The checks of an entity."""
    found = []
    for check in entity.checks.values():
        place = f"{entity.key} {check.key}"
        losses.extend(unsaid(check, place, "expression", "name"))
        found.append(ast.Check(expression=_without_backticks(check.expression, place, losses), name=check.name or None))
    return tuple(found)


def _without_backticks(text: str, place: str, losses: list[Loss]) -> str:
    if "`" in text:
        why = "an expression of DBML stands between backticks and cannot hold one"
        losses.append(Loss(object=place, what="its backticks, written as double quotes", why=why))
    return text.replace("`", '"')
