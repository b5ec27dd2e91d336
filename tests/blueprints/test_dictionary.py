"""The data dictionary of every blueprint has every table and column of the live database."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from colonnade.blueprints import blueprints
from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.schema import Table
from colonnade.workspace.architecture.blueprinting import deploy
from colonnade.workspace.design.dictionary import document
from colonnade.workspace.source import read_source

QUICK = {"customer-data-platform"}
ALL = [
    pytest.param(each.name, id=each.name, marks=[] if each.name in QUICK else [pytest.mark.full])
    for each in blueprints()
    if "postgresql" in each.engines
]


@pytest.mark.parametrize("name", ALL)
def test_every_table_and_column_of_the_database_is_in_it(name: str, pg: PostgresServer, tmp_path: Path) -> None:
    document(read_source(f"blueprint:{name}"), tmp_path)
    told = _told(tmp_path)
    with scratch_on(pg) as scratch:
        deploy(name, scratch.url.secret_text)
        with open_live(scratch.url) as live:
            tables = [each for each in live.schema() if isinstance(each, Table) and each.partition_of is None]
            views = {each.name for each in live.schema() if each.kind_of() in {"view", "materialized_view"}}
    assert tables
    wanted = {(each.name, column) for each in tables for column in each.columns}
    assert wanted - told == set()
    assert views <= {table for table, _ in told}


def test_class_and_retention_are_told(tmp_path: Path) -> None:
    document(read_source("blueprint:customer-data-platform"), tmp_path)
    text = next(page for page in map(Path.read_text, tmp_path.rglob("*.html")) if "<h1>Customer</h1>" in page)
    assert "Steward: customer-data · Class: restricted, personal" in text
    assert "Kept: 7 years after deleted_at, then anonymise" in text
    assert "<td>email_address</td><td>string(255)</td><td></td><td>yes</td><td>restricted, personal</td>" in text


def _told(folder: Path) -> set[tuple[str, str]]:
    """Tables with their columns, and views with nothing, as the pages tell them."""
    found: set[tuple[str, str]] = set()
    for path in (folder / "entities").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        table = re.search(r"Name: ([\w.]+)", text)
        assert table is not None
        for column in re.findall(r"<tr[^>]*><td>([^<]+)</td>", text.partition("<svg")[0]):
            found.add((table[1].rpartition(".")[2], html.unescape(column)))
    further = (folder / "index.html").read_text(encoding="utf-8").partition("<h2>")[2]
    for name, said in re.findall(r'<tr data-text="[^"]*"><td>([^<]+)</td><td>([^<]*)</td>', further):
        found.add((name, ""))
        found |= {(name, each.partition(" ")[0]) for each in html.unescape(said).split(", ")}
    return found
