"""Real PostgreSQL schemas: import, DDL, and the engine's own dump of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.script.outcome import Refused
from colonnade.connect.servers.server import PostgresServer
from tests.conftest import CORPUS
from tests.corpus.law import assert_no_difference, loaded, remade, sampled
from tests.oracle.dumps import difference, dump
from tests.results.record import Recorder, What

FOLDER = CORPUS / "postgresql"
RICH = frozenset({"chinook.sql", "pagila.sql", "postgrest_fixtures.sql"})
"""Files of every sort of object that load within seconds."""

MISSING_EXTENSIONS = {"liam_supabase_rls.sql": frozenset({"pg_net", "pg_graphql", "supabase_vault"})}
"""Extensions that no server at hand has; the statements that need them are refused."""

WITH_REPLACED_TRIGGERS = 14
"""CREATE OR REPLACE TRIGGER came with this version; a comment on one of these triggers follows it."""


def files() -> list[str]:
    return sorted(path.name for path in FOLDER.glob("*.sql"))


def left_out(name: str, refused: tuple[Refused, ...], major: int) -> tuple[str, ...]:
    """What the engine itself does not take of a file; anything that was not foreseen fails."""
    missing = MISSING_EXTENSIONS.get(name, frozenset())
    causes = []
    for each in refused:
        if major < WITH_REPLACED_TRIGGERS and "TRIGGER" in each.statement:
            causes.append(f"CREATE OR REPLACE TRIGGER is of {WITH_REPLACED_TRIGGERS}")
            continue
        found = next((extension for extension in missing if f'"{extension}"' in each.statement), None)
        assert each.statement.startswith("CREATE EXTENSION"), each
        assert found is not None, each
        causes.append(f"no extension {found} here")
    assert sum("no extension" in cause for cause in causes) == len(missing)
    return tuple(dict.fromkeys(causes))


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("name", sampled(files(), RICH))
def test_postgresql(pg_majors: PostgresServer, name: str, tmp_path: Path, recorder: Recorder) -> None:
    paths = [path for folder in ("preludes", "postgresql") if (path := CORPUS / folder / name).exists()]
    with scratch_on(pg_majors) as a, scratch_on(pg_majors) as b:
        recorder.begin(What.SCHEMA, name, server=pg_majors)
        outcome = loaded(paths, a)
        assert outcome.statements > 0
        causes = left_out(name, outcome.refused, pg_majors.major)
        made = remade(a, b, tmp_path)
        recorder.found(objects=made.objects, left_out=causes)
        assert not difference(dump(a.url), dump(b.url))
        assert_no_difference(a, b)
