"""Kinds of an entity as tables, by each strategy."""

from __future__ import annotations

import pytest

from colonnade.dialect import NotExpressibleError, load
from colonnade.realize import realise
from colonnade.schema import Table
from tests.realize.engines import Engine, ask, model

KINDS = """
entities:
  payment:
    strategy: {strategy}
    use: [audit]
    attributes:
      id: integer key
      amount: integer required check "amount > 0"
  card_payment:
    is_a: payment
    attributes:
      card: string(20) required
  gift_card_payment:
    is_a: card_payment
    attributes:
      giver: string(20) required
  cash_payment:
    is_a: payment
    attributes:
      till: integer unique
"""


def kinds(strategy: str) -> str:
    return KINDS.replace("{strategy}", strategy)


def tables(strategy: str) -> dict[str, list[str]]:
    schema = realise(model(kinds(strategy)), load("postgresql"))
    return {each.name: list(each.columns) for each in schema.of_kind(Table)}


AUDIT = ["created_at", "created_by", "updated_at", "updated_by"]


def test_joined_tables_share_the_key(engine: Engine) -> None:
    assert tables("joined") == {
        "payment": ["id", "amount", *AUDIT],
        "card_payment": ["id", "card"],
        "gift_card_payment": ["id", "giver"],
        "cash_payment": ["id", "till"],
    }
    with engine.made(kinds("joined")) as db:
        with engine.refuses():
            ask(db, "INSERT INTO card_payment VALUES (1, '4111')")
        ask(db, "INSERT INTO payment (id, amount) VALUES (1, 5)")
        ask(db, "INSERT INTO card_payment VALUES (1, '4111')")
        ask(db, "INSERT INTO gift_card_payment VALUES (1, 'Ada')")
        with engine.refuses():
            ask(db, "INSERT INTO card_payment VALUES (1, '4222')")
        ask(db, "DELETE FROM payment")
        assert ask(db, "SELECT * FROM gift_card_payment") == []


def test_one_table_tells_kinds_apart(engine: Engine) -> None:
    assert tables("single table") == {"payment": ["id", "amount", "kind", "card", "giver", "till", *AUDIT]}
    with engine.made(kinds("single table")) as db:
        ask(db, "INSERT INTO payment (id, amount, kind) VALUES (1, 5, 'payment')")
        ask(db, "INSERT INTO payment (id, amount, kind, card) VALUES (2, 5, 'card_payment', '4111')")
        with engine.refuses():
            ask(db, "INSERT INTO payment (id, amount, kind) VALUES (3, 5, 'card_payment')")
        with engine.refuses():
            ask(db, "INSERT INTO payment (id, amount, kind, giver) VALUES (3, 5, 'gift_card_payment', 'Ada')")
        with engine.refuses():
            ask(db, "INSERT INTO payment (id, amount, kind) VALUES (3, 5, 'promise')")
        ask(db, "INSERT INTO payment (id, amount, kind, till) VALUES (4, 5, 'cash_payment', 1)")
        with engine.refuses():
            ask(db, "INSERT INTO payment (id, amount, kind, till) VALUES (5, 5, 'cash_payment', 1)")


def test_concrete_tables_are_whole(engine: Engine) -> None:
    assert tables("concrete") == {
        "payment": ["id", "amount", *AUDIT],
        "card_payment": ["id", "amount", "card", *AUDIT],
        "gift_card_payment": ["id", "amount", "card", "giver", *AUDIT],
        "cash_payment": ["id", "amount", "till", *AUDIT],
    }
    with engine.made(kinds("concrete")) as db:
        ask(db, "INSERT INTO cash_payment (id, amount) VALUES (1, 5)")
        with engine.refuses():
            ask(db, "INSERT INTO cash_payment (id, amount) VALUES (2, 0)")
        with engine.refuses():
            ask(db, "INSERT INTO cash_payment (id, amount) VALUES (1, 5)")


def test_references_to_a_kind_lead_to_the_one_table(engine: Engine) -> None:
    text = kinds("single table") + "  refund: {attributes: {id: integer key, of: integer required -> card_payment}}\n"
    with engine.made(text) as db:
        with engine.refuses():
            ask(db, "INSERT INTO refund VALUES (1, 1)")
        ask(db, "INSERT INTO payment (id, amount, kind, card) VALUES (1, 5, 'card_payment', '4111')")
        ask(db, "INSERT INTO refund VALUES (1, 1)")


def test_one_column_is_not_of_two_types() -> None:
    text = kinds("single table").replace("till: integer unique", "card: integer")
    with pytest.raises(NotExpressibleError, match="of one type"):
        realise(model(text), load("postgresql"))


def test_what_two_kinds_name_alike_is_kept_twice() -> None:
    text = (
        kinds("single table")
        .replace(
            "      giver: string(20) required\n",
            "      giver: string(20) required\n    checks: [{polite: giver <> ''}]\n",
        )
        .replace("      till: integer unique\n", "      till: integer unique\n    checks: [{polite: till > 0}]\n")
    )
    names = {ref.name for ref in realise(model(text), load("postgresql")).objects if ref.kind == "constraint"}
    assert {"polite", "cash_payment_polite"} <= names
