"""A pattern and what it is applied to, as edits of a model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colonnade.dialect import Dialect
from colonnade.edits import Add, Change, Edit, PutOverlay
from colonnade.errors import RefusedError
from colonnade.model import PORTABLE, Case, Document, Entity, Model, effective_attributes
from colonnade.model.language.document import document_of
from colonnade.patterns.card import BadPatternError, Needs, Setting, SettingKind, Step
from colonnade.patterns.catalogue import Pattern
from colonnade.patterns.words import BadPatternCallError, Vocabulary, Words, filled, listed, numbered, path_filled
from colonnade.text import did_you_mean

_MANY = {SettingKind.ENTITIES: SettingKind.ENTITY, SettingKind.ATTRIBUTES: SettingKind.ATTRIBUTE}
ENTITY = "entity"
"""The word for what a pattern is applied to."""
OTHERS = "attributes"
"""The word for all attributes of it that are not of its key."""


class AlreadyAppliedError(RefusedError):
    """The pattern is in the model already."""

    code = "CO272"


class PatternClashError(RefusedError):
    """A name that the pattern would give is taken by something else."""

    code = "CO273"


def edits_of(found: Pattern, model: Model, to: str, settings: Mapping[str, str], dialect: Dialect) -> tuple[Edit, ...]:
    """The edits that put a pattern into a model; `dialect` says what names tables will have.

    Raises BadPatternCallError, AlreadyAppliedError, PatternClashError, BadPatternError.
    """
    call = _Call.read(found, model, to, settings, dialect)
    path = path_filled(found.card.applied, call.words)
    whole: Document = document_of(model)
    if _at(whole, path) is not None:
        raise AlreadyAppliedError(
            f"{found.name} is applied to {to} already", hint=f"see {' / '.join(path)} in the model"
        )
    return tuple(call.edits(whole))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """A pattern with its words."""

    pattern: Pattern
    words: Words
    items: Mapping[str, list[Words]]

    @classmethod
    def read(cls, found: Pattern, model: Model, to: str, settings: Mapping[str, str], dialect: Dialect) -> _Call:
        """The call of a pattern, each setting looked up in the model."""
        entity = _entity(model, to, "the model")
        _fits(found, model, entity)
        known = Vocabulary(model, dialect)
        words: dict[str, str] = dict(known.of_entity(ENTITY, entity))
        items: dict[str, list[Words]] = {OTHERS: numbered(_others(known, model, entity))}
        unknown = sorted(settings.keys() - found.card.takes.keys())
        if unknown:
            raise BadPatternCallError(
                f"{found.name} takes no {unknown[0]!r}",
                hint=did_you_mean(unknown[0], found.card.takes)
                or f"it takes: {', '.join(found.card.takes) or 'nothing'}",
            )
        for name, setting in found.card.takes.items():
            value = _value(found, name, setting, settings, words)
            several = _MANY.get(setting.kind)
            given = [each.strip() for each in value.split(",") if each.strip()] if several else [value]
            owner = entity if not setting.of else model.entities[words[setting.of]]
            for each in given:
                _exists(model, owner, setting.kind, each, name)
            if several is None:
                words |= known.of_setting(name, setting.kind, value, owner)
            else:
                words[name] = value
                items[name] = numbered(known.of_setting("item", several, each, entity) for each in given)
        for name, listing in found.card.texts.items():
            words[name] = listed(listing, items[listing.each], words)
        return cls(pattern=found, words=words, items=items)

    def edits(self, whole: Document) -> Iterator[Edit]:
        """The steps as edits, but for those that say what is there."""
        for step in self.pattern.card.steps:
            for item in self.items[step.each] if step.each else [dict[str, str]()]:
                made = self._edit(step, {**self.words, **item}, whole)
                if made is not None:
                    yield made

    def _edit(self, step: Step, words: Words, whole: Document) -> Edit | None:
        value = filled(step.value, words)
        if step.add:
            return self._add(step, path_filled(step.add, words), value, whole)
        if step.overlay:
            engine, kind, key = path_filled(step.overlay, words)
            return PutOverlay(engine=engine, object_kind=kind, object_id=key, value=value)
        at = path_filled(step.set or step.include, words)
        present = _at(whole, (*at, step.field))
        if step.include:
            own = _words_of(present)
            added = [each for each in _words_of(value) if each not in own]
            if not added:
                return None
            # An entity that names no bundle has those of the model, and has to keep them.
            common = _words_of(_at(whole, (step.field,))) if present is None else []
            return Change(at=at, field=step.field, value=[*dict.fromkeys([*common, *own, *added])])
        if present is not None and present != value:
            raise PatternClashError(f"{step.field} of {at[-1]} is {present!r} already, and would be {value!r}")
        return None if present == value else Change(at=at, field=step.field, value=value)

    def _add(self, step: Step, path: tuple[str, ...], value: Document, whole: Document) -> Edit | None:
        present = _at(whole, path)
        if present is None:
            return Add(into=path[:-1], key=path[-1], value=value)
        if step.shared and (path[-2] == "attributes" or _has_all(present, value)):
            return None
        raise PatternClashError(
            f"{' / '.join(path)} is there already, and is not what {self.pattern.name} would make of it",
            hint="choose other names with --set: " + (", ".join(self.pattern.card.takes) or "none can be chosen"),
        )


def _entity(model: Model, name: str, where: str) -> Entity:
    if name not in model.entities:
        raise BadPatternCallError(f"there is no entity {name!r} in {where}", hint=did_you_mean(name, model.entities))
    return model.entities[name]


def _fits(found: Pattern, model: Model, entity: Entity) -> None:
    if model.dialect not in {PORTABLE, *found.card.engines[:1]}:
        raise BadPatternCallError(
            f"the model is in the words of {model.dialect}, and patterns are in portable ones", hint="dialect: sql"
        )
    if model.naming.case is Case.UPPER:
        raise BadPatternCallError(
            "columns of the model are in upper case, and those of patterns are not", hint="naming: {case: snake}"
        )
    key = [each for each in effective_attributes(model, entity).values() if each.primary]
    count = len(entity.identifier) or len(key)
    if not count or (found.card.needs is Needs.ONE_KEY and count > 1):
        raise BadPatternCallError(
            f"{found.name} needs an entity with a {found.card.needs.value}; {entity.key} has none"
        )


def _others(known: Vocabulary, model: Model, entity: Entity) -> Iterator[Words]:
    for each in effective_attributes(model, entity).values():
        if not each.primary and each.name not in entity.identifier and not each.generated:
            yield known.of_attribute("item", entity, each.name)


def _value(found: Pattern, name: str, setting: Setting, settings: Mapping[str, str], words: Words) -> str:
    if name in settings:
        return settings[name]
    if setting.default is None:
        raise BadPatternCallError(f"{found.name} asks for {name}: {setting.about}", hint=f"--set {name}=…")
    return str(filled(setting.default, words))


def _is_number(value: str, name: str) -> None:
    if not value.isdecimal():
        raise BadPatternCallError(f"{name} is a whole number, not {value!r}", hint=f"--set {name}=5")


def _exists(model: Model, entity: Entity, kind: SettingKind, value: str, name: str) -> None:
    if kind in {SettingKind.ENTITY, SettingKind.ENTITIES}:
        _entity(model, value, f"the model, which {name} names")
    elif kind is SettingKind.NUMBER:
        _is_number(value, name)
    elif kind in {SettingKind.ATTRIBUTE, SettingKind.ATTRIBUTES}:
        known = effective_attributes(model, entity)
        if value not in known:
            raise BadPatternCallError(
                f"{entity.key} has no attribute {value!r}, which {name} names", hint=did_you_mean(value, known)
            )


def _at(whole: Document, path: tuple[str, ...]) -> Document:
    """What stands at a path; None where nothing does."""
    found = whole
    for step in path:
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return found


def _words_of(value: Document) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [str(each) for each in value]
    if value is None:
        return []
    raise BadPatternError(f"{value!r} is no list of words")


def _has_all(present: Document, wanted: Document) -> bool:
    """Whether what is there has every attribute and bundle that is wanted."""
    if not isinstance(present, Mapping) or not isinstance(wanted, Mapping):
        return present == wanted
    attributes, asked = present.get("attributes") or {}, wanted.get("attributes") or {}
    known = isinstance(attributes, Mapping) and isinstance(asked, Mapping) and asked.keys() <= attributes.keys()
    return known and set(_words_of(wanted.get("use"))) <= set(_words_of(present.get("use")))
