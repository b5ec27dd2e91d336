"""Nothing is lost between a schema and its model, nor between a model and its schema."""

from __future__ import annotations

from hypothesis import given, settings

from colonnade.dialect import load
from colonnade.model.language import read, write
from colonnade.model.validity import validate
from colonnade.realize import abstract, realise
from colonnade.schema import Schema
from colonnade.testing.designs import designs
from colonnade.testing.schemas import schemas

POSTGRESQL = load("postgresql")


@settings(deadline=None, max_examples=60)
@given(schemas())
def test_a_schema_made_into_a_model_and_back_is_the_same(schema: Schema) -> None:
    model = abstract(schema, POSTGRESQL, name="any")
    assert validate(model) == ()
    again = realise(read(write(model)), POSTGRESQL)
    assert again == schema


@settings(deadline=None, max_examples=40)
@given(designs())
def test_a_design_made_into_a_schema_and_back_is_the_same(text: str) -> None:
    model = read(text)
    assert abstract(realise(model, POSTGRESQL), POSTGRESQL, name="any") == model
