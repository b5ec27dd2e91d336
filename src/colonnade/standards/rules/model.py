"""Rules about models."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from colonnade.findings import AddKey, Fix, Hit, Severity
from colonnade.model import Base, Entity, Model, TablePurpose, Type, identifier_of
from colonnade.model.classification import Level
from colonnade.standards.modelled import MODEL_RULES
from colonnade.text import words

_CLOSE = frozenset({Level.CONFIDENTIAL, Level.RESTRICTED})
_PERSONAL = frozenset(
    "email phone ssn passport birthday birthdate iban surname lastname firstname fullname street wage salary".split()
)
_DEEP = 3


def _is_guarded(model: Model, entity: Entity) -> bool:
    found = model.classification_of_entity(entity)
    return bool(found.pii or found.sensitive or found.level in _CLOSE)


def _sounds_personal(name: str) -> bool:
    """Whether a name, cut into words in any way, has one for personal data: `EMail`, `last_name`, `hourly_wage`."""
    said = words(name)
    return bool(_PERSONAL & {*said, *(one + two for one, two in pairwise(said))})


@MODEL_RULES.rule("MOD001", severity=Severity.WARNING)
def guarded_without_owner(model: Model) -> Iterator[Hit]:
    """An entity with personal or confidential data has no owner.

    Why: nobody decides who may see it, answers a request for erasure, or is told of a breach.

    Bad:
        model: shop
        entities:
          customer:
            attributes:
              id: uuid key
              email: string(254) pii

    Good:
        model: shop
        entities:
          customer:
            owner: crm-team
            attributes:
              id: uuid key
              email: string(254) pii
    """
    for entity in model.entities.values():
        if _is_guarded(model, entity) and not (entity.owner or model.owner):
            yield Hit(
                object=f"entity {entity.key}",
                message=f"entity {entity.key} holds personal or confidential data and has no owner",
                fix=Fix(title="name a team: owner: crm-team"),
            )


@MODEL_RULES.rule("MOD002", severity=Severity.INFO)
def guarded_without_retention(model: Model) -> Iterator[Hit]:
    """An entity with personal data does not say how long it is kept.

    Why: personal data may be kept no longer than needed (GDPR, article 5(1)(e)), and somebody has to say how long.

    Bad:
        model: shop
        entities:
          customer:
            owner: crm-team
            attributes:
              id: uuid key
              email: string(254) pii

    Good:
        model: shop
        entities:
          customer:
            owner: crm-team
            attributes:
              id: uuid key
              email: string(254) pii
              closed_at: timestamp
            retention: 7 years after closed_at, then anonymise
    """
    for entity in model.entities.values():
        if model.classification_of_entity(entity).pii and entity.retention is None:
            yield Hit(
                object=f"entity {entity.key}",
                message=f"entity {entity.key} holds personal data and does not say how long",
                fix=Fix(title="write retention: 7 years after …, then anonymise"),
            )


@MODEL_RULES.rule("MOD003", severity=Severity.INFO)
def personal_by_name(model: Model) -> Iterator[Hit]:
    """An attribute is named like personal data and not marked as such.

    Why: what is not marked is not masked, not erased and not in the record of processing.

    Bad:
        model: shop
        entities:
          customer:
            attributes:
              id: uuid key
              email: string(254)

    Good:
        model: shop
        entities:
          customer:
            attributes:
              id: uuid key
              email: string(254) pii
    """
    for entity in model.entities.values():
        for attribute in entity.attributes.values():
            if _sounds_personal(attribute.name) and not model.classification_of(attribute).pii:
                yield Hit(
                    object=f"attribute {entity.key}.{attribute.name}",
                    message=f"{entity.key}.{attribute.name} sounds personal and is not marked pii",
                    fix=Fix(title="mark it pii, or suppress this with a reason"),
                )


@MODEL_RULES.rule("MOD004", severity=Severity.ERROR)
def entity_without_key(model: Model) -> Iterator[Hit]:
    """An entity has no primary key.

    Why: two rows of it can't be told apart, and no relationship can refer to one.

    Bad:
        model: shop
        entities:
          visit:
            attributes:
              seen_on: date

    Good:
        model: shop
        entities:
          visit:
            attributes:
              id: uuid key
              seen_on: date
    """
    for entity in model.entities.values():
        if not identifier_of(model, entity) and not entity.is_a:
            has_id = "id" in map(str.lower, entity.attributes)
            yield Hit(
                object=f"entity {entity.key}",
                message=f"entity {entity.key} has no key",
                fix=Fix(title="add a number as key", cure=None if has_id else AddKey(entity=entity.id)),
            )


@MODEL_RULES.rule("MOD005", severity=Severity.INFO)
def orphan_entity(model: Model) -> Iterator[Hit]:
    """An entity has no relationship with any other, in a model that has relationships.

    Why: it may be left over, or its relationships were forgotten.

    Bad:
        model: shop
        entities:
          customer: {attributes: {id: uuid key}}
          order:
            attributes:
              id: uuid key
              customer_id: uuid required -> customer
          misc: {attributes: {id: uuid key}}

    Good:
        model: shop
        entities:
          customer: {attributes: {id: uuid key}}
          order:
            attributes:
              id: uuid key
              customer_id: uuid required -> customer
    """
    related = {end for each in model.relationships.values() for end in (each.source, each.target)}
    related |= {end for each in model.inheritances.values() for end in (each.source, each.target)}
    if not related:
        return
    for key, entity in model.entities.items():
        if key not in related and entity.purpose not in _ALONE:
            yield Hit(object=f"entity {key}", message=f"entity {key} has no relationship with any other")


_ALONE = frozenset({TablePurpose.STAGING, TablePurpose.AUDIT_TRAIL, TablePurpose.CONFIGURATION})
"""What tables are for that stand alone by nature."""


@MODEL_RULES.rule("MOD006", severity=Severity.INFO)
def unused_domain(model: Model) -> Iterator[Hit]:
    """No attribute uses a domain.

    Why: it becomes a type in the database that nobody needs.

    Bad:
        model: shop
        domains:
          money: decimal(15,2)
        entities:
          order: {attributes: {id: uuid key}}

    Good:
        model: shop
        domains:
          money: decimal(15,2)
        entities:
          order: {attributes: {id: uuid key, total: money}}
    """
    used = {
        name
        for entity in model.entities.values()
        for attribute in entity.attributes.values()
        for name in _domains(attribute.type)
    }
    used |= {name for domain in model.domains.values() for name in _domains(domain.type)}
    if model.overlays:
        return
    for key in model.domains:
        if key not in used:
            yield Hit(object=f"domain {key}", message=f"no attribute uses domain {key}")


def _domains(type_: Type) -> Iterator[str]:
    if type_.base is Base.ARRAY and type_.element is not None:
        yield from _domains(type_.element)
    elif type_.base is Base.DOMAIN:
        yield type_.name


@MODEL_RULES.rule("MOD007", severity=Severity.INFO)
def lone_word(model: Model) -> Iterator[Hit]:
    """An enum has fewer than two words.

    Why: a list of one is a constant, and nobody can say anything by it.

    Bad:
        model: shop
        entities:
          order: {attributes: {id: uuid key, status: enum(open)}}

    Good:
        model: shop
        entities:
          order: {attributes: {id: uuid key, status: 'enum(open, closed)'}}
    """
    for entity in model.entities.values():
        for attribute in entity.attributes.values():
            if attribute.type.base is Base.ENUM and len(attribute.type.values) < 2:
                yield Hit(
                    object=f"attribute {entity.key}.{attribute.name}",
                    message=f"{entity.key}.{attribute.name} can have only one value",
                )


@MODEL_RULES.rule("MOD008", severity=Severity.WARNING)
def deep_inheritance(model: Model) -> Iterator[Hit]:
    """An inheritance has more than three levels.

    Why: reading one thing joins a table per level, and nobody knows where an attribute is.

    Bad:
        model: shop
        entities:
          a: {attributes: {id: uuid key}}
          b: {is_a: a}
          c: {is_a: b}
          d: {is_a: c}

    Good:
        model: shop
        entities:
          a: {attributes: {id: uuid key}}
          b: {is_a: a}
    """
    for entity in model.entities.values():
        chain, now = [entity.key], entity.is_a
        while now in model.entities and now not in chain:
            chain.append(now)
            now = model.entities[now].is_a
        if len(chain) > _DEEP:
            yield Hit(object=f"entity {entity.key}", message=f"{' is a '.join(chain)}: {len(chain)} levels")


@MODEL_RULES.rule("MOD009", severity=Severity.INFO)
def undocumented_entity(model: Model) -> Iterator[Hit]:
    """An entity says nothing about itself, in a model where others do.

    Why: the next person has to guess what it is for.

    Bad:
        model: shop
        entities:
          customer: {about: Somebody who buys, attributes: {id: uuid key}}
          order: {attributes: {id: uuid key}}

    Good:
        model: shop
        entities:
          customer: {about: Somebody who buys, attributes: {id: uuid key}}
    """
    if not any(entity.about for entity in model.entities.values()):
        return
    for entity in model.entities.values():
        if not entity.about:
            yield Hit(object=f"entity {entity.key}", message=f"entity {entity.key} does not say what it is")


@MODEL_RULES.rule("MOD010", severity=Severity.INFO)
def personal_by_name_without_owner(model: Model) -> Iterator[Hit]:
    """An entity has attributes that sound like personal data, none of them is marked, and nobody owns it.

    Why: somebody has to say whether it is personal data, who may see it and how long it stays.

    Bad:
        model: shop
        entities:
          guest:
            attributes:
              id: uuid key
              last_name: string(80)

    Good:
        model: shop
        entities:
          guest:
            owner: box-office
            attributes:
              id: uuid key
              last_name: string(80) pii
    """
    for entity in model.entities.values():
        names = [each.name for each in entity.attributes.values() if _sounds_personal(each.name)]
        if names and not (entity.owner or model.owner or _is_guarded(model, entity)):
            yield Hit(
                object=f"entity {entity.key}",
                message=f"entity {entity.key} sounds personal ({', '.join(names)}) and has no owner",
                fix=Fix(title="name a team: owner: crm-team"),
            )
