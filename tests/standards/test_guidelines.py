"""Good practice names what looks for it, and all of that is there and finds it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from colonnade.cli.table import module_of
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import Hazard
from colonnade.standards import ALL_RULES
from colonnade.standards.guidelines import Guideline, Kind, guidelines
from colonnade.standards.standard import Structure
from colonnade.standards.upkeep import UPKEEP_RULES
from colonnade.store.settings import CheckSettings, Project, Settings
from colonnade.workspace.checking import check_source
from colonnade.workspace.source import read_source
from tests.oracle.postgresql import load_sql

EACH = [(group, each) for group, those in guidelines().items() for each in those]


def test_the_groups_are_whole() -> None:
    assert {name: len(those) for name, those in guidelines().items()} == {
        "principles": 8,
        "design": 5,
        "query": 5,
        "security": 5,
        "migration": 5,
    }


@pytest.mark.parametrize(("group", "each"), EACH, ids=lambda value: value if isinstance(value, str) else value.says)
def test_what_looks_for_it_is_there(group: str, each: Guideline) -> None:
    known = {
        Kind.RULE: {*ALL_RULES, *UPKEEP_RULES.rules},
        Kind.HAZARD: {hazard.value for hazard in Hazard},
        Kind.KEY: {one.name for one in fields(Structure)},
    }
    assert each.by
    for keeper in each.by:
        if keeper.kind is Kind.VERB:
            assert module_of(keeper.name) is not None
        else:
            assert keeper.name in known[keeper.kind]


STANDARD = """\
standard: practice
version: 1.0.0
purposes:
  primary data: {columns: {created_at: timestamp required, created_by: string(100) required}}
structure:
  tenant: tenant_id
  row_security: true
  key_types: [uuid]
  facets: [about]
  marked_deletion: true
  documents_indexed: true
  audited: true
limits: {table_rows: 10}
naming: {table: "{purpose}_{entity}"}
"""
AGAINST = """
CREATE TABLE primary_data_order (id serial PRIMARY KEY, phone_1 text, phone_2 text, phone_3 text, facts json);
CREATE TABLE primary_data_line (id integer PRIMARY KEY, tenant_id uuid, order_id integer REFERENCES primary_data_order,
  more jsonb);
CREATE UNLOGGED TABLE primary_data_fast (id integer PRIMARY KEY, updated_at timestamptz);
COMMENT ON TABLE primary_data_fast IS 'Lost at a crash';
CREATE MATERIALIZED VIEW sums AS SELECT count(*) FROM primary_data_order;
CREATE FUNCTION one(who text) RETURNS void SECURITY DEFINER LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE 'DELETE FROM ' || who; END $$;
INSERT INTO primary_data_order SELECT n FROM generate_series(1, 99) AS n;
ANALYZE;
"""


def test_a_design_against_all_of_it_is_flagged(pg: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("practice")
    (folder / "practice.standard.yaml").write_text(STANDARD)
    settings = Settings(check=CheckSettings(standards=("practice",)))
    with pg.database() as url:
        load_sql(url, AGAINST)
        project = Project(settings=settings, file=folder / "colonnade.toml")
        found = {each.rule for each in check_source(read_source(url.secret_text, project=project))}
    rules = {each.says: {one.name for one in each.by if one.kind is Kind.RULE} for _, each in EACH}
    # models alone show whether values are hidden, and policies and tenants have designs of their own
    others = {"No query without its tenant", "Personal values are hidden"}
    unseen = {says for says, names in rules.items() if names and not names & found} - others
    assert unseen == {"Watch figures and queries all the time"}, found
