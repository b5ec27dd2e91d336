"""A schema with an index answers as one without."""

from __future__ import annotations

from colonnade.schema import Check, Constraint, Key, Ref, Schema, SchemaObject, Sql, Table
from colonnade.schema.objects import Objects

ITEM, PLACE = Table(path=("shop", "item")), Table(path=("shop", "place"))
KEY = Key(path=("shop", "item", "item_key"), primary=True, columns=("id",))
RULE = Check(path=("shop", "item", "item_rule"), expression=Sql("id > 0"))
LAST = Key(path=("shop", "item", "last_key"), primary=False, columns=("name",))


def _schemas() -> tuple[Schema, Schema]:
    plain = Schema(engine="postgresql", objects={each.ref: each for each in (ITEM, KEY, RULE, LAST, PLACE)})
    return plain, plain.indexed()


def test_classes_and_parts_are_the_same_and_in_order() -> None:
    plain, indexed = _schemas()
    assert indexed == plain
    assert indexed.indexed() is indexed
    classes: tuple[type[SchemaObject], ...] = (Table, Key, Constraint, SchemaObject)
    for cls in classes:
        assert list(indexed.of_kind(cls)) == list(plain.of_kind(cls))
    assert list(indexed.parts(ITEM.ref)) == list(plain.parts(ITEM.ref)) == [KEY, RULE, LAST]
    assert not indexed.parts(PLACE.ref)


def test_it_keeps_up_with_changes() -> None:
    objects = Objects(_schemas()[0].objects)
    schema = Schema(engine="postgresql", objects=objects)
    del objects[KEY.ref]
    assert list(schema.of_kind(Key)) == [LAST]
    assert list(schema.parts(ITEM.ref)) == [RULE, LAST]
    objects[RULE.ref] = Key(path=RULE.path, primary=True, columns=("id",))
    assert not list(schema.of_kind(Check))
    assert {each.ref for each in schema.of_kind(Key)} == {RULE.ref, LAST.ref}
    objects[Ref("table", ("shop", "new"))] = Table(path=("shop", "new"))
    assert [each.path[-1] for each in schema.of_kind(Table)] == ["item", "place", "new"]
