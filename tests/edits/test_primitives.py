"""Primitives lead from any document to any other, and survive JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.edits.compare import changes, compare
from colonnade.edits.primitive import (
    BadPrimitiveError,
    GoneError,
    Move,
    Put,
    Remove,
    Set,
    apply_to,
    primitive_document,
    primitive_of,
)
from colonnade.model import Document, Model
from colonnade.model.language import document_of
from colonnade.testing.models import models, texts

names = st.sampled_from(["a", "b", "c", "d", "e"])


@st.composite
def collections(draw: st.DrawFn) -> dict[str, Document]:
    """Named things, some of which were renamed: their ids are what they were called before."""
    keys = draw(st.lists(names, unique=True, max_size=5))
    ids = draw(st.permutations(["a", "b", "c", "d", "e"]))
    found: dict[str, Document] = {}
    taken: set[str] = set()
    for key, stable in zip(keys, ids, strict=False):
        other = draw(st.booleans()) and stable != key and stable not in keys and stable not in taken
        body: dict[str, Document] = {"id": stable} if other else {}
        taken.add(stable if other else key)
        body |= draw(st.dictionaries(st.sampled_from(["x", "y"]), st.integers(0, 2) | texts, max_size=2))
        found[key] = body
    return {"entities": found} if found else {}


@given(collections(), collections())
@settings(max_examples=300, deadline=None)
def test_comparing_leads_to_the_other_document(old: dict[str, Document], new: dict[str, Document]) -> None:
    steps = list(compare(old, new, ()))
    assert json.dumps(apply_to(old, steps)) == json.dumps(new)
    assert list(compare(new, new, ())) == []


@given(models(), models())
@settings(max_examples=40, deadline=None)
def test_comparing_models_leads_to_the_other_model(old: Model, new: Model) -> None:
    steps = changes(old, new)
    assert json.dumps(apply_to(document_of(old), steps)) == json.dumps(document_of(new))
    assert changes(new, new) == ()
    for each in steps:
        again = primitive_of(json.loads(json.dumps(primitive_document(each))))
        assert again == each


def test_a_swap_of_names_steps_aside() -> None:
    old: dict[str, Document] = {"entities": {"a": {"x": 1}, "b": {"x": 2}}}
    new: dict[str, Document] = {"entities": {"b": {"id": "a", "x": 1}, "a": {"id": "b", "x": 2}}}
    assert apply_to(old, list(compare(old, new, ()))) == new
    assert apply_to(new, list(compare(new, old, ()))) == old


def test_a_path_follows_a_rename() -> None:
    document: dict[str, Document] = {"entities": {"order": {}}}
    renamed = apply_to(
        document,
        [
            Put(path=("entities", "order"), key="id", value="order"),
            Move(path=("entities", "order"), key="purchase"),
            Put(path=("entities", "order"), key="about", value="x"),
        ],
    )
    assert renamed == {"entities": {"purchase": {"id": "order", "about": "x"}}}


def test_one_move_is_enough_for_one_that_stands_elsewhere() -> None:
    old: dict[str, Document] = {"entities": {each: {} for each in "abcde"}}
    new: dict[str, Document] = {"entities": {each: {} for each in "bcdea"}}
    assert list(compare(old, new, ())) == [Move(path=("entities", "a"), key="a")]


@pytest.mark.parametrize(
    "primitive",
    [
        Put(path=("entities",), key="order", value={}),
        Put(path=("entities", "nothing"), key="about", value="x"),
        Put(path=("entities",), key="new", value={}, before="nothing"),
        Set(path=("entities", "nothing"), value={}),
        Remove(path=("entities", "order", "about")),
        Move(path=("entities", "nothing"), key="x"),
        Move(path=("entities", "order"), key="line"),
        Remove(path=()),
    ],
)
def test_what_is_gone_or_taken_is_refused(primitive: Put | Set | Remove | Move) -> None:
    document: dict[str, Document] = {"entities": {"order": {}, "line": {}}}
    with pytest.raises(GoneError):
        apply_to(document, [primitive])
    assert document == {"entities": {"order": {}, "line": {}}}


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"op": "copy", "path": []},
        {"op": "set", "path": "a", "value": 1},
        {"op": "set", "path": ["a"]},
        {"op": "set", "path": [1], "value": 1},
        {"op": "remove", "path": ["a"], "value": 1},
        {"op": "put", "path": [], "key": 1, "value": 1},
        {"op": "move", "path": [], "key": "a", "before": 1},
    ],
    ids=json.dumps,
)
def test_what_is_no_primitive_is_refused(document: Document) -> None:
    with pytest.raises(BadPrimitiveError):
        primitive_of(document)
