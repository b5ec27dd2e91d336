"""Real schemas made into a model file and made again from it are what they were, to us and to the engine's dump."""

from __future__ import annotations

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.scratch import scratch_on
from colonnade.connect.script.load import load as load_scripts
from colonnade.connect.script.outcome import Loading, OnError, read_script
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import load
from colonnade.diff import compare
from colonnade.model.language import read, write
from colonnade.model.validity import validate
from colonnade.realize import abstract, realise
from tests.conftest import CORPUS
from tests.oracle.dumps import difference, dump
from tests.oracle.postgresql import build

QUICK = ("chinook.sql", "pagila.sql", "postgrest_fixtures.sql", "temporal.sql")
"""Files of every sort of object that load within seconds; the others belong to the long part."""


def files(engine: str) -> list[object]:
    found = sorted(path.name for path in (CORPUS / engine).glob("*.sql"))
    return [name if name in QUICK else pytest.param(name, marks=pytest.mark.full) for name in found or ["no corpus"]]


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("name", files("postgresql"))
def test_postgresql(pg_majors: PostgresServer, name: str) -> None:
    dialect = load("postgresql")
    paths = [path for folder in ("preludes", "postgresql") if (path := CORPUS / folder / name).exists()]
    with scratch_on(pg_majors) as a, scratch_on(pg_majors) as b:
        load_scripts(tuple(map(read_script, paths)), a, Loading(on_error=OnError.COLLECT))
        schema = introspect(a.url)
        assert schema.objects
        made = abstract(schema, dialect, name="corpus")
        text = write(made)
        model = read(text)
        assert validate(model) == ()
        assert write(model) == text
        assert model == made
        realised = realise(model, dialect)
        assert realised == schema
        build(b.url, realised)
        assert not compare(introspect(b.url), schema)
        assert not difference(dump(a.url), dump(b.url))
