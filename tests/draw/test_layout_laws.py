"""Laws of layouts, on diagrams of any shape and on real schemas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from colonnade.draw import Layout, layout
from colonnade.model.diagram import Diagram
from tests.draw import laws
from tests.draw.samples import by_chance, diagrams, of_pg_dump, of_sqlite

REAL = (
    "sqlite/chinook.sql",
    "sqlite/sakila.sql",
    "sqlite/northwind.sql",
    "sqlite/temporal.sql",
    "sqlite/synapse_v72.sql",
    "postgresql/pagila.sql",
    "postgresql/dhis2_base.sql",
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(diagrams())
def test_any_diagram_keeps_the_laws(diagram: Diagram) -> None:
    made = layout(diagram)
    for law in laws.ALL:
        assert not law(made), law.__doc__


@pytest.mark.parametrize("areas", [0, 5])
@pytest.mark.parametrize("seed", range(6))
def test_a_business_keeps_the_laws(seed: int, areas: int) -> None:
    made = layout(by_chance(seed, boxes=20 + 25 * seed, edges=30 + 45 * seed, areas=areas))
    for law in laws.ALL:
        assert not law(made), law.__doc__


@pytest.fixture(scope="module")
def real(corpus: Path) -> Callable[[str], Layout]:
    made: dict[str, Layout] = {}

    def read(name: str) -> Layout:
        if name not in made:
            path = corpus / name
            made[name] = layout(of_sqlite(path) if name.startswith("sqlite") else of_pg_dump(path))
        return made[name]

    return read


@pytest.mark.parametrize("name", REAL)
def test_a_real_schema_keeps_the_laws(real: Callable[[str], Layout], name: str) -> None:
    made = real(name)
    for law in laws.ALL:
        assert not law(made), law.__doc__


@pytest.mark.parametrize("name", REAL)
def test_a_real_schema_is_well_shaped(real: Callable[[str], Layout], name: str) -> None:
    made = real(name)
    assert 0.9 <= made.width / made.height <= 2.6
