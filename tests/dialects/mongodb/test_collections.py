"""Collections of a model: what stands within what, what becomes a bound, an index, an option, and what is lost."""

from __future__ import annotations

import pytest

from colonnade.dialects.mongodb import Collection, Index, collections_of, faults
from colonnade.model.language import read

SHOP = """
model: shop
dialect: postgresql
domains:
  amount: decimal(12,2) check "VALUE > 0"
entities:
  order:
    attributes:
      _id: object_id key
      number: string(20) required unique
      address.city: text required
      address.zip: char(5)
      total: amount required
      weight: float check "weight < 30.5"
      note: text check "note <> ''"
    checks: ["total > weight"]
    indexes:
      - by_city: address.city
      - newest: _id desc where "number IS NOT NULL"
    retention: %s
  line:
    attributes:
      sku: text required
    indexes:
      - by_sku: sku
  invoice:
    attributes: {url: text required}
relationships:
  lines: order 1 has 1..* line composition
  invoice: order 1 has 0..1 invoice composition
"""


def collections(retention: str = "2 weeks after _id") -> Collection:
    (found,) = (each for each in collections_of(read(SHOP % retention)) if each.name == "order")
    return found


def test_parts_stand_within_their_whole() -> None:
    shape = collections().schema
    properties = shape["properties"]
    assert isinstance(properties, dict)
    assert shape["required"] == ["number", "address", "total", "lines"]
    assert properties["lines"] == {
        "bsonType": "array",
        "minItems": 1,
        "items": {"bsonType": "object", "required": ["sku"], "properties": {"sku": {"bsonType": "string"}}},
    }
    assert properties["invoice"]["required"] == ["url"]
    assert properties["address"]["properties"]["zip"] == {"bsonType": "string", "maxLength": 5, "minLength": 5}
    assert properties["total"] == {"bsonType": "decimal", "minimum": 0, "exclusiveMinimum": True}
    assert properties["weight"] == {"bsonType": "double", "maximum": 30.5, "exclusiveMaximum": True}


def test_indexes_are_those_of_the_parts_too() -> None:
    assert collections().indexes == (
        Index(name="by_city", fields=(("address.city", 1),)),
        Index(name="by_sku", fields=(("lines.sku", 1),)),
        Index(name="number_unique", fields=(("number", 1),), unique=True),
        Index(name="_id_ttl", fields=(("_id", 1),), expire_after_seconds=1_209_600),
    )


def test_what_is_not_held_is_told() -> None:
    found = collections("7 years after _id")
    assert {(each.object, each.what) for each in found.losses} == {
        ("order", "check total > weight"),
        ("order.note", "check note <> ''"),
        ("order.newest", "index"),
        ("order", "retention"),
    }


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"total": {"$numberDecimal": "0"}}, ["total is 0, beyond its minimum 0"]),
        ({"total": None}, ["total is null, not decimal"]),
        ({"lines": []}, ["lines has 0, not 1 to any number"]),
        ({"lines": [{"sku": "a"}, {}]}, ["lines[1].sku is absent"]),
        ({"address": {"city": "Oslo", "zip": "12"}}, ["address.zip has 2, not 5 to 5"]),
        ({"weight": 30.5}, ["weight is 30.5, beyond its maximum 30.5"]),
    ],
)
def test_a_document_is_judged(changed: dict[str, object], said: list[str]) -> None:
    whole: dict[str, object] = {
        "number": "O-1",
        "address": {"city": "Oslo"},
        "total": {"$numberDecimal": "10.50"},
        "lines": [{"sku": "a"}],
    }
    assert list(faults(collections().schema, {**whole, **changed})) == said  # type: ignore[dict-item]
