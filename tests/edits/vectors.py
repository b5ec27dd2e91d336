"""The vectors that every client of edits runs, and how they are written: `python -m tests.edits.vectors`.

A vector has a document, an edit, and what comes of it: the primitives, the document after them and the primitives that
undo it, or the reason of the refusal. A client applies `primitives` to `before` and must get `after`, and `undo` to
`after` and must get `before`, the order of keys included.
"""

from __future__ import annotations

import json
from pathlib import Path

from colonnade.edits import Edit, EditRefusedError, Steps, edit_document, edit_of, primitive_document
from colonnade.model import Document, Model
from colonnade.model.language import document_of, read

FOLDER = Path(__file__).parent.parent / "vectors" / "edits"

SHOP = """
model: shop
use: [audit]
areas: {sales: What customers buy}
domains:
  money: decimal(15,2)
entities:
  customer:
    area: sales
    attributes:
      id: uuid key
      email: string(254) required unique
      region: string(2)
    indexes:
      - region, email
    checks:
      - short: length(email) < 254
  order:
    attributes:
      id: uuid key
      customer_id: uuid required -> customer on delete restrict
      total: money required
  tag:
    attributes:
      name: string(40) key
relationships:
  - order 0..* carries 0..* tag
engines:
  postgresql:
    tables:
      order: {fillfactor: 85}
"""

EDITS: dict[str, Document] = {
    "add_entity": {"edit": "add", "into": ["entities"], "key": "product", "value": {"attributes": {"id": "uuid key"}}},
    "add_entity_before": {"edit": "add", "into": ["entities"], "key": "product", "value": {}, "before": "order"},
    "add_attribute": {
        "edit": "add", "into": ["entities", "order", "attributes"], "key": "placed_at",
        "value": "timestamp required = now() -- When it was placed", "before": "total",
    },
    "add_first_index": {"edit": "add", "into": ["entities", "order", "indexes"], "key": "", "value": "total desc"},
    "add_relationship": {
        "edit": "add", "into": ["relationships"], "key": "", "value": "customer 1 recommends 0..* tag"
    },
    "add_name_taken": {"edit": "add", "into": ["entities"], "key": "order", "value": {}},
    "add_unknown_type": {
        "edit": "add", "into": ["entities", "order", "attributes"], "key": "x", "value": "monney"
    },
    "add_bad_short_form": {
        "edit": "add", "into": ["entities", "order", "attributes"], "key": "x", "value": "text requird"
    },
    "drop_attribute": {"edit": "drop", "at": ["entities", "order", "attributes", "total"]},
    "drop_attribute_referenced": {"edit": "drop", "at": ["entities", "customer", "attributes", "region"]},
    "drop_attribute_cascade": {
        "edit": "drop", "at": ["entities", "customer", "attributes", "region"], "cascade": True
    },
    "drop_entity_referenced": {"edit": "drop", "at": ["entities", "customer"]},
    "drop_entity_cascade": {"edit": "drop", "at": ["entities", "customer"], "cascade": True},
    "drop_gone": {"edit": "drop", "at": ["entities", "client"]},
    "rename_entity": {"edit": "rename", "at": ["entities", "customer"], "name": "client"},
    "rename_entity_with_namespace": {"edit": "rename", "at": ["entities", "tag"], "name": "sales.tag"},
    "rename_attribute": {"edit": "rename", "at": ["entities", "customer", "attributes", "email"], "name": "e_mail"},
    "rename_domain": {"edit": "rename", "at": ["domains", "money"], "name": "amount"},
    "rename_there_and_back": {
        "edit": "batch",
        "edits": [
            {"edit": "rename", "at": ["entities", "order"], "name": "purchase"},
            {"edit": "change", "at": ["entities", "order"], "field": "about", "value": "What was bought"},
            {"edit": "rename", "at": ["entities", "order"], "name": "order"},
        ],
    },
    "rename_swap": {
        "edit": "batch",
        "edits": [
            {"edit": "rename", "at": ["entities", "order"], "name": "aside"},
            {"edit": "rename", "at": ["entities", "tag"], "name": "order"},
            {"edit": "rename", "at": ["entities", "order"], "name": "tag"},
        ],
    },
    "change_text": {"edit": "change", "at": ["entities", "order"], "field": "about", "value": "What was bought"},
    "change_facet": {
        "edit": "change", "at": ["entities", "order"], "field": "retention", "value": "7 years, then archive"
    },
    "change_to_default": {"edit": "change", "at": ["entities", "customer"], "field": "area", "value": None},
    "change_type": {
        "edit": "change", "at": ["entities", "order", "attributes", "total"], "field": "type", "value": "float"
    },
    "change_model": {"edit": "change", "at": [], "field": "about", "value": "A web shop"},
    "change_unknown_field": {"edit": "change", "at": ["entities", "order"], "field": "abuot", "value": "x"},
    "reorder_attribute": {
        "edit": "reorder", "at": ["entities", "order", "attributes", "total"], "before": "customer_id"
    },
    "reorder_entity_to_end": {"edit": "reorder", "at": ["entities", "customer"]},
    "overlay_change": {
        "edit": "put_overlay", "engine": "postgresql", "object_kind": "tables", "object_id": "order",
        "value": {"fillfactor": 70},
    },
    "overlay_new_engine": {
        "edit": "put_overlay", "engine": "sqlite", "object_kind": "tables", "object_id": "order",
        "value": {"strict": True},
    },
    "overlay_remove": {
        "edit": "put_overlay", "engine": "postgresql", "object_kind": "tables", "object_id": "order", "value": None
    },
}  # fmt: skip


def vector(model: Model, edit: Edit) -> dict[str, Document]:
    """What comes of an edit."""
    found: dict[str, Document] = {"before": document_of(model), "edit": edit_document(edit)}
    try:
        after = edit.apply(model)
    except EditRefusedError as error:
        return {**found, "refused": error.reason.value, "blocking": [list(each) for each in error.blocking]}
    undo = edit.invert(model)
    assert isinstance(undo, Steps)
    return {
        **found,
        "primitives": [primitive_document(each) for each in edit.primitives(model)],
        "after": document_of(after),
        "undo": [primitive_document(each) for each in undo.primitives_given],
    }


def text(name: str) -> str:
    """The vector of this name as it stands in its file."""
    return json.dumps(vector(read(SHOP), edit_of(EDITS[name])), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for each in FOLDER.glob("*.json"):
        each.unlink()
    for name in EDITS:
        (FOLDER / f"{name}.json").write_text(text(name), encoding="utf-8")
