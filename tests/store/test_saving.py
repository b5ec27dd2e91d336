"""Saving a model leaves in its files what people wrote: comments, order, empty lines, their own spelling."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.edits import Add, Change, Drop, Edit, EditRefusedError, Rename, Reorder
from colonnade.model import Model
from colonnade.model.language import SourceText, read, read_files, write
from colonnade.store import Respelling, load_model, respelled, save_model, write_model
from colonnade.testing.edits import batches, edits
from colonnade.testing.models import models

SHOP = """\
# The shop, by hand.
model: shop   # the name
version: 1.0.0


domains:
  money: decimal(15,2)   # in euro

entities:

  # Whoever buys
  customer:
    about:   A person
    attributes:   # the columns
      id: uuid key
      # how we reach them
      email: string(254) required unique   # checked on entry
      region: {type: string(2), required: true}

      note:
        type: text
        about: >-
          Anything
          at all
    indexes:
      - region   # for the map
      # the one for support
      - by_mail: lower(email)

  order: {attributes: {id: uuid key, total: money}}   # to be done

  line:
    attributes:
      id: uuid key
      order_id: uuid required

relationships:
  # the heart of it
  - customer 1 places 0..* order     on delete restrict
  - order 1 has 0..* line by order_id

# the end
"""


def changed(text: str, edit: Edit) -> tuple[list[str], Respelling]:
    """The lines that an edit takes away and brings, and how it was done."""
    source = [SourceText(text=text)]
    reading = read_files(source)
    after = edit.apply(reading.model)
    new, how = respelled(source, reading, after)
    assert read_files(new).model == after
    diff = difflib.ndiff(text.splitlines(), new[0].text.splitlines())
    return [line.rstrip() for line in diff if line[:1] in "+-"], how


CASES: dict[str, tuple[Edit, list[str]]] = {
    "a word in a line with a comment": (
        Change(at=("entities", "customer", "attributes", "email"), field="pii", value=True),
        [
            "-       email: string(254) required unique   # checked on entry",
            "+       email: string(254) required unique pii   # checked on entry",
        ],
    ),
    "a field of a long form": (
        Change(at=("entities", "customer", "attributes", "note"), field="type", value="string(20)"),
        ["-         type: text", "+         type: string(20)"],
    ),
    "a text over several lines": (
        Change(at=("entities", "customer", "attributes", "note"), field="about", value="Short"),
        ["-         about: >-", "-           Anything", "-           at all", "+         about: Short"],
    ),
    "a new facet": (
        Change(at=("entities", "customer"), field="retention", value="7 years"),
        ["+     retention: 7 years"],
    ),
    "a new attribute before another": (
        Add(into=("entities", "customer", "attributes"), key="name", value="text required", before="email"),
        ["+       name: text required"],
    ),
    "a new attribute at the end": (
        Add(into=("entities", "line", "attributes"), key="price", value="money"),
        ["+       price: money"],
    ),
    "an attribute in one line of braces": (
        Add(into=("entities", "order", "attributes"), key="placed_at", value="timestamp"),
        [
            "-   order: {attributes: {id: uuid key, total: money}}   # to be done",
            "+   order:   # to be done",
            "+     attributes:",
            "+       id: uuid key",
            "+       total: money",
            "+       placed_at: timestamp",
        ],
    ),
    "an attribute goes with the comment above it": (
        Drop(at=("entities", "customer", "attributes", "email")),
        [
            "-       # how we reach them",
            "-       email: string(254) required unique   # checked on entry",
        ],
    ),
    "a renamed attribute keeps its id": (
        Rename(at=("entities", "customer", "attributes", "region"), name="area"),
        [
            "-       region: {type: string(2), required: true}",
            "+       area:",
            "+         is: string(2) required",
            "+         id: region",
            "-       - region   # for the map",
            "+       - is: area   # for the map",
            "+         id: (region)",
        ],
    ),
    "a new index": (
        Add(into=("entities", "line", "indexes"), key="", value="order_id"),
        ["+     indexes:", "+       - order_id"],
    ),
    "an index with a name is renamed": (
        Rename(at=("entities", "customer", "indexes", "by_mail"), name="mail"),
        [
            "-       - by_mail: lower(email)",
            "+       - mail:",
            "+           is: lower(email)",
            "+           id: by_mail",
        ],
    ),
    "a relationship": (
        Change(at=("relationships", "customer places order"), field="on_delete", value="cascade"),
        [
            "-   - customer 1 places 0..* order     on delete restrict",
            "+   - customer 1 places 0..* order on delete cascade",
        ],
    ),
    "a new entity": (
        Add(into=("entities",), key="tag", value={"attributes": {"name": "text key"}}, before="line"),
        ["+   tag:", "+     attributes:", "+       name: text key", "+"],
    ),
    "a field of the model": (Change(at=(), field="version", value="1.1.0"), ["- version: 1.0.0", "+ version: 1.1.0"]),
    "a new field of the model": (Change(at=(), field="owner", value="sales"), ["+ owner: sales"]),
    "the value with a comment behind it": (
        Change(at=("domains", "money"), field="type", value="decimal(12,2)"),
        ["-   money: decimal(15,2)   # in euro", "+   money: decimal(12,2)   # in euro"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_only_the_lines_of_what_changed_change(case: str) -> None:
    edit, lines = CASES[case]
    found, how = changed(SHOP, edit)
    assert how is Respelling.IN_PLACE
    assert sorted(found) == sorted(lines)


def test_nothing_changes_when_nothing_did() -> None:
    source = [SourceText(text=SHOP)]
    reading = read_files(source)
    assert respelled(source, reading, reading.model) == (tuple(source), Respelling.NOTHING)


def test_an_entity_moves_with_the_comment_above_it() -> None:
    source = [SourceText(text=SHOP)]
    reading = read_files(source)
    after = Reorder(at=("entities", "customer")).apply(reading.model)
    new, how = respelled(source, reading, after)
    assert how is Respelling.IN_PLACE
    lines = new[0].text.splitlines()
    assert sorted(line for line in lines if line) == sorted(line for line in SHOP.splitlines() if line)
    assert lines.index("  # Whoever buys") == lines.index("  customer:") - 1
    assert lines.index("  line:") < lines.index("  customer:") < lines.index("relationships:")
    assert not lines[lines.index("relationships:") - 1]


def test_a_relationship_that_is_written_apart_goes_to_its_attribute_only_when_that_changes() -> None:
    found, how = changed(SHOP, Change(at=("entities", "line", "attributes", "id"), field="about", value="Number"))
    assert how is Respelling.IN_PLACE
    assert found == ["-       id: uuid key", "+       id: uuid key -- Number"]
    found, how = changed(SHOP, Change(at=("entities", "line", "attributes", "order_id"), field="about", value="Whose"))
    assert how is Respelling.REFOLDED
    assert sorted(found) == [
        "+       order_id: uuid required -> order -- Whose",
        "-       order_id: uuid required",
        "-   - order 1 has 0..* line by order_id",
    ]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Model, Edit]:
    """A model and an edit for it."""
    model = draw(models())
    return model, draw(edits(model) | batches(model))


@given(edited())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_edit_of_any_model_is_saved_in_place(pair: tuple[Model, Edit]) -> None:
    model, edit = pair
    try:
        after = edit.apply(model)
    except EditRefusedError:
        return
    source = [SourceText(text=write(model))]
    new, how = respelled(source, read_files(source), after)
    assert read(new[0].text) == after
    assert how in (Respelling.IN_PLACE, Respelling.NOTHING)


def test_files_keep_their_line_breaks_and_rights(tmp_path: Path) -> None:
    path = tmp_path / "shop.colonnade.yaml"
    path.write_bytes(("\ufeff" + SHOP).replace("\n", "\r\n").encode())
    path.chmod(0o640)
    loaded = load_model(path)
    edit = Change(at=(), field="version", value="1.1.0")
    saved = save_model(loaded, edit.apply(loaded.model))
    assert saved.written == (path,)
    expected = ("\ufeff" + SHOP.replace("version: 1.0.0", "version: 1.1.0")).replace("\n", "\r\n")
    assert path.read_bytes().decode() == expected
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_json_files_stay_json(tmp_path: Path) -> None:
    path = tmp_path / "shop.json"
    write_model(path, read(SHOP))
    loaded = load_model(path)
    assert loaded.model == read(SHOP)
    after = Change(at=(), field="version", value="2").apply(loaded.model)
    save_model(loaded, after)
    assert load_model(path).model == after
    assert path.read_text(encoding="utf-8").startswith("{")
