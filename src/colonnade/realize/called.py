"""Roles and session variables of a design's policies by the names that one database has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from colonnade.model import AccessPolicy, Entity, Model, Named

_ASKED = re.compile(r"(?P<call>\bcurrent_setting\s*\(\s*)'(?P<name>[^']*)'", re.IGNORECASE)


def with_called(model: Model, *, roles: Mapping[str, str], variables: Mapping[str, str]) -> Model:
    """The model whose policies name roles and session variables as a database does; other names stay."""
    if not roles and not variables:
        return model

    def condition(text: str) -> str:
        def asked(found: re.Match[str]) -> str:
            name = variables.get(found["name"], found["name"]).replace("'", "''")
            return f"{found['call']}'{name}'"

        return _ASKED.sub(asked, text)

    def policy(each: AccessPolicy) -> AccessPolicy:
        named = tuple(dict.fromkeys(roles.get(role, role) for role in each.roles))
        return replace(each, roles=named, where=condition(each.where), check=condition(each.check))

    def entity(each: Entity) -> Entity:
        attributes = Named(
            replace(one, access=tuple(map(policy, one.access))) if one.access else one
            for one in each.attributes.values()
        )
        return replace(each, access=tuple(map(policy, each.access)), attributes=attributes)

    personal = model.personal_access
    if personal is not None:
        personal = replace(
            personal,
            application=roles.get(personal.application, personal.application),
            trusted=tuple(dict.fromkeys(roles.get(role, role) for role in personal.trusted)),
        )
    return replace(model, personal_access=personal, entities=Named(entity(each) for each in model.entities.values()))
