"""The JSON Schema takes what the reader takes, and refuses what a person gets wrong most often."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from colonnade.model import Model
from colonnade.model.language import json_of, write
from colonnade.model.language.jsonschema import json_schema
from colonnade.model.phrase import SHORT_FORMS
from colonnade.testing.models import models

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yaml"))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(models())
@settings(max_examples=40, deadline=None)
def test_every_model_is_valid_in_both_notations(model: Model) -> None:
    VALIDATOR.validate(yaml.safe_load(write(model)))
    VALIDATOR.validate(json.loads(json_of(model)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_valid(example: Path) -> None:
    VALIDATOR.validate(yaml.safe_load(example.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"model": "a", "entitys": {}},
        {"model": "a", "entities": {"b": {"attributs": {}}}},
        {"model": "a", "entities": {"b": {"attributes": {"c": "integer requird"}}}},
        {"model": "a", "entities": {"b": {"attributes": {"c": {"is": "integer", "requierd": True}}}}},
        {"model": "a", "entities": {"b": {"attributes": {"c": {"required": True}}}}},
        {"model": "a", "entities": {"b": {"retention": "7 yeers"}}},
        {"model": "a", "entities": {"b": {"partition": "rage placed_at"}}},
        {"model": "a", "relationships": ["customer places order"]},
        {"model": "a", "naming": {"case": "camel"}},
        {"model": "a", "domains": {"b": "string(20) key"}},
    ],
    ids=json.dumps,
)
def test_mistakes_are_seen(wrong: object) -> None:
    assert not VALIDATOR.is_valid(wrong)


@pytest.mark.parametrize("of", SHORT_FORMS, ids=lambda of: of.__name__)
def test_every_short_form_shows_examples_that_are_right_and_canonical(of: type[object]) -> None:
    short = SHORT_FORMS[of]
    assert short.examples
    for example in short.examples:
        fields = short.read(example)
        name = {"name": "x"} if "name" in of.__dataclass_fields__ else {}  # type: ignore[attr-defined]
        said = short.write(of(**{**name, **fields}))
        assert said is not None
        assert said.text == example
