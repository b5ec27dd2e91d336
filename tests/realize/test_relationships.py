"""Every kind of relationship keeps what it says, on both engines."""

from __future__ import annotations

import pytest

from colonnade.dialect import NotExpressibleError, load
from colonnade.realize import realise
from colonnade.schema import ForeignKey, Index, Key, Ref
from tests.realize.engines import Engine, ask, model

TWO = """
entities:
  customer: {attributes: {id: integer key}}
  order: {attributes: {id: integer key}}
relationships:
  - customer %s has %s order
"""


def test_one_to_many_needs_its_one(engine: Engine) -> None:
    with engine.made(TWO % ("1", "0..*")) as db:
        ask(db, "INSERT INTO customer VALUES (1)")
        ask(db, 'INSERT INTO "order" (id, customer_id) VALUES (1, 1), (2, 1)')
        with engine.refuses():
            ask(db, 'INSERT INTO "order" (id, customer_id) VALUES (3, NULL)')
        with engine.refuses():
            ask(db, 'INSERT INTO "order" (id, customer_id) VALUES (3, 9)')


def test_an_optional_one_may_be_missing(engine: Engine) -> None:
    with engine.made(TWO % ("0..1", "0..*")) as db:
        ask(db, 'INSERT INTO "order" (id, customer_id) VALUES (3, NULL)')
        assert ask(db, 'SELECT customer_id FROM "order"') == [(None,)]


def test_one_to_one_refuses_a_second(engine: Engine) -> None:
    with engine.made(TWO % ("1", "0..1")) as db:
        ask(db, "INSERT INTO customer VALUES (1)")
        ask(db, 'INSERT INTO "order" (id, customer_id) VALUES (1, 1)')
        with engine.refuses():
            ask(db, 'INSERT INTO "order" (id, customer_id) VALUES (2, 1)')


def test_many_to_one_is_carried_by_its_source(engine: Engine) -> None:
    with engine.made(TWO % ("0..*", "1")) as db:
        ask(db, 'INSERT INTO "order" VALUES (1)')
        ask(db, "INSERT INTO customer (id, order_id) VALUES (1, 1)")
        with engine.refuses():
            ask(db, "INSERT INTO customer (id, order_id) VALUES (2, NULL)")


MANY = """
entities:
  product: {attributes: {id: integer key}}
  tag: {attributes: {name: string(40) key}}
relationships:
  - is: product 0..* is tagged with 0..* tag
    attributes:
      since: date required
"""


def test_many_to_many_has_a_table_of_its_own(engine: Engine) -> None:
    with engine.made(MANY) as db:
        ask(db, "INSERT INTO product VALUES (1)")
        ask(db, "INSERT INTO tag VALUES ('new')")
        ask(db, "INSERT INTO product_tag (product_id, tag_name, since) VALUES (1, 'new', '2026-05-01')")
        with engine.refuses():
            ask(db, "INSERT INTO product_tag (product_id, tag_name, since) VALUES (1, 'new', '2026-05-02')")
        with engine.refuses():
            ask(db, "INSERT INTO product_tag (product_id, tag_name, since) VALUES (2, 'new', '2026-05-02')")
        ask(db, "DELETE FROM product")
        assert ask(db, "SELECT * FROM product_tag") == []


@pytest.mark.parametrize("name", ["postgresql", "sqlite"])
def test_a_junction_is_two_references_and_one_key(name: str) -> None:
    schema = realise(model(MANY), load(name))
    parts = [each for each in schema if each.parent() == Ref("table", (*_space(name), "product_tag"))]
    keys = [each.columns for each in parts if isinstance(each, Key) and each.primary]
    assert keys == [("product_id", "tag_name")]
    assert sorted(each.columns for each in parts if isinstance(each, ForeignKey)) == [("product_id",), ("tag_name",)]
    indexed = [tuple(key.column for key in each.keys) for each in parts if isinstance(each, Index)]
    assert indexed == [("tag_name",)]


def _space(name: str) -> tuple[str, ...]:
    return ("public",) if name == "postgresql" else ()


def test_people_may_know_people(engine: Engine) -> None:
    text = "entities: {person: {attributes: {id: integer key}}}\nrelationships: [person 0..* knows 0..* person]"
    with engine.made(text) as db:
        ask(db, "INSERT INTO person VALUES (1), (2)")
        ask(db, "INSERT INTO person_person (person_id, other_person_id) VALUES (1, 2), (2, 1)")
        with engine.refuses():
            ask(db, "INSERT INTO person_person (person_id, other_person_id) VALUES (1, 2)")


