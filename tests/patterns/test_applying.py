"""A pattern is put into a model file as edits, or refused for a stated reason with nothing written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from colonnade.cli import main
from colonnade.edits import Batch, EditRefusedError, edit_of
from colonnade.model import Model
from colonnade.patterns import (
    AlreadyAppliedError,
    BadPatternCallError,
    PatternClashError,
    UnknownPatternError,
    pattern,
    patterns,
)
from colonnade.patterns.card import BadPatternError, read_card
from colonnade.store import load_model
from colonnade.workspace.architecture.patterning import NoModelFileError, apply_pattern

SHOP = """\
# The shop of Ada.
model: shop
entities:
  # Who buys from us.
  customer:
    attributes:
      id: integer key   # ours, not theirs
      name: string(100) required
  order:
    attributes: {id: integer key, total: "decimal(12,2)", placed_on: date}
  seat:
    attributes: {row: integer key, place: integer key}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.colonnade.yaml"
    path.write_text(SHOP)
    return path


def put(path: Path, name: str, to: str, **settings: str) -> Model:
    apply_pattern(name, path, to=to, settings=settings)
    return load_model(path).model


def test_comments_stay_and_only_lines_are_added(shop: Path) -> None:
    done = apply_pattern("audit-trail", shop, to="customer", settings={})
    after = shop.read_text().splitlines()
    assert [line for line in SHOP.splitlines() if line not in after] == []
    assert not [line for line in done.diff.splitlines() if line.startswith("-") and not line.startswith("---")]
    model = load_model(shop).model
    assert model.entities["customer"].audited_by == "audit_log"
    assert model.entities["audit_log"].uses == ("audit_trail",)


