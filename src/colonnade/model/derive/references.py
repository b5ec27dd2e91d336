"""Who names whom: every field that holds a name, found by its spelling, so that a rename reaches all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from colonnade.model.derive.implied import ancestors
from colonnade.model.language.plan import Slot, plan_of, with_fields
from colonnade.model.logical import Model
from colonnade.model.named import Named
from colonnade.model.parts import Bundle
from colonnade.model.relationship import Relationship
from colonnade.model.spelling import Holds, Refers
from colonnade.model.types import Base, Type

Change = Callable[[str], str]
"""The new form of a name; the same text where it stays."""

Path = tuple[str, ...]

SECTIONS = ("bundles", "domains", "entities", "declared_relationships", "views")
"""Fields of a model whose members may name something."""


def rewritten(thing: Any, kind: Refers, change: Change, *, sql: Change | None = None) -> Any:
    """The thing with every name of a kind in it changed; the same object where there is none.

    A thing whose own key comes from what it names keeps its id. `sql` changes the expressions in it.
    """
    changed: dict[str, object] = {}
    for slot in plan_of(type(thing)).slots:
        value = getattr(thing, slot.field)
        new = _new_value(slot, value, kind, change, sql)
        if new is not value:
            changed[slot.field] = new
    if not changed:
        return thing
    return with_id_of(with_fields(thing, changed), thing)


def with_id_of(after: Any, before: Any) -> Any:
    """The thing after a change with the id it had before, which it says only where its key is another."""
    if not hasattr(after, "stable_id"):
        return after
    stable = "" if after.key == before.id else before.id
    return after if after.stable_id == stable else replace(after, stable_id=stable)


def _new_value(slot: Slot, value: Any, kind: Refers, change: Change, sql: Change | None) -> Any:
    if not value:
        return value
    if slot.refers is kind:
        return _new_names(value, change)
    match slot.holds:
        case Holds.TYPE if kind is Refers.DOMAIN:
            return _new_type(value, change)
        case Holds.SQL if sql is not None:
            return _same_or(value, sql(value))
        case Holds.PART:
            return rewritten(value, kind, change, sql=sql)
        case Holds.PARTS:
            new = tuple(rewritten(each, kind, change, sql=sql) for each in value)
            return value if all(a is b for a, b in zip(new, value, strict=True)) else new
        case Holds.NAMED:
            return _new_members(value, lambda each: rewritten(each, kind, change, sql=sql))
        case _:
            return value


def _same_or(old: str, new: str) -> str:
    return old if new == old else new


def _new_names(value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return _same_or(value, change(value))
    new = tuple(change(each) for each in value)
    return value if new == value else new


def _new_type(of: Type, change: Change) -> Type:
    if of.base is Base.ARRAY and of.element is not None:
        element = _new_type(of.element, change)
        return of if element is of.element else replace(of, element=element)
    if of.base is not Base.DOMAIN or change(of.name) == of.name:
        return of
    return replace(of, name=change(of.name))


def _new_members(members: Named[Any], change: Callable[[Any], Any]) -> Named[Any]:
    new = [change(each) for each in members.values()]
    return members if all(a is b for a, b in zip(new, members.values(), strict=True)) else Named(new)


def with_names(model: Model, kind: Refers, change: Change) -> Model:
    """The model with every name of an entity, domain, bundle or area in it changed."""
    fields: dict[str, object] = {
        field: _new_members(getattr(model, field), lambda each: rewritten(each, kind, change)) for field in SECTIONS
    }
    if kind is Refers.BUNDLE:
        fields["uses"] = _new_names(model.uses, change)
    found: Model = with_fields(model, fields)
    return found


def with_attribute_names(
    model: Model, owner: str, change: Change, *, sql: Change | None = None, rows: Change | None = None
) -> Model:
    """The model with every name of an attribute of one entity changed, wherever it is named, but in the entity's list.

    Entities that are a kind of the owner, and have no attribute of their own of that name, follow. `sql` changes
    expressions over the entity, `rows` statements of its triggers, which name columns of many tables.
    """

    def of_entity(each: Any) -> Any:
        heirs = each.key == owner or owner in {above.key for above in ancestors(model, each)}
        found = each
        if heirs:
            own = frozenset() if each.key == owner else frozenset(each.attributes)
            found = rewritten(found, Refers.OWN_ATTRIBUTE, _unless(own, change), sql=sql)
            if rows is not None:
                run = _with_run(found.triggers, rows)
                found = found if run is found.triggers else replace(found, triggers=run)
            if found.discriminator and change(found.discriminator) != found.discriminator:
                found = replace(found, discriminator=change(found.discriminator))
        return _with_targets(found, owner, change)

    return replace(
        model,
        entities=_new_members(model.entities, of_entity),
        declared_relationships=_new_members(model.declared_relationships, lambda each: _carried(each, owner, change)),
    )


def _with_run(triggers: Named[Any], rows: Change) -> Named[Any]:
    def of_trigger(each: Any) -> Any:
        run = tuple(rows(text) for text in each.run)
        return each if run == each.run else replace(each, run=run)

    return _new_members(triggers, of_trigger)


def _unless(own: frozenset[str], change: Change) -> Change:
    return lambda name: name if name in own else change(name)


def _with_targets(entity: Any, owner: str, change: Change) -> Any:
    """The entity with the attributes renamed that its references name in the owner."""

    def of_attribute(each: Any) -> Any:
        reference = each.references
        if reference is None or reference.to != owner or not reference.attribute:
            return each
        new = change(reference.attribute)
        if new == reference.attribute:
            return each
        return replace(each, references=replace(reference, attribute=new))

    attributes = _new_members(entity.attributes, of_attribute)
    return entity if attributes is entity.attributes else replace(entity, attributes=attributes)


def _carried(each: Relationship, owner: str, change: Change) -> Relationship:
    by = tuple(change(name) for name in each.by) if each.child == owner else each.by
    to = tuple(change(name) for name in each.to) if each.parent == owner else each.to
    if (by, to) == (each.by, each.to):
        return each
    after: Relationship = with_id_of(replace(each, by=by, to=to), each)
    return after


def with_bundle_attribute(bundle: Bundle, change: Change) -> Bundle:
    """The bundle with the names of its attributes changed in its roles."""
    return replace(bundle, roles={role: change(name) for role, name in bundle.roles.items()})


def users(before: Model, after: Model) -> Iterator[Path]:
    """Paths of the members that differ between two models; after a trial rename, who names the renamed thing."""
    for field in SECTIONS:
        old, new = getattr(before, field), getattr(after, field)
        if old is new:
            continue
        key = plan_key(field)
        for one, other in zip(old.values(), new.values(), strict=True):
            if one is not other:
                yield (key, one.id)
    if before.uses != after.uses:
        yield ("use",)


def plan_key(field: str) -> str:
    """Key in the file of a field of the model."""
    return next(slot.key for slot in plan_of(Model).slots if slot.field == field)


_SQL_TOKEN = re.compile(
    r"""(?P<skip>'(?:[^']|'')*' | --[^\n]* | /\*[\s\S]*?\*/ | \$(?P<tag>\w*)\$[\s\S]*?\$(?P=tag)\$)
      | (?P<quoted>"(?:[^"]|"")*") | (?P<word>[^\W\d][\w$]*) | (?P<other>[\s\S])""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"[a-z_][a-z0-9_$]*")


