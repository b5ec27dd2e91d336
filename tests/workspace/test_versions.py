"""A design's change log, and the migrations that its versions give again, as they ran."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg

from colonnade.connect.journal import Journal
from colonnade.connect.live import open_live
from colonnade.connect.servers.server import PostgresServer
from colonnade.edits import Add, Change, with_history
from colonnade.model.language import read, write
from colonnade.workspace.migrating import apply
from colonnade.workspace.planning import ALL_HAZARDS, make_plan

FIRST = """
model: shop
dialect: postgresql
entities:
  customer:
    attributes:
      id: integer key identity
      name: string(40) required
"""


def test_two_edits_are_two_entries_and_the_migrations_that_ran(pg: PostgresServer, tmp_path: Path) -> None:
    model = read(FIRST)
    edits = (
        Add(into=("entities", "customer", "attributes"), key="email", value="string(254) unique"),
        Change(at=("entities", "customer", "attributes", "name"), field="type", value="string(80)"),
    )
    versions = [model]
    for day, edit in enumerate(edits, start=1):
        after = edit.apply(versions[-1])
        versions.append(with_history(versions[-1], after, by="ada", at=f"2026-01-0{day}T00:00:00+00:00"))
    files = []
    for each in versions:
        entity = each.entities["customer"]
        files.append(tmp_path / f"customer-{entity.version}.colonnade.yaml")
        files[-1].write_text(write(each))
    log = versions[-1].entities["customer"].changes
    assert [(each.version, each.by, each.at[:10]) for each in log] == [
        ("1.1", "ada", "2026-01-01"),
        ("1.2", "ada", "2026-01-02"),
    ]
    assert "email" in log[0].what
    assert "name" in log[1].what
    with pg.database() as url:
        for number, file in enumerate(files):
            made = make_plan(url.secret_text, str(file), allowed=ALL_HAZARDS, version=f"1.{number}.0")
            apply(made.document, url.secret_text)
        with open_live(url) as live:
            journal = Journal(live)
            entries = journal.entries()
            ran = [[step["sql_content"] for step in journal.scripts(each, "migration_scripts")] for each in entries]
        with psycopg.connect(url.secret_text) as db:
            major = db.info.server_version // 10000
    # each version kept, the files alone give what ran
    for number, entry in enumerate(entries[1:], start=1):
        again = make_plan(str(files[number - 1]), str(files[number]))
        assert [list(step.statements) for step in again.document.steps] == ran[number], major
        assert (again.document.start, again.document.end) == (entry.start, entry.end)
    assert "email" in json.dumps(ran[1])
