"""What the values of a model say of themselves."""

from __future__ import annotations

import itertools

import pytest

from colonnade.model import (
    PREDEFINED,
    Base,
    Classification,
    ConstraintKind,
    Level,
    RelationshipKind,
    Role,
    SixWord,
    bundles_of,
    effective_attributes,
    of_six_words,
    qualified,
    split_key,
)
from colonnade.model.derive.references import renamed_in_sql
from colonnade.model.language import read
from colonnade.model.phrase import SHORT_FORMS, parse_type, type_text
from colonnade.model.relationship import Relationship
from colonnade.schema.constraint import Action

LEVELS = [None, *Level]


@pytest.mark.parametrize(("level", "pii", "sensitive"), [*itertools.product(LEVELS, (False, True), (False, True))])
def test_both_vocabularies_of_classification_map_without_loss(level: Level | None, pii: bool, sensitive: bool) -> None:
    stated = Classification(level=level, pii=pii, sensitive=sensitive)
    assert of_six_words(stated.six_words()) == stated


def test_every_word_of_the_six_is_said_by_some_classification() -> None:
    assert {word for word in SixWord if of_six_words((word,)).six_words() == (word,)} == set(SixWord)


def test_the_class_of_an_entity_is_the_strictest_of_its_attributes() -> None:
    model = read(
        "model: m\ndomains:\n  mail: string(254) pii\nentities:\n"
        "  a: {attributes: {x: text public, y: text confidential}}\n"
        "  b: {classification: confidential, attributes: {x: mail}}\n"
        "  c: {attributes: {x: text}}\n"
    )
    found = {key: model.classification_of_entity(each) for key, each in model.entities.items()}
    assert found["a"].effective is Level.CONFIDENTIAL
    assert found["b"].effective is Level.RESTRICTED
    assert found["b"].pii
    assert found["c"].effective is Level.INTERNAL


def test_the_logical_types_are_apart_from_how_they_are_stored() -> None:
    assert len({each.value for each in Base}) == len(list(Base))
    asked = "string integer bigint decimal boolean date datetime timestamp text json uuid binary enum".split()
    asked += "smallint real float time interval char inet ltree vector point object_id".split()
    assert {each.value for each in Base} >= set(asked)


@pytest.mark.parametrize(
    "text", ["vector(1536)", "text[]", "uuid[]", "char(3)", "timestamp(3)", "native('bit varying')"]
)
def test_types_are_written_as_they_are_read(text: str) -> None:
    assert type_text(parse_type(text)) == text


@pytest.mark.parametrize("written", ["set null", "SET NULL", "SET_NULL", "Set-Null"])
def test_actions_are_accepted_in_every_spelling(written: str) -> None:
    text = (
        "model: m\nentities:\n  a: {attributes: {id: uuid key}}\n"
        f"  b:\n    attributes:\n      of:\n        type: uuid\n        references: {{to: a, on_delete: {written}}}\n"
    )
    reference = read(text).entities["b"].attributes["of"].references
    assert reference is not None
    assert reference.on_delete is Action.SET_NULL


def test_constraint_kinds_are_spelled_as_sql_spells_them() -> None:
    assert [each.value for each in ConstraintKind] == [each.name.replace("_", " ") for each in ConstraintKind]


@pytest.mark.parametrize(
    ("line", "kind", "child"),
    [
        ("a 1 has 0..1 b", RelationshipKind.ONE_TO_ONE, "b"),
        ("a 1 has 0..* b", RelationshipKind.ONE_TO_MANY, "b"),
        ("a 0..* has 1 b", RelationshipKind.MANY_TO_ONE, "a"),
        ("a 0..* has 1..* b", RelationshipKind.MANY_TO_MANY, "b"),
        ("a 1 has 1..* b composition", RelationshipKind.COMPOSITION, "b"),
        ("a 0..1 has 0..* b aggregation", RelationshipKind.AGGREGATION, "b"),
        ("a is a b", RelationshipKind.INHERITANCE, "b"),
    ],
)
def test_the_seven_kinds_of_relationships(line: str, kind: RelationshipKind, child: str) -> None:
    relationship = Relationship(**SHORT_FORMS[Relationship].read(line))  # type: ignore[arg-type]
    assert relationship.kind is kind
    assert relationship.child == child


def test_parts_of_a_composition_die_with_the_whole_and_those_of_an_aggregation_survive() -> None:
    def action(line: str) -> Action:
        return Relationship(**SHORT_FORMS[Relationship].read(line)).effective_on_delete  # type: ignore[arg-type]

    assert action("a 1 has 0..* b composition") is Action.CASCADE
    assert action("a 0..1 has 0..* b aggregation") is Action.SET_NULL
    assert action("a 1 has 0..* b aggregation") is Action.RESTRICT
    assert action("a 1 has 0..* b") is Action.NO_ACTION


def test_bundles_come_after_the_attributes_of_an_entity_unless_it_says_otherwise() -> None:
    model = read(
        "model: m\nuse: [audit]\nbundles:\n  audit: {attributes: {made: timestamp}, roles: {created at: made}}\n"
        "entities:\n  a: {attributes: {x: text}}\n  b: {use: []}\n  c: {use: [tenant, version_lock]}\n  d: {is_a: a}\n"
    )
    names = {key: list(effective_attributes(model, each)) for key, each in model.entities.items()}
    assert names == {"a": ["x", "made"], "b": [], "c": ["tenant_id", "version"], "d": []}
    assert bundles_of(model, model.entities["a"])[0].attribute_for(Role.CREATED_AT) == "made"


def test_soft_delete_is_offered_by_time_and_by_flag() -> None:
    assert PREDEFINED["soft_delete"].attribute_for(Role.DELETED_AT) == "deleted_at"
    assert PREDEFINED["active_flag"].attribute_for(Role.ACTIVE) == "is_active"


@pytest.mark.parametrize("pair", [("", "a"), ("s", "a"), ("", "a.b"), ("s.t", 'a"b'), ("", '"'), ("s", "a b")])
def test_keys_of_things_in_namespaces(pair: tuple[str, str]) -> None:
    assert split_key(qualified(*pair)) == pair


@pytest.mark.parametrize("key", ["", ".", "a.", ".a", "a.b.c", '"a', '"a"b'])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"name|part|quote"):
        split_key(key)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("total > 0", "sum > 0"),
        ("TOTAL > 0 and 'total' <> x", "sum > 0 and 'total' <> x"),
        ('"total" > 0', "sum > 0"),
        ("order.total > line.total", "order.sum > line.total"),
        ("total(x) > total -- total\n", "total(x) > sum -- total\n"),
        ("$$total$$ || total", "$$total$$ || sum"),
        ("/* total */ subtotal", "/* total */ subtotal"),
    ],
)
def test_a_column_is_renamed_inside_an_expression(before: str, after: str) -> None:
    assert renamed_in_sql(before, "total", "sum", qualifiers=frozenset({"order"})) == after