def test_an_entity_may_refer_to_itself(engine: Engine) -> None:
    text = "entities: {part: {attributes: {id: integer key}}}\nrelationships: [part 0..1 holds 0..* part]"
    with engine.made(text) as db:
        ask(db, "INSERT INTO part (id, part_id) VALUES (1, NULL)")
        ask(db, "INSERT INTO part (id, part_id) VALUES (2, 1)")
        with engine.refuses():
            ask(db, "INSERT INTO part (id, part_id) VALUES (3, 9)")


WHOLE = """
entities:
  order: {attributes: {id: integer key}}
  line: {attributes: {id: integer key}}
  note: {attributes: {id: integer key}}
relationships:
  - order 1 consists of 0..* line composition
  - order 0..1 collects 0..* note aggregation
"""


def test_parts_of_a_composition_go_and_parts_of_an_aggregation_stay(engine: Engine) -> None:
    with engine.made(WHOLE) as db:
        ask(db, 'INSERT INTO "order" VALUES (1)')
        ask(db, "INSERT INTO line (id, order_id) VALUES (1, 1)")
        ask(db, "INSERT INTO note (id, order_id) VALUES (1, 1)")
        with engine.refuses():
            ask(db, "INSERT INTO line (id, order_id) VALUES (2, NULL)")
        ask(db, 'DELETE FROM "order"')
        assert ask(db, "SELECT * FROM line") == []
        assert ask(db, "SELECT id, order_id FROM note") == [(1, None)]


IDENTIFYING = """
entities:
  order: {attributes: {id: integer key}}
  line: {attributes: {number: integer key}}
  batch: {attributes: {code: integer key}}
relationships:
  - line 1 is made in 1..* batch identifying
  - order 1 consists of 0..* line identifying
"""


def test_an_identifying_relationship_puts_the_parents_key_in_the_childs(engine: Engine) -> None:
    with engine.made(IDENTIFYING) as db:
        ask(db, 'INSERT INTO "order" VALUES (1), (2)')
        ask(db, "INSERT INTO line (order_id, number) VALUES (1, 1), (2, 1)")
        with engine.refuses():
            ask(db, "INSERT INTO line (order_id, number) VALUES (1, 1)")
        ask(db, "INSERT INTO batch (line_order_id, line_number, code) VALUES (1, 1, 5)")
        with engine.refuses():
            ask(db, "INSERT INTO batch (line_order_id, line_number, code) VALUES (1, 9, 5)")


def test_a_child_without_a_key_of_its_own_can_not_be_one_of_many() -> None:
    text = """
entities:
  order: {attributes: {id: integer key}}
  line: {attributes: {number: integer}}
relationships:
  - order 1 consists of 0..* line identifying
"""
    with pytest.raises(NotExpressibleError, match="allows one only"):
        realise(model(text), load("postgresql"))


def test_two_relationships_between_the_same_two(engine: Engine) -> None:
    text = """
entities:
  place: {attributes: {id: integer key}}
  trip: {attributes: {id: integer key, from_id: integer required, to_id: integer required}}
relationships:
  - place 1 begins 0..* trip by from_id
  - place 1 ends 0..* trip by to_id
"""
    with engine.made(text) as db:
        ask(db, "INSERT INTO place VALUES (1)")
        with engine.refuses():
            ask(db, "INSERT INTO trip (id, from_id, to_id) VALUES (1, 1, 2)")
        ask(db, "INSERT INTO trip (id, from_id, to_id) VALUES (1, 1, 1)")


ACTIONS = [
    ("cascade", []),
    ("set null", [(1, None)]),
    ("set default", [(1, 0)]),
    ("restrict", None),
    ("no action", None),
]


@pytest.mark.parametrize(("action", "after"), ACTIONS)
def test_actions_of_a_reference(engine: Engine, action: str, after: list[tuple[object, ...]] | None) -> None:
    text = f"""
entities:
  parent: {{attributes: {{id: integer key}}}}
  child: {{attributes: {{id: integer key, parent_id: "integer = 0 -> parent on delete {action}"}}}}
"""
    with engine.made(text) as db:
        ask(db, "INSERT INTO parent VALUES (0), (1)")
        ask(db, "INSERT INTO child VALUES (1, 1)")
        if after is None:
            with engine.refuses():
                ask(db, "DELETE FROM parent WHERE id = 1")
        else:
            ask(db, "DELETE FROM parent WHERE id = 1")
            assert ask(db, "SELECT id, parent_id FROM child") == after


def test_references_are_indexed_unless_the_model_wants_none() -> None:
    text = "entities: {a: {attributes: {id: integer key}}, b: {attributes: {id: integer key, a_id: integer -> a}}}"
    dialect = load("postgresql")
    assert Ref("index", ("public", "b_a_id_idx")) in realise(model(text), dialect)
    assert not [*realise(model(f"{text}\nindex_references: false"), dialect).of_kind(Index)]
