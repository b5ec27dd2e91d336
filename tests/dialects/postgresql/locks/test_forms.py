"""Locks, new files and scans of every form of statement are predicted as the server makes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialects.postgresql.locks import Effects, Mode, Session, effects_of, strongest
from colonnade.schema import Ref
from tests.dialects.postgresql.locks.forms import Form, Group, groups
from tests.dialects.postgresql.locks.observing import Observed, observe

_UTC = Session(time_zone_is_utc=True)
_OF_QUERIES = frozenset({Mode.ACCESS_SHARE, Mode.ROW_SHARE, Mode.ROW_EXCLUSIVE})
"""Modes in which the planner opens every index of a table in a query: they say nothing that the table's doesn't."""
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
            wrong += _differences(form, observe(url, connection, form), said)
    assert not wrong, "\n".join(wrong)


def _differences(form: Form, seen: Observed, said: Effects) -> list[str]:
    """What differs; a statement that waits shows its locks on tables only, as the rest comes after the wait."""
    held = form.holding is not None
    seen_locks = _comparable({ref: map(Mode, modes) for ref, modes in seen.locks.items()}, tables_only=held)
    said_locks = _comparable(said.locks, tables_only=held)
    found = []
    if seen_locks != said_locks:
        found.append(f"{form.sql}: locks are {seen_locks}, predicted {said_locks}")
    if not held and set(seen.files) != set(said.files):
        found.append(f"{form.sql}: new files are {sorted(seen.files)}, predicted {sorted(said.files)}")
    if not held and not set(said.scans) <= set(seen.scans) <= {*said.scans, *said.reads}:
        found.append(f"{form.sql}: scans are {sorted(seen.scans)}, predicted {sorted(said.scans)}")
    return found


def _comparable(locks: Mapping[Ref, Iterable[Mode]], *, tables_only: bool) -> dict[Ref, frozenset[Mode]]:
    found: dict[Ref, frozenset[Mode]] = {}
    for ref, modes in locks.items():
        kept = {mode for mode in modes if ref.kind != "index" or mode not in _OF_QUERIES}
        if kept and not (tables_only and ref.kind == "index"):
            found[ref] = strongest(kept)
    return found


def test_there_are_enough_forms() -> None:
    """Each title and each statement stands once in its group."""
    for group in groups():
        assert len({form.title for form in group.forms}) == len({form.sql for form in group.forms}) == len(group.forms)
    assert sum(len(group.forms) for group in groups()) >= FORMS_AT_LEAST
