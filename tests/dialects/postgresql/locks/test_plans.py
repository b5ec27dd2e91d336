"""The statements of plans are priced as the server carries them out."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.script.outcome import StatementRefused
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import NotExpressibleError, load
from colonnade.dialects.postgresql.locks import Session, effects_of
from colonnade.plan import CantPlanError
from tests.conftest import PROJECT
from tests.dialects.postgresql.locks.comparing import differences
from tests.dialects.postgresql.locks.observing import observe_open
from tests.oracle.cases import Case, cases
from tests.oracle.postgresql import load_sql, planned

_SESSION = Session(search_path=(), checks_bodies=False, time_zone_is_utc=True)
_SERVER_WIDE = ("subscription/", "extension/")
"""Kinds of cases whose statements can't be taken back, or change what isn't the database's own."""
_TAKEN = 8
"""One of so many cases is taken."""
_QUICK = 10
"""One of so many of those is part of the quick tests."""
_UNKNOWABLE = ("DO ",)
"""Statements whose text doesn't show what they run: here the making of roles."""


def _parameters() -> list[object]:
    everything = cases(PROJECT / "tests" / "cases" / "plan" / "postgresql")
    found = [case for case in everything if not case.name.startswith(_SERVER_WIDE)]
    return [
        pytest.param(case, id=case.name, marks=() if place % _QUICK == 0 else pytest.mark.full)
        for place, case in enumerate(found[::_TAKEN])
    ]


@pytest.mark.parametrize("case", _parameters())
def test_statements_of_a_plan(case: Case, pg_majors: PostgresServer) -> None:
    """Each statement is observed and taken back before it is carried out."""
    if not case.runs_on(pg_majors.installation):
        pytest.skip(f"PostgreSQL {pg_majors.major} here lacks what {case.name} needs")
    dialect = load("postgresql")
    with pg_majors.database() as a, pg_majors.database() as b:
        try:
            load_sql(a, case.setup + case.old + case.rows)
            load_sql(b, case.setup + case.new)
        except (psycopg.Error, StatementRefused) as refusal:
            pytest.skip(f"the server can't load it: {refusal}")
        try:
            made = planned(introspect(a), introspect(b), case)
        except (CantPlanError, NotExpressibleError) as refusal:
            pytest.skip(f"refused: {refusal}")
        wrong = []
        with closing(connect(a)) as connection:
            for text in ("SET timezone = 'UTC'", *dialect.preamble):
                connection.execute(text.encode())
            for statement in (each for step in made for each in step.statements):
                said = effects_of(statement.sql, introspect(a), session=_SESSION)
                assert said is not None or statement.sql.startswith(_UNKNOWABLE), statement.sql
                if said is not None and statement.transactional:
                    wrong += differences(statement.sql, observe_open(connection, statement.sql), said)
                connection.execute(statement.sql.encode())
    assert not wrong, "\n".join(wrong)
