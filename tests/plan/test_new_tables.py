"""A table that the plan itself makes has no rows to wait for, and no users to disturb."""

from __future__ import annotations

from colonnade.dialect import load
from colonnade.plan import plan
from colonnade.schema import Column, Index, IndexKey, Key, Schema, Table

DIALECT = load("postgresql")
TABLE = Table(path=("public", "a"), columns={"id": Column(name="id", type="integer", nullable=False)})
KEY = Key(path=("public", "a", "a_pkey"), primary=True, columns=("id",))
INDEX = Index(path=("public", "a_id"), on=("public", "a"), keys=(IndexKey(column="id"),))


def schema(*objects: Table | Key | Index) -> Schema:
    return Schema(engine="postgresql", objects={each.ref: each for each in objects})


def test_a_new_table_comes_without_hazards() -> None:
    assert not plan(schema(), schema(TABLE, KEY, INDEX), DIALECT).hazards


def test_the_same_on_a_table_that_is_there_has_them() -> None:
    assert plan(schema(TABLE), schema(TABLE, KEY, INDEX), DIALECT).hazards
