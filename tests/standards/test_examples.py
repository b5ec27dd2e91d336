"""Every rule's Bad example fires it, and its Good example does not.

A first line `-- engine: sqlite` says where an example runs, `-- standard: NAME` (or `# standard:`) by which standard;
in place of a name a standard may be written out.
"""

from __future__ import annotations

import re
import sqlite3
import textwrap
from datetime import date
from pathlib import Path

import pytest

from colonnade.connect.figures import table_figures, use_of_indexes
from colonnade.connect.introspect import introspect
from colonnade.connect.live import open_live
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import sqlite_url
from colonnade.dialect import load
from colonnade.model.language import read
from colonnade.standards import GovernedSubject, Standard, read_standard
from colonnade.standards.governed import STANDARD_RULES
from colonnade.standards.modelled import MODEL_RULES
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject, roles_created_in
from colonnade.standards.upkeep import UPKEEP_RULES, UpkeepSubject
from colonnade.store.standards import load_standards
from tests.oracle.postgresql import load_sql

_ENGINE = re.compile(r"\A-- engine: (\w+)$", re.MULTILINE)
_STANDARD = re.compile(r"\A(?:--|#) standard: (.+)$", re.MULTILINE)
TODAY = date(2026, 1, 1)


def _subject(server: PostgresServer, sql: str, engine: str, folder: Path) -> SchemaSubject:
    if engine == "sqlite":
        file = folder / "example.db"
        file.unlink(missing_ok=True)
        with sqlite3.connect(file) as connection:
            connection.executescript(sql)
        connection.close()
        return SchemaSubject(introspect(sqlite_url(file)), load("sqlite"))
    with server.database() as url:
        load_sql(url, sql)
        return SchemaSubject(introspect(url), load("postgresql"), roles_created=roles_created_in(sql))


def _found(server: PostgresServer, rule: str, example: str, folder: Path) -> list[str]:
    sql = textwrap.dedent(example)
    said = _ENGINE.match(sql)
    subject = _subject(server, sql, said[1] if said else "postgresql", folder)
    return [each.message for each in SCHEMA_RULES.rules[rule].findings(subject)]


@pytest.mark.parametrize("rule", sorted(SCHEMA_RULES.rules))
def test_examples_of_schema_rules(rule: str, pg: PostgresServer, tmp_path: Path) -> None:
    assert _found(pg, rule, SCHEMA_RULES.rules[rule].bad, tmp_path), "the Bad example fires nothing"
    assert _found(pg, rule, SCHEMA_RULES.rules[rule].good, tmp_path) == []


@pytest.mark.parametrize("rule", sorted(MODEL_RULES.rules))
def test_examples_of_model_rules(rule: str) -> None:
    known = MODEL_RULES.rules[rule]
    assert list(known.findings(read(textwrap.dedent(known.bad)))), "the Bad example fires nothing"
    assert list(known.findings(read(textwrap.dedent(known.good)))) == []


def _standard(text: str) -> Standard:
    found = _STANDARD.match(text)
    names = read(text).standard if found is None else (found[1],)
    if names[0].startswith("{"):
        return read_standard(names[0])
    standard = load_standards(names, Path())
    assert standard is not None
    return standard


def _governed(server: PostgresServer, example: str, folder: Path) -> GovernedSubject:
    text = textwrap.dedent(example)
    standard = _standard(text)
    if "CREATE TABLE" not in text:
        return GovernedSubject(standard=standard, today=TODAY, model=read(text))
    engine = standard.engines[0] if standard.engines else "postgresql"
    return GovernedSubject(standard=standard, today=TODAY, schema=_subject(server, text, engine, folder))


@pytest.mark.parametrize("rule", sorted(STANDARD_RULES.rules))
def test_examples_of_rules_by_a_standard(rule: str, pg: PostgresServer, tmp_path: Path) -> None:
    known = STANDARD_RULES.rules[rule]
    assert list(known.findings(_governed(pg, known.bad, tmp_path))), "the Bad example fires nothing"
    assert list(known.findings(_governed(pg, known.good, tmp_path))) == []


def _at_work(server: PostgresServer, example: str) -> UpkeepSubject:
    with server.database() as url:
        load_sql(url, textwrap.dedent(example))
        schema = introspect(url)
        with open_live(url) as live:
            return UpkeepSubject(
                design=SchemaSubject(schema, load("postgresql")),
                tables=table_figures(live, schema),
                indexes=use_of_indexes(live, schema),
            )


@pytest.mark.parametrize("rule", sorted(UPKEEP_RULES.rules))
def test_examples_of_rules_of_upkeep(rule: str, pg: PostgresServer) -> None:
    known = UPKEEP_RULES.rules[rule]
    assert list(known.findings(_at_work(pg, known.bad))), "the Bad example fires nothing"
    assert list(known.findings(_at_work(pg, known.good))) == []
