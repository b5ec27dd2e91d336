"""Models in several files, and everything that can go wrong with files."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from colonnade.edits import Add, Change, Drop
from colonnade.model import Model, Named
from colonnade.model.language import ModelError, SourceText, read, read_files
from colonnade.store import (
    ChangedMeanwhileError,
    IncludeError,
    Respelling,
    UnreadableFileError,
    UnwritableFileError,
    load_model,
    save_model,
    write_model,
)
from colonnade.store.split import split_texts
from colonnade.testing.models import models

ROOT = "model: shop\ninclude: [areas/*.colonnade.yaml]\nentities:\n  customer:\n    attributes:\n      id: uuid key\n"
SALES = """\
# All of sales
entities:
  order:   # placed by customers
    attributes:
      id: uuid key
      of: uuid required -> customer
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A model in two files."""
    (tmp_path / "areas").mkdir()
    (tmp_path / "areas" / "sales.colonnade.yaml").write_text(SALES, encoding="utf-8")
    path = tmp_path / "shop.colonnade.yaml"
    path.write_text(ROOT, encoding="utf-8")
    return path


def test_a_change_is_written_to_the_file_that_has_the_thing(project: Path) -> None:
    loaded = load_model(project)
    edit = Add(into=("entities", "order", "attributes"), key="total", value="decimal(12,2)")
    saved = save_model(loaded, edit.apply(loaded.model))
    assert [each.name for each in saved.written] == ["sales.colonnade.yaml"]
    assert saved.how is Respelling.IN_PLACE
    assert saved.written[0].read_text(encoding="utf-8") == SALES + "      total: decimal(12,2)\n"
    assert project.read_text(encoding="utf-8") == ROOT
    assert load_model(project).model == edit.apply(loaded.model)


def test_a_new_entity_goes_to_the_file_of_its_neighbour(project: Path) -> None:
    loaded = load_model(project)
    after = Add(into=("entities",), key="line", value={}, before="order").apply(loaded.model)
    assert [each.name for each in save_model(loaded, after).written] == ["sales.colonnade.yaml"]
    loaded = load_model(project)
    after = Drop(at=("entities", "line")).apply(loaded.model)
    save_model(loaded, after)
    assert (project.parent / "areas" / "sales.colonnade.yaml").read_text(encoding="utf-8") == SALES


def test_mistakes_of_all_files_come_together(project: Path) -> None:
    project.write_text(ROOT + "      x: txet\n", encoding="utf-8")
    (project.parent / "areas" / "sales.colonnade.yaml").write_text(SALES + "      y: uuid requird\n", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(project)
    places = [(Path(each.place.file or "").name, each.place.line) for each in caught.value.problems]
    assert places == [("shop.colonnade.yaml", 7), ("sales.colonnade.yaml", 7)]


@pytest.mark.parametrize("pattern", ["../*.yaml", "/etc/*", "nothing/*.yaml", ""])
def test_an_include_stays_in_its_folder_and_finds_something(project: Path, pattern: str) -> None:
    project.write_text(f"model: shop\ninclude: ['{pattern}']\n", encoding="utf-8")
    with pytest.raises(IncludeError):
        load_model(project)


def test_a_link_out_of_the_folder_is_refused(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.colonnade.yaml"
    outside.write_text("entities: {}\n", encoding="utf-8")
    (project.parent / "areas" / "link.colonnade.yaml").symlink_to(outside)
    with pytest.raises(IncludeError, match="leads out of"):
        load_model(project)


def test_a_file_that_somebody_else_changed_is_refused(project: Path) -> None:
    loaded = load_model(project)
    theirs = ROOT + "# theirs\n"
    project.write_text(theirs, encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError):
        save_model(loaded, Change(at=(), field="version", value="2").apply(loaded.model))
    assert project.read_text(encoding="utf-8") == theirs


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_what_is_not_there_or_no_text_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.colonnade.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"a\.colonnade\.yaml"):
        load_model(path)


@pytest.mark.parametrize("broken", ["fsync", "second rename"])
def test_a_full_disk_leaves_everything_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    loaded = load_model(project)
    before = {each: each.read_bytes() for each in project.parent.rglob("*.yaml")}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full) if broken == "fsync" else monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UnwritableFileError, match="No space left"):
        save_model(loaded, Change(at=(), field="version", value="2").apply(loaded.model))
    monkeypatch.undo()
    assert {each: each.read_bytes() for each in project.parent.rglob("*") if each.is_file()} == before


@given(models())
@settings(max_examples=40, deadline=None)
def test_a_split_model_reads_as_the_same_but_for_the_order_of_its_members(model: Model) -> None:
    texts = split_texts(model, "first")
    found = read_files([SourceText(text=text, file=name) for name, text in texts.items()]).model
    for section in ("entities", "views", "declared_relationships", "overlays"):
        one, other = getattr(model, section), getattr(found, section)
        assert {each.key: each for each in one.values()} == {each.key: each for each in other.values()}
    plain: dict[str, Named[Any]] = {
        section: Named() for section in ("entities", "views", "declared_relationships", "overlays")
    }
    assert without(found, plain) == without(model, plain)


def without(model: Model, plain: dict[str, Named[Any]]) -> Model:
    """The model without these sections."""
    values = {**vars(model), **plain}
    return Model(**{name: value for name, value in values.items() if name in Model.__dataclass_fields__})


def test_a_split_model_is_written_and_loaded(tmp_path: Path) -> None:
    text = (
        "model: shop\nareas: {sales: What is sold, stock: What is there}\nentities:\n"
        "  order: {area: sales}\n  item: {area: stock/parts}\n  other: {}\n"
        "engines:\n  postgresql:\n    tables:\n      order: {fillfactor: 80}\n"
    )
    written = write_model(tmp_path / "shop.colonnade.yaml", read(text), split=True)
    assert sorted(str(each.relative_to(tmp_path)) for each in written) == [
        "areas/sales.colonnade.yaml",
        "areas/stock.colonnade.yaml",
        "engines/postgresql.colonnade.yaml",
        "shop.colonnade.yaml",
    ]
    loaded = load_model(tmp_path / "shop.colonnade.yaml")
    assert set(loaded.model.entities) == {"order", "item", "other"}
    assert str(loaded.reading.place(("entities", "item"))).endswith("areas/stock.colonnade.yaml:2:3")
