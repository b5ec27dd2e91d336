"""The laws of differences, on generated schemas."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from colonnade.diff import compare, diff
from colonnade.ops import RenameColumn, RenameObject
from colonnade.schema import Ref, Schema, Table
from colonnade.schema.document import from_document, to_document
from colonnade.schema.fingerprint import fingerprint
from colonnade.schema.naming import identity_text, read_identity
from colonnade.testing.schemas import schemas


@settings(deadline=None, max_examples=150)
@given(schemas(), schemas())
def test_applying_the_difference_gives_the_target(a: Schema, b: Schema) -> None:
    assert diff(a, b).apply(a) == b


@settings(deadline=None, max_examples=150)
@given(schemas(), schemas())
def test_a_second_difference_is_empty(a: Schema, b: Schema) -> None:
    assert not diff(diff(a, b).apply(a), b)


@settings(deadline=None, max_examples=150)
@given(schemas(), schemas())
def test_inverting_every_operation_gives_the_start(a: Schema, b: Schema) -> None:
    undo = []
    now = a
    for operation in diff(a, b).operations:
        undo.append(operation.invert(now))
        now = operation.apply(now)
    for operation in reversed(undo):
        now = operation.apply(now)
    assert now == a


@settings(deadline=None, max_examples=100)
@given(schemas())
def test_documents_lose_nothing(a: Schema) -> None:
    for each in a:
        ref = read_identity(each.ref.kind, identity_text(each.ref))
        assert from_document(ref, to_document(each)) == each


@settings(deadline=None, max_examples=100)
@given(schemas(), schemas())
def test_fingerprints_are_equal_only_for_equal_schemas(a: Schema, b: Schema) -> None:
    assert (fingerprint(a) == fingerprint(b)) == (a == b)


@settings(deadline=None, max_examples=100)
@given(schemas())
def test_a_rename_with_an_id_is_a_rename_and_nothing_else(a: Schema) -> None:
    for table in tuple(a.of_kind(Table)):
        renamed = RenameObject(ref=table.ref, to=Ref("table", ("public", "renamed"))).apply(a)
        found = diff(a, renamed)
        assert found.operations == (RenameObject(ref=table.ref, to=Ref("table", ("public", "renamed"))),)
        column = next(iter(table.columns))
        moved = RenameColumn(table=("public", "renamed"), name=column, to="moved").apply(renamed)
        assert diff(a, moved).apply(a) == moved
        assert len(diff(a, moved).operations) == 2


@given(schemas())
def test_order_of_columns_is_no_difference(a: Schema) -> None:
    turned = {
        ref: replace(each, columns=dict(reversed(tuple(each.columns.items())))) if isinstance(each, Table) else each
        for ref, each in a.objects.items()
    }
    assert compare(a, replace(a, objects=turned)) == ()
