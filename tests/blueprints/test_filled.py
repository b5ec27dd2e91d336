"""Blueprints with generated rows: what is made meets every constraint, and what the design asks runs on it."""

from __future__ import annotations

import pytest

from colonnade.blueprints import blueprint, blueprints, read_proof
from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.blueprinting import deploy
from colonnade.workspace.comparing import compare_sources

COMPUTED = {"sales.dim_date", "sales.fact_sales", "sales.fact_sales_daily_summary", "telemetry.sharded_events"}
"""Tables whose rows a function of the design makes: of a calendar, of a batch, by the hash of a key."""
QUICK = {"customer-data-platform"}
ALL = [
    pytest.param(each.name, id=each.name, marks=[] if each.name in QUICK else [pytest.mark.full])
    for each in blueprints()
    if "postgresql" in each.engines
]


@pytest.mark.parametrize("name", ALL)
def test_generated_rows_meet_the_design(name: str, pg: PostgresServer) -> None:
    with scratch_on(pg) as scratch:
        url = scratch.url.secret_text
        done = deploy(name, url, fill=20)
        short = {each.table: each.why for each in done.filled if each.made < 19}
        assert set(short) <= COMPUTED, short
        assert all(short.values())
        assert compare_sources(url, f"blueprint:{name}", engine="postgresql").difference.operations == ()
        proof = read_proof(blueprint(name).proof)
        asked = [each.query for each in proof.cases if each.uses]
        with open_live(url) as live:
            for setting, value in proof.settings.items():
                live.query("SELECT set_config(?, ?, false)", (setting, value))
            for query in asked:
                live.query(query)
            views = [each for each in live.schema() if each.kind_of() in {"view", "materialized_view"}]
            for view in views:
                if view.kind_of() == "materialized_view":
                    live.run(f"REFRESH MATERIALIZED VIEW {'.'.join(view.path)}")
                live.query(f"SELECT * FROM {'.'.join(view.path)}")
        assert asked
