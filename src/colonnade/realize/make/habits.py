"""What tables do by themselves: the time of the last update, the number of the version, business rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.idioms import Idioms, RuleTrigger
from colonnade.model import Command, Enforcement, Entity, Model, Role, Rule
from colonnade.realize.naming import Names
from colonnade.realize.outcome import KeptRule, Notes
from colonnade.schema import Check, SchemaObject, Table
from colonnade.text import snake_case


def habits(
    model: Model, names: Names, idioms: Idioms, tables: Mapping[str, Table], notes: Notes
) -> Iterator[SchemaObject]:
    """Triggers, their functions and checks; every business rule is noted with what keeps it."""
    for entity in model.entities.values():
        table = tables[entity.key]
        yield from _touched(entity, table, names, idioms, notes)
        for rule in entity.rules.values():
            yield from _kept(entity.key, rule, table, idioms, notes)
    for each in model.relationships.values():
        for rule in each.rules.values():
            yield from _kept(each.key, rule, tables[each.child], idioms, notes)


def _touched(entity: Entity, table: Table, names: Names, idioms: Idioms, notes: Notes) -> tuple[SchemaObject, ...]:
    roles = notes.roles.get(entity.key, {})
    updated, version = (
        names.column(entity.attributes[roles[role]]) if role in roles else None
        for role in (Role.UPDATED_AT, Role.VERSION)
    )
    if updated is None and version is None:
        return ()
    if idioms.touch is None:
        notes.lose(entity.key, "time of the last update and number of the version", "there are no triggers")
        return ()
    key = tuple(names.column(entity.attributes[name]) for name in entity.identifier)
    return idioms.touch(table, key, updated, version)


def _kept(of: str, rule: Rule, table: Table, idioms: Idioms, notes: Notes) -> tuple[SchemaObject, ...]:
    """What keeps a rule, by its word: a check, a trigger, or people and programs."""
    made: tuple[SchemaObject, ...] = ()
    name = f"{table.name}_{snake_case(rule.name)}"
    if rule.enforcement is Enforcement.CHECK and rule.expression:
        expression = idioms.write_condition(rule.expression)
        made = (Check(path=(*table.path, name), expression=expression, comment=rule.about or None),)
        notes.tell(made[0].ref, rule.message)
    elif rule.enforcement is Enforcement.TRIGGER and rule.expression and idioms.rule is not None:
        trigger = RuleTrigger(
            name=name,
            condition=rule.expression,
            commands=tuple(each for each in rule.on if each is not Command.READ) or (Command.INSERT, Command.UPDATE),
            message=rule.message or rule.about or f"a row of {table.name} breaks the rule {rule.name}",
        )
        made = idioms.rule(table, trigger)
        made = (*made[:-1], replace(made[-1], comment=rule.about or None)) if made else ()
    elif rule.enforcement is not Enforcement.DOCUMENTED:
        notes.lose(of, f"rule {rule.name}", "the engine does not keep it")
    notes.rules.append(
        KeptRule(of=of, name=rule.name, enforcement=rule.enforcement, by=tuple(each.ref for each in made))
    )
    return made
