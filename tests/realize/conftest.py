"""The engines on which models are made."""

from __future__ import annotations

import pytest

from tests.realize.engines import Engine


@pytest.fixture(params=["postgresql", "sqlite"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, with an empty database."""
    return Engine(request.getfixturevalue("pg_database") if request.param == "postgresql" else None)
