"""Every method of the objects with well-known names works on a real database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import colonnade
from colonnade import (
    DatabaseDocHelper,
    DatabaseMigrator,
    DatabaseOptimizer,
    EnterpriseERDEngine,
    ERDPerformanceEngine,
    ERDSchemaGenerator,
    IndexOptimizer,
    MigrationOrchestrator,
    MigrationValidator,
)
from colonnade.connect.live import open_live
from colonnade.workspace.migrating import State
from colonnade.workspace.registry.syncing import install, sync


def test_they_are_all_there() -> None:
    assert {"SchemaValidator", "MigrationOrchestrator", "ERDSchemaGenerator"} <= set(colonnade.__all__)


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.full), "sqlite"])
def test_every_method_does_its_work(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> None:
    if engine == "postgresql":
        url = str(request.getfixturevalue("pg_database").secret_text)
    else:
        (tmp_path / "x.db").touch()
        url = f"sqlite:///{tmp_path / 'x.db'}"
    made = EnterpriseERDEngine().create_comprehensive_data_model(
        "shop", {"sale": {"attributes": {"id": "bigint key", "total": "integer required"}, "indexes": ["total"]}}
    )
    assert made.model_name == "shop"
    model = tmp_path / "shop.colonnade.yaml"
    model.write_text(
        "model: shop\nentities:\n  sale:\n    attributes:\n      id: bigint key\n      total: integer required\n"
        "    indexes:\n      - {name: by_total, columns: [{attribute: total}]}\n"
    )
    assert "CREATE TABLE" in ERDSchemaGenerator(str(model)).generate(engine).script
    validator = MigrationValidator()
    planned = validator.validate(url, str(model))
    assert planned.refusal() is None
    runner = MigrationOrchestrator(url)
    assert runner.plan(str(model)).document.steps
    assert runner.apply(planned.document).version is not None
    assert not validator.verify(str(model), url).drifted
    assert runner.status().state is State.AS_LEFT
    assert len(runner.rollback().rolled_back) == 1
    assert validator.verify(str(model), url).drifted
    assert DatabaseMigrator(url).migrate(str(model)).steps
    with open_live(url) as live:
        live.run("INSERT INTO sale (id, total) VALUES (1, 5), (2, 6)")
    assert ERDPerformanceEngine(url).metrics().size_bytes > 0
    assert ERDPerformanceEngine(url).recommend().source
    assert DatabaseOptimizer(url).optimize_table("sale").after.rows == 2
    assert IndexOptimizer(url).analyze("by_total").index.name == "by_total"
    install(url)
    sync(url)
    workload = tmp_path / "w.jsonl"
    workload.write_text(json.dumps({"sql": "SELECT * FROM sale WHERE total = 5"}))
    assert "by_total" in {each.index for each in IndexOptimizer(url).measure(workload, days=1).indexes}
    written = DatabaseDocHelper(url).write(tmp_path / "pages")
    assert (written.entities, (tmp_path / "pages" / "index.html").exists()) == (1, True)
