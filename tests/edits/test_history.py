"""Each edit is an entry of the change log of its entity, and a step of its version."""

from __future__ import annotations

import pytest

from colonnade.edits import Add, Change, Drop, Rename, next_version, with_history
from colonnade.model.language import read, write

START = read(
    """
model: shop
entities:
  a: {attributes: {id: integer key, note: text}}
  b: {version: v, attributes: {id: integer key}}
"""
)


def test_two_edits_are_two_entries_and_two_steps() -> None:
    one = Add(into=("entities", "a", "attributes"), key="email", value="string(254)").apply(START)
    one = with_history(START, one, by="ada", at="2026-01-02T03:04:05+00:00")
    two = Rename(at=("entities", "a"), name="person").apply(one)
    two = Drop(at=("entities", "a", "attributes", "note")).apply(two)
    two = with_history(one, two, by="bob", at="2026-01-03T00:00:00+00:00")
    entity = two.entities["person"]
    assert entity.version == "1.2"
    assert [(each.version, each.by, each.what) for each in entity.changes] == [
        ("1.1", "ada", "added attributes email"),
        ("1.2", "bob", "removed attributes note; added id"),
    ]
    assert two.entities["b"] == START.entities["b"], "what did not change has no entry"
    assert read(write(two)) == two


def test_a_new_entity_says_who_made_it() -> None:
    made = Add(into=("entities",), key="c", value={"attributes": {"id": "integer key"}}).apply(START)
    entity = with_history(START, made, by="ada", at="2026-01-02").entities["c"]
    assert (entity.created_by, entity.created_at, entity.version, entity.changes) == ("ada", "2026-01-02", "1.0", ())


def test_much_is_told_in_short() -> None:
    made = START
    for number in range(8):
        path = ("entities", "a", "attributes")
        made = Add(into=path, key=f"n{number}", value="integer").apply(made)
    made = Change(at=("entities", "b"), field="about", value="The other").apply(made)
    made = with_history(START, made, by="ada", at="2026-01-02")
    assert made.entities["a"].changes[0].what.endswith("and 3 more")
    assert (made.entities["b"].version, made.entities["b"].changes[0].what) == ("v.1", "added about")


@pytest.mark.parametrize(("version", "then"), [("1.0", "1.1"), ("1.9", "1.10"), ("3", "4"), ("1.0-rc", "1.0-rc.1")])
def test_versions_go_up(version: str, then: str) -> None:
    assert next_version(version) == then
