"""The guide to model files shows what the reader takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from colonnade.model.language import read, write
from colonnade.model.language.jsonschema import json_schema

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "model-files.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_guide_has_examples() -> None:
    assert len(BLOCKS) >= 5


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if "include:" not in block], ids=lambda b: b.split("\n")[0]
)
def test_an_example_is_read_and_valid(block: str) -> None:
    model = read(block)
    assert read(write(model)) == model
    Draft202012Validator(json_schema()).validate(yaml.safe_load(block))
