"""What a model of a database holds beside the logical design."""

from __future__ import annotations

from colonnade.dialects.sqlite import DIALECT
from colonnade.realize import abstract
from tests.dialects.sqlite.engine import introspected, opened


def test_constraints_without_names_leave_no_trace_in_the_overlay() -> None:
    script = (
        "CREATE TABLE a (id INTEGER PRIMARY KEY, n TEXT UNIQUE CHECK (n <> ''), b INTEGER REFERENCES a);"
        "CREATE INDEX a_b_idx ON a (b);"
    )
    assert not abstract(introspected(opened(script)), DIALECT, name="read").overlays
