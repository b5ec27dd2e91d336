"""What a linter makes of a script is the schema that a server makes of it, as far as locks follow from it."""

from __future__ import annotations

from contextlib import closing

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.migrations import script_of
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialects.postgresql.lint.following import Following
from colonnade.dialects.postgresql.lint.run import lint_on
from colonnade.dialects.postgresql.locks import Session, effects_of
from colonnade.dialects.postgresql.locks.statement import judged
from colonnade.lint import Aims
from colonnade.schema import Schema
from tests.dialects.postgresql.locks.forms import Group, groups

GENERIC = frozenset({"LCK041", "LCK039"})
_UTC = Session(time_zone_is_utc=True)
NOT_FOLLOWED = frozenset(
    {
        # Which columns a view reads can't be told from its text alone, nor what a publication or statistics hold.
        "ALTER TABLE customer DROP COLUMN name CASCADE",
        "DROP STATISTICS invoice_stats",
        "ALTER PUBLICATION shared SET TABLE lone",
        "DROP TYPE mood CASCADE",
        # The columns of a typed table are those of its type.
        "ALTER TYPE shape ALTER ATTRIBUTE id TYPE bigint CASCADE",
    }
)


RIGHT_WAYS = ("VALIDATE CONSTRAINT", "CONCURRENTLY")
"""They read all rows while others work: nobody is to be alarmed."""


@pytest.mark.parametrize("group", groups(), ids=lambda each: each.name)
def test_what_rewrites_or_reads_is_told_and_what_does_neither_is_not(group: Group) -> None:
    before = Following(Schema(engine="postgresql"), Session(), (18,))
    aims = Aims(version=(18,), schema=Schema(engine="postgresql"))
    for script in script_of(group.setup, "setup.sql", "postgresql"):
        lint_on(script, before, aims)
    wrong = []
    for form in group.forms:
        known = Following(before.snapshot(), _UTC, (18,))
        (script,) = script_of(form.sql, "form.sql", "postgresql")
        (report,) = (linted := lint_on(script, known, aims)).statements
        alarms = {each.rule for each in linted.findings if each.rule[:3] in ("LCK", "DAT")} - GENERIC
        costs = bool(report.rewrites or report.scans) and not any(each in form.sql for each in RIGHT_WAYS)
        free = " TYPE " in form.sql and form.sql.startswith("ALTER TABLE") and not costs
        if (costs and not alarms) or (free and alarms):
            wrong.append((form.sql, sorted(alarms)))
    assert wrong == []


@pytest.mark.parametrize("group", groups(), ids=lambda each: each.name)
def test_locks_on_what_was_followed_are_those_on_what_was_read(pg: PostgresServer, group: Group) -> None:
    with pg.database() as url:
        with closing(connect(url)) as connection:
            connection.execute("SET timezone = 'UTC'")
            connection.execute(group.setup.encode())
        real = introspect(url)
    known = Following(Schema(engine="postgresql"), Session(), real.version)
    for script in script_of(group.setup, "setup.sql", "postgresql"):
        lint_on(script, known, Aims(schema=Schema(engine="postgresql")))
    known.session = _UTC
    wrong = []
    for form in group.forms:
        if form.since > real.version[0] or form.holding is not None or form.sql in NOT_FOLLOWED:
            continue
        one, two = effects_of(form.sql, real, session=_UTC), judged(form.sql, known)
        assert (one is None) == (two is None)
        if one is not None and two is not None:
            same = dict(one.locks) == dict(two.locks) and dict(one.files) == dict(two.files)
            if not same or set(one.scans) != set(two.scans):
                wrong.append(form.sql)
    assert wrong == []
