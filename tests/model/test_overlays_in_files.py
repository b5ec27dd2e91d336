"""What several files of a model say of one engine is one overlay; nothing of it is said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from colonnade.edits import changes
from colonnade.model import Model, Named
from colonnade.model.language import ModelError, SourceText, document_of, read_files
from colonnade.model.problems import ProblemCode
from colonnade.store.respell import Respelling, respelled

FIRST = """\
model: shop
include: [b.yaml]
engines:
  postgresql:
    functions:
      one(): {language: sql, body: SELECT 1}
"""
SECOND = """\
engines:
  postgresql:
    functions:
      two(): {language: sql, body: SELECT 2} # kept
    views:
      v: {comment: of the second}
"""


def files(second: str) -> list[SourceText]:
    return [SourceText(text=FIRST, file="a.yaml"), SourceText(text=second, file="b.yaml")]


def test_two_files_say_parts_of_an_overlay() -> None:
    model = read_files(files(SECOND)).model
    document = model.overlays["postgresql"].document
    assert document == {
        "functions": {
            "one()": {"language": "sql", "body": "SELECT 1"},
            "two()": {"language": "sql", "body": "SELECT 2"},
        },
        "views": {"v": {"comment": "of the second"}},
    }


@pytest.mark.parametrize(
    ("second", "what"),
    [
        (SECOND.replace("two()", "one()"), "'one()' in 'functions' of engine 'postgresql' is in two files"),
        ("engines: {postgresql: {functions: x}}", "'functions' of engine 'postgresql' is in two files"),
    ],
)
def test_nothing_is_said_twice(second: str, what: str) -> None:
    with pytest.raises(ModelError) as caught:
        read_files(files(second))
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == (ProblemCode.DUPLICATE, what)
    assert (problem.place.file, problem.hint) == ("b.yaml", "what the first says of the engine is at a.yaml:4:3")


@pytest.mark.parametrize("text", ["SELECT 3", None])
def test_a_change_in_the_second_file_is_saved(text: str | None) -> None:
    reading = read_files(files(SECOND))
    overlay = reading.model.overlays["postgresql"]
    functions = dict(overlay.document["functions"])  # type: ignore[arg-type]
    functions.pop("two()")
    if text is not None:
        functions["two()"] = {"language": "sql", "body": text}
    after = _with(reading.model, {**overlay.document, "functions": functions})
    assert changes(reading.model, after)
    found, how = respelled(files(SECOND), reading, after)
    assert how is Respelling.IN_PLACE
    assert read_files(found).model == after
    assert found[0].text == FIRST
    assert document_of(after) == document_of(read_files(found).model)


def _with(model: Model, document: object) -> Model:
    overlay = replace(model.overlays["postgresql"], document=document)  # type: ignore[arg-type]
    return replace(model, overlays=Named([overlay]))
