"""Hypothesis strategies for models: valid ones, with every field of every class, and with hostile names and texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from colonnade.model import (
    NOW,
    NULL,
    TODAY,
    UUID,
    Attribute,
    Base,
    Bundle,
    Default,
    Domain,
    Enforcement,
    Entity,
    IndexPart,
    Key,
    Model,
    Named,
    Nature,
    Overlay,
    Reference,
    Relationship,
    Role,
    Rule,
    Type,
    boolean_default,
    canonical,
    domain_type,
    native_type,
    number_default,
    sql_default,
    text_default,
)
from colonnade.model.diagram import Multiplicity
from colonnade.model.language.plan import Slot, plan_of
from colonnade.model.parts import Document
from colonnade.model.spelling import Holds, Refers
from colonnade.model.types import LENGTH_BASES, PLAIN_BASES, PRECISION_BASES
from colonnade.model.validity import validate
from colonnade.schema.constraint import Action

_HOSTILE = (
    "order", "select", "key", "unique", "primary", "is", "name", "on", "by", "has", "yes", "no", "null", "true",
    "1", "1.0", "0..1", "2026-05-01", "12:30:00", "~", "-", "--", "-- x", "a: b", "a #b", "#", "a.b", "a..b", ".",
    '"', "'", "`", 'a"b', "it's", "`x`", "a b", " a", "a ", "größe", "表", "😀", "a\nb", "\n", "\t", "a,b", "(a)",
    "[a]", "{a}", "*a", "&a", "!a", "%", "@", "|", ">", "?", "? a", ":", "a:", "->", "=", "<<", "check", "Case",
    "first line\n  second line\n", " indented\nblock", "trailing \nblank", "x" * 200, "\x7f", "\u2028", "\ufeff",
)  # fmt: skip
texts = st.sampled_from(_HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=8
)
"""Texts that break careless notations; never empty."""

words = st.sampled_from(("id", "name", "total", "placed_at", "customer_id", "open", "größe"))
names = words | texts
numbers = st.integers(min_value=0, max_value=10**12) | st.sampled_from((0, 1, 7, 1000, 1_500_000, 2_000_000_000))
decimals = st.decimals(min_value=-1000, max_value=1000, places=3) | st.integers(-5, 5).map(Decimal)
shares = st.decimals(min_value=0, max_value=1, places=4)


def some(strategy: st.SearchStrategy[Any], default: object) -> st.SearchStrategy[Any]:
    """The default, more often than not; so that a whole thing stays readable."""
    plain = st.just(default)
    return st.one_of(plain, plain, plain, strategy)


_plain_types: st.SearchStrategy[Type] = st.one_of(
    st.sampled_from([Type(base=base) for base in sorted(PLAIN_BASES)]),
    st.builds(Type, base=st.sampled_from(sorted(LENGTH_BASES)), length=st.sampled_from((None, 1, 40, 4000))),
    st.builds(Type, base=st.sampled_from(sorted(PRECISION_BASES)), precision=st.sampled_from((None, 0, 3))),
    st.sampled_from(
        [
            Type(base=Base.DECIMAL),
            Type(base=Base.DECIMAL, precision=12),
            Type(base=Base.DECIMAL, precision=12, scale=2),
            Type(base=Base.DECIMAL, precision=3, scale=-2),
        ]
    ),
    st.lists(texts, min_size=1, max_size=3, unique=True).map(lambda found: Type(base=Base.ENUM, values=tuple(found))),
    texts.map(native_type),
)


def types(domains: Sequence[str] = ()) -> st.SearchStrategy[Type]:
    """A type, an array of one, or one of these domains."""
    found = _plain_types
    if domains:
        found |= st.sampled_from([domain_type(each) for each in domains])
    return some(found.map(lambda element: Type(base=Base.ARRAY, element=element)), None).flatmap(
        lambda array: found if array is None else st.just(array)
    )


defaults: st.SearchStrategy[Default] = st.one_of(
    st.sampled_from((NOW, TODAY, UUID, NULL)),
    st.sampled_from(("0", "-1", "0.00", "1e10", "15")).map(number_default),
    st.booleans().map(boolean_default),
    texts.map(text_default),
    st.just(text_default("")),
    texts.map(sql_default),
)


@st.composite
def things(draw: st.DrawFn, of: type[Any], own: Sequence[str] = (), /, **given: Any) -> Any:
    """A value of a class of the model with up to three fields beside the required ones.

    `own` are the attributes that it may name, `given` the fields that are decided: values, or strategies for them.
    """
    plan = plan_of(of)
    free = [slot for slot in plan.slots if not slot.required and slot.field not in given]
    chosen = draw(st.lists(st.sampled_from(free), max_size=3, unique_by=lambda slot: slot.field)) if free else []
    chosen += [slot for slot in plan.slots if slot.required and slot.field not in given]
    fields = {slot.field: draw(_slot(slot, own)) for slot in chosen}
    for name, value in given.items():
        fields[name] = draw(value) if isinstance(value, st.SearchStrategy) else value
    return of(**fields)


def _slot(slot: Slot, own: Sequence[str]) -> st.SearchStrategy[Any]:
    if slot.refers is Refers.OWN_ATTRIBUTE:
        return _own(slot, own)
    if slot.of is not None and slot.holds in (Holds.PART, Holds.PARTS, Holds.NAMED):
        return _inner(slot, own)
    if slot.holds is Holds.CHOICE:
        return st.sampled_from(list(slot.words.values()))
    if slot.holds is Holds.CHOICES:
        return st.lists(st.sampled_from(list(slot.words.values())), max_size=3).map(tuple)
    if slot.field == "threshold":
        return shares
    return _VALUES[slot.holds]


def _own(slot: Slot, own: Sequence[str]) -> st.SearchStrategy[Any]:
    if not own:
        return st.just("" if slot.holds is Holds.TEXT else ())
    of_own = st.sampled_from(list(own))
    if slot.holds is Holds.TEXT:
        return of_own
    return st.lists(of_own, min_size=int(slot.required), max_size=2, unique=True).map(tuple)


def _inner(slot: Slot, own: Sequence[str]) -> st.SearchStrategy[Any]:
    part = _part(slot, own)
    if slot.holds is Holds.NAMED:
        return named(part)
    if slot.holds is Holds.PART:
        return part
    has_key = slot.of is not None and "name" not in plan_of(slot.of).by_key and hasattr(slot.of, "key")
    return st.lists(part, max_size=2, unique_by=(lambda each: each.key) if has_key else None).map(tuple)


def _part(slot: Slot, own: Sequence[str]) -> st.SearchStrategy[Any]:
    assert slot.of is not None
    plan = plan_of(slot.of)
    name = {} if "name" in plan.by_key or "name" not in slot.of.__dataclass_fields__ else {"name": names}
    if slot.of is Key:
        return things(Key, own, attributes=_some_of(own), **name) if own else st.nothing()
    return things(slot.of, own, **name).map(_kept)


def _kept(each: Any) -> Any:
    """A rule that is kept by something says by what condition."""
    if isinstance(each, Rule) and each.enforcement is not Enforcement.DOCUMENTED and not each.expression:
        return replace(each, expression="1 = 1")
    return each


def _some_of(own: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(own)), min_size=1, max_size=2, unique=True).map(tuple)


def named(strategy: st.SearchStrategy[Any], *, max_size: int = 3) -> st.SearchStrategy[Named[Any]]:
    """A collection without doubles, neither of keys nor of ids."""
    return st.lists(strategy, max_size=max_size).map(_unique)


def _unique(found: list[Any]) -> Named[Any]:
    kept: list[Any] = []
    seen: set[str] = set()
    for each in found:
        mine = {each.key, getattr(each, "id", each.key)}
        if not mine & seen:
            kept.append(each)
            seen |= mine
    return Named(kept)


documents: st.SearchStrategy[Document] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts | st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def overlays() -> st.SearchStrategy[Overlay]:
    """What an engine needs beyond the logical design."""
    objects = st.dictionaries(texts, st.dictionaries(texts, documents, max_size=3), max_size=2)
    return st.builds(
        Overlay,
        engine=st.sampled_from(("postgresql", "sqlite", "x y")),
        document=st.dictionaries(st.sampled_from(("tables", "functions", "a b")), objects, max_size=2),
    )


def attributes(domains: Sequence[str] = (), references: Sequence[str] = ()) -> st.SearchStrategy[Attribute]:
    """An attribute of one of these domains, perhaps referring to one of these entities, each with a key of one."""
    refers = things(Reference, to=st.sampled_from(list(references)), attribute="") if references else st.none()
    return things(
        Attribute,
        name=names,
        type=types(domains),
        access=(),
        retention=None,
        references=some(refers, None),
    ).map(_agreed)


def _agreed(each: Attribute) -> Attribute:
    """Without statements that contradict each other."""
    values = {slot.field: getattr(each, slot.field) for slot in plan_of(Attribute).slots}
    if not each.primary:
        values["key_name"] = ""
    if not each.unique:
        values["unique_name"] = ""
    if each.generated or each.identity:
        values["default"] = None
    if each.generated:
        values["identity"] = None
    else:
        values["virtual"] = False
    if each.references is not None and each.references.on_delete is Action.SET_NULL:
        values["required"] = values["primary"] = False
    return Attribute(name=each.name, **values)


index_parts = things(IndexPart, attribute="", expression=texts)


_VALUES: Mapping[Holds, st.SearchStrategy[Any]] = {
    Holds.TEXT: texts,
    Holds.SQL: texts,
    Holds.FLAG: st.booleans(),
    Holds.WHOLE: numbers,
    Holds.NUMBER: decimals,
    Holds.WORDS: st.lists(texts, min_size=1, max_size=3).map(tuple),
    Holds.TEXTS: st.dictionaries(texts, texts, max_size=3),
    Holds.TYPE: types(),
    Holds.DEFAULT: defaults,
    Holds.TREE: named(overlays()),
}


@st.composite
def entities(draw: st.DrawFn, name: str, domains: Sequence[str], references: Sequence[str]) -> Entity:
    """An entity of this name."""
    first = draw(things(Attribute, name=names, type=types(domains), references=None, access=(), retention=None))
    first = _agreed(first)
    plain_key = Attribute(name=first.name, type=first.type, primary=True)
    rest = draw(st.lists(attributes(domains, references), max_size=4))
    own_attributes = _unique([plain_key if draw(st.booleans()) else first, *rest])
    own = list(own_attributes)
    part = things(IndexPart, attribute=st.sampled_from(own), expression="") | index_parts
    return draw(  # type: ignore[no-any-return]
        things(
            Entity,
            own,
            name=name,
            namespace=some(names, ""),
            area="",
            is_a="",
            uses=st.sampled_from((None, None, (), ("audit",), ("tenant", "soft_delete"))),
            discriminator=some(st.sampled_from(own), ""),
            attributes=own_attributes,
            declared_keys=named(things(Key, own, attributes=_some_of(own), primary=False)),
            indexes=named(
                things(
                    plan_of(Entity).by_key["indexes"].of or Entity,
                    own,
                    parts=st.lists(part, min_size=1, max_size=2).map(tuple),
                )
            ),
        )
    )


@st.composite
def relationships(draw: st.DrawFn, parents: Sequence[str]) -> Relationship:
    """A relationship between entities that have a key, carried by attributes that naming gives."""
    found = draw(
        things(
            Relationship,
            source=st.sampled_from(list(parents)),
            target=st.sampled_from(list(parents)),
            nature=st.sampled_from([each for each in Nature if each is not Nature.INHERITANCE]),
            by=(),
            to=(),
            on_delete=st.sampled_from((None, None, Action.RESTRICT, Action.CASCADE)),
            attributes=named(attributes()),
        )
    )
    values = {slot.field: getattr(found, slot.field) for slot in plan_of(Relationship).slots}
    if not found.is_many_to_many:
        values["attributes"], values["junction"] = Named(), None
    elif found.nature is Nature.COMPOSITION:
        values["source_end"] = Multiplicity.ONE
        values["attributes"], values["junction"] = Named(), None
    return Relationship(**values)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """A bundle of attributes, some with a role."""
    own = draw(named(attributes()))
    roles = draw(
        st.dictionaries(st.sampled_from([each.value for each in Role]), st.sampled_from([*own, ""]), max_size=3)
    )
    return Bundle(
        name=draw(names),
        about=draw(some(texts, "")),
        attributes=own,
        roles={role: name for role, name in roles.items() if name},
    )


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A valid model in canonical form."""
    domains = draw(named(things(Domain, name=names, namespace=some(names, ""), type=types())))
    made: list[Entity] = []
    referable: list[str] = []
    for name in draw(st.lists(names, max_size=4, unique=True)):
        parent = draw(st.sampled_from([None, None, *made]))
        entity = draw(entities(name, list(domains), referable))
        if parent is not None and entity.key != parent.key:
            entity = entity_is_a(entity, parent)
        if entity.key in {each.key for each in made} or entity.id in {each.id for each in made}:
            continue
        made.append(entity)
        if len(entity.identifier) == 1:
            referable.append(entity.key)
    keyed = [each.key for each in made if each.identifier]
    found: Model = draw(
        things(
            Model,
            name=names,
            uses=st.sampled_from(((), (), ("audit",), ("version_lock", "active_flag"))),
            areas=Named(),
            bundles=named(bundles()),
            domains=domains,
            entities=Named(made),
            declared_relationships=named(relationships(keyed)) if keyed else Named(),
            views=named(
                things(
                    plan_of(Model).by_key["views"].of or Model,
                    name=names.map(lambda name: f"{name}_view"),
                    namespace=some(names, ""),
                    area="",
                )
            ),
        )
    )
    found = canonical(found)
    assume(not validate(found))
    return found


def entity_is_a(entity: Entity, parent: Entity) -> Entity:
    """The entity as a kind of another."""
    values = {slot.field: getattr(entity, slot.field) for slot in plan_of(Entity).slots}
    return Entity(name=entity.name, namespace=entity.namespace, **{**values, "is_a": parent.key})


__all__ = ["Decimal", "attributes", "documents", "entities", "models", "names", "overlays", "relationships", "texts"]
