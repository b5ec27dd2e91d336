"""Laws on random schemas, each judged by the engine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from colonnade.dialects.sqlite import DIALECT
from colonnade.plan import plan
from colonnade.schema import Schema
from tests.dialects.sqlite.engine import created, facts, introspected
from tests.dialects.sqlite.strategies import schemas
from tests.dialects.sqlite.test_pairs import backward, carry_out, forward

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(FEW, max_examples=400)


def _is_read_again(schema: Schema) -> None:
    connection = created(schema)
    read = introspected(connection)
    assert read == schema
    assert facts(created(read)) == facts(connection)


def _leads_there_and_back(one: Schema, other: Schema) -> None:
    connection, wanted = created(one), created(other)
    before, target = introspected(connection), introspected(wanted)
    steps = plan(before, target, DIALECT)
    carry_out(connection, forward(steps))
    assert introspected(connection) == target
    assert facts(connection, ordered=False) == facts(wanted, ordered=False)
    carry_out(connection, backward(steps))
    assert introspected(connection) == before
    assert facts(connection, ordered=False) == facts(created(one), ordered=False)


@FEW
@given(schemas())
def test_what_is_created_is_read_again(schema: Schema) -> None:
    _is_read_again(schema)


@FEW
@given(schemas(), schemas())
def test_any_schema_leads_to_any_other_and_back(one: Schema, other: Schema) -> None:
    _leads_there_and_back(one, other)


@pytest.mark.full
@MANY
@given(schemas())
def test_what_is_created_is_read_again_many_times(schema: Schema) -> None:
    _is_read_again(schema)


@pytest.mark.full
@MANY
@given(schemas(), schemas())
def test_any_schema_leads_to_any_other_and_back_many_times(one: Schema, other: Schema) -> None:
    _leads_there_and_back(one, other)
