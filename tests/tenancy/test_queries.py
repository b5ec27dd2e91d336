"""Files of queries are read against the tenancy of a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from colonnade.workspace.architecture.tenant_queries import UnreadableQueriesError, open_queries
from tests.cli.running import cln
from tests.tenancy.places import text_of


def test_queries_without_a_tenant_are_told(tmp_path: Path) -> None:
    model, file = tmp_path / "m.colonnade.yaml", tmp_path / "queries.sql"
    model.write_text(f"model: m\n{text_of(role='app')}")
    file.write_text("SELECT * FROM task WHERE account_id = $1;\nSELECT * FROM country;\nSELECT name FROM account")
    rows = json.loads(cln("tenant", "queries", file, "--model", model, "--format", "json", expect=1).out)
    assert rows == [
        {"file": str(file), "line": 3, "table": "account", "column": "id", "text": "SELECT name FROM account"}
    ]
    file.write_text("SELECT name FROM account WHERE id = $1")
    assert "0 statements without a tenant in 1 file" in cln("tenant", "queries", file, "--model", model).out
    with pytest.raises(UnreadableQueriesError, match="can't be read"):
        open_queries([tmp_path / "absent.sql"], str(model))
