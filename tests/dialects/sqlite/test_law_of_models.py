"""A database and its model file: what is read from one gives the other again."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.dialects.sqlite import DIALECT
from colonnade.realize import abstract, realise
from tests.dialects.sqlite.engine import introspected, loaded, opened
from tests.dialects.sqlite.test_corpus import FILES
from tests.dialects.sqlite.test_pairs import NAMES, PAIRS, text


@pytest.mark.parametrize("name", FILES)
def test_a_real_schema_is_realised_again(corpus: Path, name: str) -> None:
    schema = introspected(loaded(corpus / name))
    assert realise(abstract(schema, DIALECT, name="read"), DIALECT) == schema


@pytest.mark.parametrize("case", PAIRS, ids=NAMES)
def test_a_small_schema_is_realised_again(case: Path) -> None:
    schema = introspected(opened(text(case, "new.sql")))
    assert realise(abstract(schema, DIALECT, name="read"), DIALECT) == schema


def test_constraints_without_names_leave_no_trace_in_the_overlay() -> None:
    script = (
        "CREATE TABLE a (id INTEGER PRIMARY KEY, n TEXT UNIQUE CHECK (n <> ''), b INTEGER REFERENCES a);"
        "CREATE INDEX a_b_idx ON a (b);"
    )
    assert not abstract(introspected(opened(script)), DIALECT, name="read").overlays
