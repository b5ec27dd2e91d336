"""The two files that the language is measured by: one of a person, one of an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.model import Model
from colonnade.model.language import json_of, read, write

EXAMPLES = Path(__file__).parent / "examples"


def text_of(name: str) -> str:
    """An example file."""
    return (EXAMPLES / f"{name}.colonnade.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["shop", "billing_imported"])
def test_nothing_of_an_example_is_lost(name: str) -> None:
    model = read(text_of(name))
    assert read(write(model)) == model
    assert read(json_of(model)) == model


def test_the_import_is_written_exactly_like_this() -> None:
    assert write(read(text_of("billing_imported"))) == text_of("billing_imported")


def test_an_import_keeps_columns_in_order_and_names_of_constraints() -> None:
    model: Model = read(text_of("billing_imported"))
    invoice = model.entities["invoice"]
    assert list(invoice.attributes)[:3] == ["invoice_no", "customer_id", "state"]
    assert [(key.name, key.attributes) for key in invoice.keys] == [("pk_invoice", ("invoice_no",))]
    assert model.relationships["fk_inv_cust"].parent == "customer"
    assert model.entities["invoice_line"].identifier == ("invoice_no", "line_no")
