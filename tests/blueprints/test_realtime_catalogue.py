"""The design of documents: judged a second time by an independent library, its sums computed, its script read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import jsonschema
import pytest

from colonnade.blueprints import Case, Outcome, blueprint, documents, read_proof, read_sample
from colonnade.cli import main
from colonnade.dialects.mongodb import Collection, collections_of, script
from colonnade.dialects.mongodb.judge import bson_type
from colonnade.workspace.architecture.blueprinting import EngineNotMadeError, NoDatabaseError, deploy, prove
from colonnade.workspace.normal import model_of
from colonnade.workspace.source import read_source

NAME = "realtime-catalogue"
DESIGN = blueprint(NAME)
CASES = read_proof(DESIGN.proof).cases
SAMPLE: dict[str, list[Any]] = {name: list(rows) for name, rows in read_sample(DESIGN.sample).items()}
DAYS_90, WEEK_MS = 7_776_000, 604_800_000


@pytest.fixture(scope="module")
def made() -> dict[str, Collection]:
    return {each.name: each for each in collections_of(model_of(read_source(f"blueprint:{NAME}")))}


def _of_type(_validator: object, wanted: Any, value: Any, _schema: object) -> Iterator[jsonschema.ValidationError]:
    kinds = [wanted] if isinstance(wanted, str) else wanted
    numbers = {"int", "long", "double", "decimal"}
    if bson_type(value) not in kinds and not ("number" in kinds and bson_type(value) in numbers):
        yield jsonschema.ValidationError(f"not {wanted}")


def _beyond(word: str, sign: int) -> Any:
    """Bounds of numbers, decimals in Extended JSON among them; draft 4 has exclusive ones as flags."""

    def judged(_validator: object, bound: Any, value: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
        plain = value["$numberDecimal"] if isinstance(value, dict) and "$numberDecimal" in value else value
        if isinstance(plain, str | int | float) and not isinstance(plain, bool):
            far = (Decimal(str(plain)) - Decimal(str(bound))) * sign
            if far > 0 or (far == 0 and schema.get(f"exclusive{word.capitalize()}")):
                yield jsonschema.ValidationError(f"beyond {word}")

    return judged


JUDGE = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft4Validator,
    {"bsonType": _of_type, "minimum": _beyond("minimum", -1), "maximum": _beyond("maximum", 1)},
)


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.what)
def test_an_independent_library_judges_the_same(made: dict[str, Collection], case: Case) -> None:
    shape = dict(made[case.of].schema)
    JUDGE.check_schema({key: value for key, value in shape.items() if key != "bsonType"})
    changed = documents._changed(SAMPLE[case.of][0], case)
    assert JUDGE(shape).is_valid(changed) is case.accepted
    assert all(JUDGE(shape).is_valid(each) for each in SAMPLE[case.of])


def test_it_is_validated_and_not_run(capfd: pytest.CaptureFixture[str]) -> None:
    results = prove(NAME, None)
    assert {each.outcome for each in results} == {Outcome.VALIDATED}
    assert {each.row for each in results} == {"sample", "RA-36", "NOS-01", "NOS-02", "NOS-03", "NOS-04"}
    assert main(["blueprint", "prove", NAME]) == 0
    assert "no server ran them" in capfd.readouterr().out
    with pytest.raises(NoDatabaseError):
        prove("smb-os", None)
    with pytest.raises(EngineNotMadeError):
        deploy(NAME, "sqlite:///x.db")


def number(value: Any) -> Decimal:
    return Decimal(str(value["$numberDecimal"] if isinstance(value, dict) else value))


def test_what_is_computed_is_right_in_the_samples() -> None:
    summary = SAMPLE["products"][0]["reviewSummary"]
    total = sum(each["count"] for each in summary["distribution"])
    stars = Decimal(sum(each["stars"] * each["count"] for each in summary["distribution"]))
    assert summary["totalReviews"] == total
    assert number(summary["averageRating"]) == (stars / total).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    cart = SAMPLE["carts"][0]
    for item in cart["items"]:
        assert number(item["totalPrice"]) == item["quantity"] * number(item["unitPrice"])
    figures = {name: number(value) for name, value in cart["summary"].items()}
    assert figures["itemCount"] == sum(each["quantity"] for each in cart["items"])
    assert figures["subtotal"] == sum(number(each["totalPrice"]) for each in cart["items"])
    assert figures["total"] == figures["subtotal"] + figures["tax"] + figures["shipping"]


def test_the_script_says_what_the_design_says(made: dict[str, Collection]) -> None:
    text = script(tuple(made.values()))
    assert "never been run" in text.partition("\n")[0]
    calls = re.findall(r"^db\.createCollection\((.*?)\);$", text, re.DOTALL | re.MULTILINE)
    options: dict[str, Any] = dict(json.loads(f"[{each}]") for each in calls)
    assert options["user_activities"] == {
        "timeseries": {"timeField": "timestamp", "metaField": "metadata", "granularity": "seconds"},
        "expireAfterSeconds": DAYS_90,
    }
    assert len(options["carts"]["validator"]["$and"]) == 6
    assert str(WEEK_MS) in json.dumps(options["carts"])
    found = re.findall(r'^db\.getCollection\("(\w+)"\)\.createIndex\((.*?)\);$', text, re.DOTALL | re.MULTILINE)
    indexes = [(name, *json.loads(f"[{each}]")) for name, each in found]
    assert [list(fields.items()) for name, fields, _ in indexes if name == "products"] == [
        [("categories", 1), ("pricing.current.amount", 1)],
        [("brand", 1), ("reviewSummary.averageRating", -1)],
        [("searchTerms", 1)],
        [("inventory.warehouseId", 1), ("inventory.available", 1)],
        [("sku", 1)],
    ]
    assert [(name, given["expireAfterSeconds"]) for name, fields, given in indexes if fields == {"expiresAt": 1}] == [
        ("sessions", 0),
        ("carts", 0),
    ]
