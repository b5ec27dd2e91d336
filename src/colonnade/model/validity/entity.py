"""Whether an entity holds together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from colonnade.model.constraint import Enforcement, Trigger
from colonnade.model.entity import Entity
from colonnade.model.facets import Command, PartitionMethod
from colonnade.model.problems import ProblemCode
from colonnade.model.validity.fault import Fault, Path, contradiction, dangling, faulty


def entity_faults(entity: Entity, names: frozenset[str]) -> Iterator[Fault]:
    """What is wrong with an entity by itself; `names` are those of every attribute it has in the end."""
    path = ("entities", entity.key)
    yield from _key_faults(entity, path)
    for where, what, used in _used(entity, path):
        for name in used:
            if name not in names:
                message = f"{what} of entity {entity.key!r} names {name!r}, which is no attribute of it"
                yield dangling(where, name, message, names)
    for index in entity.indexes.values():
        where = (*path, "indexes", index.key)
        if not index.parts:
            yield faulty(ProblemCode.MISSING, where, f"an index of entity {entity.key!r} has nothing to index")
        if any(bool(part.attribute) == bool(part.expression) for part in index.parts):
            message = f"a part of an index of entity {entity.key!r} is not one attribute or one expression"
            yield contradiction(where, message)
    for rule in entity.rules.values():
        if rule.enforcement is not Enforcement.DOCUMENTED and not rule.expression:
            message = f"rule {rule.name!r} is kept by a {rule.enforcement} but says no condition"
            yield faulty(ProblemCode.MISSING, (*path, "rules", rule.name), message, 'write check "SQL"')
    for trigger in entity.triggers.values():
        yield from _trigger_faults(entity, trigger, (*path, "triggers", trigger.name))
    if entity.partition is not None:
        yield from _partition_faults(entity, path)
    if entity.volume is not None and entity.volume.rows is not None and entity.volume.rows < 0:
        yield faulty(ProblemCode.WRONG_VALUE, path, f"entity {entity.key!r} has fewer rows than none")


def _trigger_faults(entity: Entity, trigger: Trigger, path: Path) -> Iterator[Fault]:
    what = f"trigger {trigger.name!r} of entity {entity.key!r}"
    if not trigger.run:
        yield faulty(ProblemCode.MISSING, path, f"{what} does nothing", "write run: [SQL]")
    if Command.READ in trigger.after:
        yield faulty(ProblemCode.WRONG_VALUE, path, f"{what} follows a read", "after: insert, update or delete")


def _partition_faults(entity: Entity, path: Path) -> Iterator[Fault]:
    of = entity.partition
    if of is not None and of.start and (of.method is not PartitionMethod.RANGE or of.first_day is None):
        message = f"entity {entity.key!r} can't be divided into periods from {of.start!r}"
        hint = "write: range ATTRIBUTE monthly from 2026-01-01 into 12; a month begins with its first day"
        yield faulty(ProblemCode.WRONG_VALUE, path, message, hint)
    seen: set[str] = set()
    for each in of.partitions if of is not None else ():
        if each.name in seen:
            message = f"entity {entity.key!r} has two partitions {each.name!r}"
            yield faulty(ProblemCode.DUPLICATE, path, message)
        seen.add(each.name)


def _key_faults(entity: Entity, path: Path) -> Iterator[Fault]:
    primary = [each for each in entity.declared_keys.values() if each.primary]
    flagged = any(each.primary for each in entity.attributes.values())
    if len(primary) + flagged > 1:
        yield contradiction(
            (*path, "keys", primary[0].key),
            f"entity {entity.key!r} has more than one primary key",
            "mark the attributes with the word key, or declare one key as primary",
        )
    for key in entity.declared_keys.values():
        if not key.attributes:
            yield faulty(ProblemCode.MISSING, (*path, "keys", key.key), f"a key of entity {entity.key!r} is empty")
        if len(set(key.attributes)) < len(key.attributes):
            message = f"a key of entity {entity.key!r} names an attribute twice"
            yield faulty(ProblemCode.DUPLICATE, (*path, "keys", key.key), message)


def _used(entity: Entity, path: Path) -> Iterator[tuple[Path, str, Iterable[str]]]:
    """Every place of an entity that names attributes of it."""
    for key in entity.declared_keys.values():
        yield (*path, "keys", key.key), "a key", (*key.attributes, *key.include)
    for index in entity.indexes.values():
        names = [part.attribute for part in index.parts if part.attribute]
        yield (*path, "indexes", index.key), "an index", (*names, *index.include)
    if entity.discriminator:
        yield path, "the discriminator", [entity.discriminator]
    if entity.retention is not None and entity.retention.after:
        yield path, "the retention", [entity.retention.after]
    if entity.partition is not None:
        yield path, "the partitioning", [each for each in entity.partition.by if not each.startswith("(")]
    yield path, "the distribution", entity.distribute
    yield path, "the list of what is not audited", entity.unaudited
    for trigger in entity.triggers.values():
        yield (*path, "triggers", trigger.key), "a trigger", trigger.of
    for policy in entity.access:
        yield path, "an access policy", policy.attributes
