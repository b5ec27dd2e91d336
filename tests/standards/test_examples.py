"""Every rule's Bad example fires it, and its Good example does not."""

from __future__ import annotations

import textwrap

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import load
from colonnade.model.language import read
from colonnade.standards.modelled import MODEL_RULES
from colonnade.standards.subject import SCHEMA_RULES, SchemaSubject
from tests.oracle.postgresql import load_sql


def _found(server: PostgresServer, rule: str, sql: str) -> list[str]:
    with server.database() as url:
        load_sql(url, textwrap.dedent(sql))
        subject = SchemaSubject(introspect(url), load("postgresql"))
        return [each.message for each in SCHEMA_RULES.rules[rule].findings(subject)]


@pytest.mark.parametrize("rule", sorted(SCHEMA_RULES.rules))
def test_examples_of_schema_rules(rule: str, pg: PostgresServer) -> None:
    assert _found(pg, rule, SCHEMA_RULES.rules[rule].bad), "the Bad example fires nothing"
    assert _found(pg, rule, SCHEMA_RULES.rules[rule].good) == []


@pytest.mark.parametrize("rule", sorted(MODEL_RULES.rules))
def test_examples_of_model_rules(rule: str) -> None:
    known = MODEL_RULES.rules[rule]
    assert list(known.findings(read(textwrap.dedent(known.bad)))), "the Bad example fires nothing"
    assert list(known.findings(read(textwrap.dedent(known.good)))) == []
