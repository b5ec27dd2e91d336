"""Locks, new files and scans of every form of statement are predicted as the server makes them."""

from __future__ import annotations

from contextlib import closing

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialects.postgresql.locks import Session, effects_of
from tests.dialects.postgresql.locks.comparing import differences
from tests.dialects.postgresql.locks.forms import Group, groups
from tests.dialects.postgresql.locks.observing import observe

_UTC = Session(time_zone_is_utc=True)
FORMS_AT_LEAST = 200


@pytest.mark.parametrize("group", groups(), ids=lambda each: each.name)
def test_the_prediction_is_what_the_server_does(pg_majors: PostgresServer, group: Group) -> None:
    """Every relation in every mode, second tables included; files by relation; scans by table."""
    wrong = []
    with pg_majors.database() as url, closing(connect(url)) as connection:
        connection.execute("SET timezone = 'UTC'")
        connection.execute(group.setup.encode())
        schema = introspect(url)
        for form in group.forms:
            if form.since > pg_majors.major:
                continue
            if form.holding is not None:
                schema = introspect(url)
            said = effects_of(form.sql, schema, session=_UTC)
            assert said is not None, form.sql
            seen = observe(url, connection, form)
            held = form.holding is not None
            wrong += differences(form.sql, seen, said, held=held)
            if not held and not set(said.scans) <= set(seen.scans):
                wrong.append(f"{form.sql}: scans are {sorted(seen.scans)}, predicted {sorted(said.scans)}")
    assert not wrong, "\n".join(wrong)


def test_there_are_enough_forms() -> None:
    """Each title and each statement stands once in its group."""
    for group in groups():
        assert len({form.title for form in group.forms}) == len({form.sql for form in group.forms}) == len(group.forms)
    assert sum(len(group.forms) for group in groups()) >= FORMS_AT_LEAST
