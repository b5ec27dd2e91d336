"""A tenant's rows stand where they may, in its database and in all that is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.residency import NoResidencyError, NoStoresError, place
from tests.cli.running import cln
from tests.realize.engines import ask, postgresql

TEXT = """
tenancy:
  levels: {account_id: account}
  residency: residency
entities:
  account: {attributes: {id: integer key, residency: "enum(US, CA, EU)"}}
  note: {attributes: {id: integer key}}
"""
ENVIRONMENTS = """
[environments.us]
url = "${US_URL}"
[environments.eu]
url = "${EU_URL}"
"""
STORES = """
[stores.us]
region = "us-east"
residencies = ["US", "CA"]
environment = "us"
[stores.eu]
region = "eu-west"
residencies = ["EU"]
environment = "eu"
"""
COPIES = """
[stores.eu_replica]
region = "us-east"
residencies = ["US"]
kind = "replica"
of = "eu"
[stores.eu_backup]
region = "us-east"
residencies = ["US"]
kind = "backup"
of = "eu_replica"
[stores.eu_archive]
region = "eu-north"
residencies = ["EU"]
kind = "archive"
of = "eu"
"""


@pytest.fixture
def project(pg: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a model and settings, and a database in each of two regions."""
    with ExitStack() as stack:
        for name, rows in (("US", "(1, 'US'), (2, 'CA')"), ("EU", "(3, 'EU')")):
            url = stack.enter_context(scratch_on(pg)).url
            monkeypatch.setenv(f"{name}_URL", url.secret_text)
            db = stack.enter_context(postgresql(url, TEXT))
            ask(db, f"INSERT INTO account VALUES {rows}")
        (tmp_path / "m.colonnade.yaml").write_text(f"model: m\n{TEXT}")
        (tmp_path / "colonnade.toml").write_text(ENVIRONMENTS + STORES)
        monkeypatch.chdir(tmp_path)
        yield tmp_path


def test_rows_stand_where_they_may(project: Path) -> None:
    found = place("m.colonnade.yaml")
    assert [(each.tenant, each.store, each.holds) for each in found] == [
        ("1", "us", True),
        ("2", "us", True),
        ("3", "eu", True),
    ]
    assert "2/2" in cln("tenant", "place", "--model", "m.colonnade.yaml").out


def test_a_wrong_store_and_copies_in_another_region_are_refused(project: Path) -> None:
    settings = project / "colonnade.toml"
    settings.write_text(settings.read_text().replace('["US", "CA"]', '["US"]') + COPIES)
    rows = json.loads(cln("tenant", "place", "--model", "m.colonnade.yaml", "--format", "json", expect=1).out)
    assert {(each["tenant"], each["store"]): each["why"] for each in rows if each["why"]} == {
        ("2", "us"): "us in us-east is for US, not for CA",
        ("3", "eu_replica"): "eu_replica in us-east is for US, not for EU",
        ("3", "eu_backup"): "eu_backup in us-east is for US, not for EU",
    }
    assert ("3", "eu_archive") in {(each["tenant"], each["store"]) for each in rows}


def test_settings_that_do_not_fit_are_told(project: Path) -> None:
    settings = project / "colonnade.toml"
    for was, wrong, told in (
        (STORES, "", "the settings name no store of rows"),
        ('environment = "eu"', "", "store eu is a database without an environment"),
        ('environment = "eu"', 'kind = "backup"\nof = "uss"', "store eu is a backup of uss, which is no store"),
    ):
        settings.write_text(ENVIRONMENTS + STORES.replace(was, wrong))
        with pytest.raises(NoStoresError, match=told):
            place("m.colonnade.yaml")
    settings.write_text(ENVIRONMENTS + STORES)
    (project / "n.colonnade.yaml").write_text(f"model: m\n{TEXT}".replace("  residency: residency\n", ""))
    with pytest.raises(NoResidencyError):
        place("n.colonnade.yaml")
