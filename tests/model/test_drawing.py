"""What a diagram shows of a model."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from colonnade.model import Model, diagram_of
from colonnade.model.diagram import BoxStyle, EdgeKind, Mark, Multiplicity
from colonnade.model.language import read
from colonnade.testing.models import models

SHOP = read((Path(__file__).parent / "examples" / "shop.colonnade.yaml").read_text(encoding="utf-8"))


def test_boxes_have_the_attributes_of_bundles_and_those_that_relationships_make() -> None:
    boxes = {box.id: box for box in diagram_of(SHOP).boxes}
    order = {row.name: row for row in boxes["order"].rows}
    assert order["customer_id"].marks == (Mark.FOREIGN,)
    assert order["customer_id"].type == "uuid"
    assert "created_at" in order
    assert [row.name for row in boxes["order_line"].rows][:2] == ["order_id", "number"]
    assert boxes["order_line"].rows[0].marks == (Mark.PRIMARY, Mark.FOREIGN)


def test_personal_data_is_seen_through_a_domain() -> None:
    boxes = {box.id: box for box in diagram_of(SHOP).boxes}
    assert boxes["customer"].style is BoxStyle.PII
    assert {row.name for row in boxes["customer"].rows if row.pii} == {"email", "full_name"}
    assert boxes["product"].style is BoxStyle.NORMAL


def test_an_entity_classed_confidential_shows_it() -> None:
    text = "model: a\nentities:\n  b: {classification: confidential}\n  c: {classification: restricted}\n"
    styles = [box.style for box in diagram_of(read(text)).boxes]
    assert styles == [BoxStyle.CONFIDENTIAL, BoxStyle.NORMAL]


def test_edges_say_kind_ends_and_rows() -> None:
    edges = {(edge.source, edge.target): edge for edge in diagram_of(SHOP).edges}
    places = edges["customer", "order"]
    assert (places.source_end, places.target_end) == (Multiplicity.ONE, Multiplicity.ZERO_OR_MORE)
    assert (places.source_rows, places.target_rows) == (("id",), ("customer_id",))
    assert places.label == "places"
    assert edges["business_customer", "customer"].kind is EdgeKind.INHERITANCE
    assert edges["order", "order_line"].identifying
    assert edges["product", "tag"].source_end is Multiplicity.ZERO_OR_MORE


def test_a_part_of_the_areas_has_only_edges_inside() -> None:
    part = diagram_of(SHOP, areas=["catalogue"])
    assert {box.id for box in part.boxes} == {"product", "tag"}
    assert {(edge.source, edge.target) for edge in part.edges} == {("product", "tag")}


@given(models())
@settings(max_examples=30, deadline=None)
def test_every_edge_ends_at_a_box_and_every_entity_has_one(model: Model) -> None:
    diagram = diagram_of(model, views=True)
    ids = [box.id for box in diagram.boxes]
    assert ids == [*model.entities, *model.views]
    assert len(diagram.edges) == len(model.relationships) + len(model.inheritances)
    assert all(edge.source in ids and edge.target in ids for edge in diagram.edges)


def test_a_line_says_what_carries_it_and_what_that_knows_more() -> None:
    text = """
model: m
entities:
  a: {attributes: {id: integer key}}
  b: {attributes: {id: integer key, words: native(tsvector), more: "native('bit varying')[]"}}
relationships:
  - a 0..* has 0..* b
  - is: a 0..* likes 0..* b
    attributes: {since: date, note: text}
  - is: a 0..* has 0..* a
    junction: {name: friends}
"""
    diagram = diagram_of(read(text))
    assert [edge.label for edge in diagram.edges] == ["", "likes (since, note)", "friends"]
    assert [row.type for row in diagram.boxes[1].rows] == ["integer", "tsvector", "bit varying[]"]
