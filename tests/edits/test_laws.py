"""The laws of edits, for any model and any edit that fits it."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from colonnade.edits import Edit, EditRefusedError, apply_to, edit_document, edit_of
from colonnade.model import Model, canonical
from colonnade.model.language import document_of
from colonnade.model.validity import validate
from colonnade.testing.edits import batches, edits
from colonnade.testing.models import models

LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def edited(draw: st.DrawFn) -> tuple[Model, Edit]:
    """A model and an edit for it."""
    model = draw(models())
    return model, draw(edits(model) | batches(model))


@given(edited())
@LAW
def test_an_edit_can_be_undone_and_a_client_comes_to_the_same(pair: tuple[Model, Edit]) -> None:
    model, edit = pair
    try:
        after = edit.apply(model)
    except EditRefusedError as error:
        event(f"refused: {error.reason}")
        return
    event(f"applied: {edit.kind}")
    assert edit.invert(model).apply(after) == model
    document = apply_to(document_of(model), edit.primitives(model))
    assert json.dumps(document) == json.dumps(document_of(after))
    assert not set(validate(after)) - set(validate(model))
    assert canonical(after) == after


@given(edited())
@LAW
def test_edits_survive_json(pair: tuple[Model, Edit]) -> None:
    _, edit = pair
    assert edit_of(json.loads(json.dumps(edit_document(edit)))) == edit


def test_most_edits_of_the_strategy_fit() -> None:
    """A law that nothing reaches proves nothing."""
    seen: Counter[str] = Counter()

    @given(edited())
    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    def count(pair: tuple[Model, Edit]) -> None:
        model, edit = pair
        try:
            edit.apply(model)
        except EditRefusedError as error:
            seen[error.reason.value] += 1
        else:
            seen[edit.kind] += 1

    count()
    assert {"add", "drop", "rename", "change", "reorder", "put_overlay", "batch"} <= seen.keys()
    assert sum(seen[each] for each in ("target_gone", "name_taken", "bad_value", "invalid", "referenced_by")) < 280
