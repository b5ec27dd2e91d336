"""Whatever a file holds, the reader gives a model or says what is wrong with it; it never breaks."""

from __future__ import annotations

import time

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.model import Model
from colonnade.model.language import ModelError, read, write
from colonnade.model.phrase import SHORT_FORMS, PhraseError
from colonnade.testing.models import models, texts

_WORDS = st.sampled_from(
    (
        "key required unique -> called on delete set null = now() check generated enum( ) [] 'a' \"b\" `c` -- 0..* 1 is"
        " a by to include desc rows % year then after 7 may read , : ( native( string(20) decimal(1, {a: b} - notify"
    ).split(" ")
)


def problems_of(text: str) -> ModelError | Model:
    """The model in a text, or what is wrong with it."""
    try:
        return read(text, "m.yaml")
    except ModelError as error:
        return error


def mistake_in(of: type[object], text: str) -> PhraseError | None:
    """What is wrong with a short form."""
    try:
        SHORT_FORMS[of].read(text)
    except PhraseError as error:
        return error
    return None


@given(models(), st.integers(0, 10_000), st.integers(0, 40), texts)
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_gives_a_model_or_a_placed_error(model: Model, at: int, length: int, new: str) -> None:
    text = write(model)
    start = at % len(text)
    damaged = text[:start] + new + text[start + length :]
    found = problems_of(damaged)
    if isinstance(found, Model):
        assert read(write(found)) == found
    else:
        assert found.problems
        assert all(each.message and each.place.file == "m.yaml" for each in found.problems)


@given(st.sampled_from(list(SHORT_FORMS)), st.lists(_WORDS | texts, max_size=8).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_words_are_a_short_form_or_a_mistake_with_an_offset(of: type[object], text: str) -> None:
    found = mistake_in(of, text)
    assert found is None or 0 <= found.offset <= len(text)


def large(entities: int) -> str:
    """A model of this many entities with twelve attributes each."""
    lines = ["model: large", "entities:"]
    for number in range(entities):
        lines += [f"  entity_{number}:", "    attributes:", "      id: bigint key identity"]
        lines += [f"      attribute_{at}: string({number % 90 + 10}) required -- What it says" for at in range(9)]
        lines += [f"      other_{at}: bigint required -> entity_{(number * 7 + at) % entities}" for at in range(2)]
        lines += ["    indexes:", "      - other_0", "      - by_name: lower(attribute_1)"]
    return "\n".join(lines) + "\n"


def cost(text: str) -> float:
    """Processor time of reading a model, in seconds: the best of three."""
    found = []
    for _ in range(3):
        start = time.process_time()
        read(text)
        found.append(time.process_time() - start)
    return min(found)


def test_a_large_model_is_read_in_little_more_than_its_yaml_takes() -> None:
    text = large(600)
    assert len(text) > 400_000
    found = []
    for _ in range(3):
        start = time.process_time()
        yaml.load(text, Loader=yaml.CSafeLoader)
        found.append(time.process_time() - start)
    assert cost(text) < 12 * min(found)


def test_the_cost_of_reading_grows_with_the_size() -> None:
    read(large(10))
    assert cost(large(800)) < 8 * cost(large(200))