def renamed_in_sql(
    text: str, old: str, new: str, *, qualifiers: frozenset[str] = frozenset(), alone: bool = True
) -> str:
    """SQL with a column called otherwise: words outside of texts and comments that are no function and no other's.

    A name after a dot is changed only behind one of the qualifiers, and one without a dot only where `alone` says so.
    """
    tokens = list(_SQL_TOKEN.finditer(text))
    spoken = [_identifier(each) for each in tokens]
    wanted = old.lower() if _PLAIN.fullmatch(old.lower()) and old == old.lower() else old
    written = new if _PLAIN.fullmatch(new) else '"' + new.replace('"', '""') + '"'
    out: list[str] = []
    for at, token in enumerate(tokens):
        mine = (
            spoken[at] == wanted and not _is_call(tokens, at) and _is_mine(tokens, spoken, at, qualifiers, alone=alone)
        )
        out.append(written if mine else token.group())
    return "".join(out)


def _identifier(token: re.Match[str]) -> str | None:
    if token.lastgroup == "quoted":
        return token.group()[1:-1].replace('""', '"')
    return token.group().lower() if token.lastgroup == "word" else None


def _is_call(tokens: list[re.Match[str]], at: int) -> bool:
    rest = (each.group() for each in tokens[at + 1 :])
    return next((each for each in rest if not each.isspace()), "") == "("


def _is_mine(
    tokens: list[re.Match[str]], spoken: list[str | None], at: int, qualifiers: frozenset[str], *, alone: bool
) -> bool:
    if at == 0 or tokens[at - 1].group() != ".":
        return alone
    return at > 1 and spoken[at - 2] in qualifiers
