"""The vectors that clients run are what this side does."""

from __future__ import annotations

import json

import pytest

from colonnade.edits import apply_to, primitive_of
from colonnade.model import Document
from tests.edits.vectors import EDITS, FOLDER, text


def test_every_vector_has_its_file() -> None:
    assert {each.stem for each in FOLDER.glob("*.json")} == set(EDITS)


@pytest.mark.parametrize("name", EDITS)
def test_a_vector_is_what_the_edit_does(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text(name)


@pytest.mark.parametrize("name", EDITS)
def test_a_client_that_knows_only_primitives_comes_to_the_same(name: str) -> None:
    found: dict[str, Document] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if "refused" in found:
        return
    before, after, steps, undo = (found[each] for each in ("before", "after", "primitives", "undo"))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert isinstance(steps, list)
    assert isinstance(undo, list)
    assert steps
    there = apply_to(before, [primitive_of(each) for each in steps])
    assert json.dumps(there) == json.dumps(after)
    assert json.dumps(apply_to(after, [primitive_of(each) for each in undo])) == json.dumps(before)