def test_a_dry_run_shows_the_edits_and_writes_nothing(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call = ["pattern", "apply", "queue", str(shop), "--to", "order", "--dry-run"]
    assert main([*call, "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert shop.read_text() == SHOP
    assert found["files"] == []
    model = Batch(edits=tuple(edit_of(json.loads(each["document"])) for each in found["edits"])).apply(
        load_model(shop).model
    )
    assert found["edits"][0]["at"] == ["entities", "order", "attributes", "queue_state"]
    assert main(call[:-1]) == 0
    assert load_model(shop).model == model


def test_entities_share_a_trail_an_outbox_and_currencies(shop: Path) -> None:
    for entity in ("customer", "order"):
        put(shop, "audit-trail", entity)
        put(shop, "outbox", entity)
        put(shop, "tagging", entity)
    model = put(shop, "money", "order", amount="total", day="placed_on")
    assert {"audit_log", "outbox", "tag", "customer_tag", "order_tag", "currency"} <= set(model.entities)


def test_a_bundle_of_the_model_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "m.colonnade.yaml"
    path.write_text("model: m\nuse: [audit]\nentities: {a: {attributes: {id: integer key}}}\n")
    assert put(path, "soft-delete", "a").entities["a"].uses == ("audit", "soft_delete")


@pytest.mark.parametrize("each", patterns(), ids=lambda each: each.name)
def test_a_pattern_is_applied_once(each: object, tmp_path: Path) -> None:
    found = pattern(each.name)  # type: ignore[attr-defined]
    path = tmp_path / "m.colonnade.yaml"
    path.write_text(found.model.read_text())
    example = found.card.example
    apply_pattern(found.name, path, to=example.to, settings=example.set)
    text = path.read_text()
    with pytest.raises(AlreadyAppliedError):
        apply_pattern(found.name, path, to=example.to, settings=example.set)
    assert path.read_text() == text


def test_what_does_not_fit_is_refused_and_nothing_is_written(shop: Path) -> None:
    with pytest.raises(UnknownPatternError) as unknown:
        put(shop, "outbux", "order")
    assert unknown.value.hint.startswith("did you mean outbox")
    with pytest.raises(BadPatternCallError, match="no entity 'ordr'") as missing:
        put(shop, "outbox", "ordr")
    assert missing.value.hint.startswith("did you mean order")
    with pytest.raises(BadPatternCallError, match="needs an entity with a key of one attribute"):
        put(shop, "hierarchy-path", "seat")
    with pytest.raises(BadPatternCallError, match="asks for amount"):
        put(shop, "money", "order", day="placed_on")
    with pytest.raises(BadPatternCallError, match="no attribute 'totl'"):
        put(shop, "money", "order", day="placed_on", amount="totl")
    with pytest.raises(BadPatternCallError, match="takes no 'colour'"):
        put(shop, "outbox", "order", colour="red")
    with pytest.raises(BadPatternCallError, match="attempts is a whole number"):
        put(shop, "queue", "order", attempts="many")
    with pytest.raises(BadPatternCallError, match="can't be a part of other names"):
        put(shop, "outbox", "order", outbox="2 things'")
    with pytest.raises(PatternClashError, match="customer is there already") as clash:
        put(shop, "outbox", "order", outbox="customer")
    assert "--set" in clash.value.hint
    with pytest.raises(EditRefusedError):
        put(shop, "history", "order", versions="customer")
    assert shop.read_text() == SHOP
    with pytest.raises(NoModelFileError):
        apply_pattern("outbox", shop.with_suffix(".sql"), to="order", settings={})


def test_models_in_the_words_of_another_engine_or_in_upper_case_are_told(tmp_path: Path) -> None:
    path = tmp_path / "m.colonnade.yaml"
    for head, message in (("dialect: sqlite", "words of sqlite"), ("naming: {case: upper}", "upper case")):
        path.write_text(f"model: m\n{head}\nentities: {{a: {{attributes: {{id: integer key}}}}}}\n")
        with pytest.raises(BadPatternCallError, match=message):
            put(path, "outbox", "a")


def test_exit_codes_and_pages(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["pattern", "apply", "history", str(shop), "--to", "order"]) == 0
    assert main(["pattern", "apply", "history", str(shop), "--to", "order"]) == 1
    assert main(["pattern", "apply", "history", str(shop), "--to", "nobody"]) == 2
    assert main(["pattern", "apply", "history", str(shop), "--to", "order", "--set", "versions"]) == 2
    capfd.readouterr()
    assert main(["pattern", "list", "--format", "json"]) == 0
    assert [each["name"] for each in json.loads(capfd.readouterr().out)] == [each.name for each in patterns()]
    assert main(["pattern", "show", "hierarchy-path"]) == 0
    shown = capfd.readouterr().out
    assert "# Hierarchy by path" in shown
    assert "sqlite: there is no ltree" in shown


def test_patterns_are_found_by_the_other_names_they_have() -> None:
    assert pattern("cqrs").name == "read-model"
    assert pattern("scd-type-2").name == "dimension-type-2"
    names = [word for each in patterns() for word in (each.name, *each.card.also)]
    assert len(set(names)) == len(names)


def test_a_broken_card_is_told(tmp_path: Path) -> None:
    path = tmp_path / "pattern.yaml"
    head = "title: a\nabout: b\nalso: []\nadds: c\napplied: [x]\nexample: {to: a}\n"
    path.write_text(f"{head}steps: [{{field: use}}]\n")
    with pytest.raises(BadPatternError, match="step 1"):
        read_card(path)
    path.write_text(f"{head}steps: []\ncolour: red\n")
    with pytest.raises(BadPatternError, match="colour"):
        read_card(path)


@pytest.mark.parametrize("each", patterns(), ids=lambda each: each.name)
def test_every_pattern_has_its_page(each: object) -> None:
    found = pattern(each.name)  # type: ignore[attr-defined]
    page = found.page.read_text(encoding="utf-8")
    assert page.startswith(f"# {found.card.title}\n")
    for heading in ("## When\n", "## When not\n", "## What it costs\n", "```mermaid\n"):
        assert heading in page
    for link in re.findall(r"\]\((\.\./[^)]+)\)", page):
        assert (found.folder / link).resolve().is_file()


def test_a_text_of_the_caller_is_a_value_and_no_statement(shop: Path) -> None:
    model = put(shop, "data-vault", "order", business_key="id", described="total", source="x'); DROP TABLE y --")
    run = model.entities["order"].triggers["loads_the_hub"].run[0]
    assert "SELECT NEW.id, 'x''); DROP TABLE y --'" in run
