"""Nothing is lost between a model, its YAML text and its JSON form."""

from __future__ import annotations

import json

import yaml
from hypothesis import given, settings

from colonnade.model import Model, canonical
from colonnade.model.language import document_of, json_of, read, write
from colonnade.testing.models import models


@given(models())
@settings(max_examples=60, deadline=None)
def test_yaml_text_gives_the_model_back(model: Model) -> None:
    text = write(model)
    assert read(text) == model
    assert write(read(text)) == text


@given(models())
@settings(max_examples=40, deadline=None)
def test_json_gives_the_model_back_and_is_always_the_same(model: Model) -> None:
    text = json_of(model)
    again = read(text)
    assert again == model
    assert json_of(again) == text
    assert json.loads(text) == document_of(model)


@given(models())
@settings(max_examples=40, deadline=None)
def test_a_canonical_model_stays_as_it_is(model: Model) -> None:
    assert canonical(model) == model


@given(models())
@settings(max_examples=30, deadline=None)
def test_other_readers_of_yaml_take_names_and_texts_for_texts(model: Model) -> None:
    """No name turns into a number, a date or a truth value in a reader of YAML 1.1."""
    loaded = yaml.safe_load(write(model))
    assert loaded["model"] == model.name
    assert list(loaded.get("entities", {})) == list(model.entities)
    assert list(loaded.get("domains", {})) == list(model.domains)
