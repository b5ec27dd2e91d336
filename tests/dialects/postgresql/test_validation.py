"""The query of a step says no before the step, yes after it, and no again when its result is spoilt."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import load
from colonnade.plan import Step, plan
from tests.cli.running import cln
from tests.dialects.postgresql.test_every_kind import EVERY_KIND, two_databases
from tests.oracle.postgresql import execute, load_sql, roll_back

UNASKED = {"extension_tie", "member_privileges", "security_label"}
"""Kinds that are no row of their own: the comparison at the end of a plan tells of them."""

ALREADY = {"namespace alter_namespace", "role create_role", "view alter_view"}
"""Steps whose query may say yes before: roles are the server's, and neither the text of a view nor the comment that
initdb gives to public is asked for."""

OLD = """
CREATE TYPE mood AS ENUM ('calm');
CREATE DOMAIN positive AS integer;
CREATE TABLE parent (id integer PRIMARY KEY, code text);
CREATE TABLE child (id integer PRIMARY KEY, parent_id integer, amount integer, note varchar(10), gone text);
CREATE SEQUENCE counter;
CREATE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT 41';
"""
NEW = """
CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE DOMAIN positive AS integer CONSTRAINT above CHECK (VALUE > 0);
CREATE TABLE parent (id integer PRIMARY KEY, code text NOT NULL, CONSTRAINT parent_code UNIQUE (code));
CREATE TABLE child (id integer PRIMARY KEY, parent_id integer CONSTRAINT child_parent REFERENCES parent,
  amount numeric(12, 2) NOT NULL DEFAULT 0, note varchar(20), extra integer GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT child_amount CHECK (amount >= 0));
CREATE INDEX child_parent_id ON child (parent_id);
COMMENT ON TABLE child IS 'the smaller one';
ALTER TABLE child ENABLE ROW LEVEL SECURITY;
CREATE SEQUENCE counter INCREMENT 5;
CREATE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT 42';
CREATE VIEW total AS SELECT count(*) AS children FROM child;
"""

SPOILT = (
    ("ALTER TABLE parent ALTER code DROP NOT NULL", "column public.parent.code"),
    ("ALTER TABLE parent DROP CONSTRAINT parent_code", "constraint public.parent.parent_code"),
    ("ALTER TABLE child ALTER amount TYPE numeric(12, 3)", "column public.child.amount"),
    ("ALTER TABLE child ALTER amount DROP DEFAULT", "column public.child.amount"),
    ("ALTER TABLE child ALTER note TYPE varchar(19)", "column public.child.note"),
    ("ALTER TABLE child ALTER extra DROP IDENTITY", "column public.child.extra"),
    ("ALTER TABLE child DROP COLUMN extra", "column public.child.extra"),
    ("ALTER TABLE child ADD COLUMN gone text", "column public.child.gone"),
    (
        (
            "ALTER TABLE child DROP CONSTRAINT child_parent;"
            " ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent NOT VALID"
        ),
        "constraint public.child.child_parent",
    ),
    (
        (
            "ALTER TABLE child DROP CONSTRAINT child_parent;"
            " ALTER TABLE child ADD CONSTRAINT child_parent FOREIGN KEY (id) REFERENCES parent"
        ),
        "constraint public.child.child_parent",
    ),
    (
        (
            "ALTER TABLE child DROP CONSTRAINT child_amount;"
            " ALTER TABLE child ADD CONSTRAINT child_amount CHECK (amount >= 0) NOT VALID"
        ),
        "constraint public.child.child_amount",
    ),
    ("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'child_parent_id'::regclass", "public.child_parent_id"),
    ("DROP INDEX child_parent_id", "index public.child_parent_id"),
    ("DROP INDEX child_parent_id; CREATE INDEX child_parent_id ON parent (id)", "index public.child_parent_id"),
    ("COMMENT ON TABLE child IS 'another'", "table public.child"),
    ("ALTER TABLE child DISABLE ROW LEVEL SECURITY", "table public.child"),
    ("ALTER SEQUENCE counter INCREMENT 4", "sequence public.counter"),
    ("CREATE OR REPLACE FUNCTION public.answer() RETURNS integer LANGUAGE sql AS 'SELECT 43'", "public.answer."),
    ("DROP VIEW total", "view public.total"),
    ("ALTER DOMAIN positive DROP CONSTRAINT above", "domain public.positive"),
    ("ALTER TYPE mood RENAME VALUE 'wild' TO 'tame'", "enum public.mood"),
)


def answer(connection: PostgresConnection, query: str) -> object:
    """What a query of one value gives."""
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def run(connection: PostgresConnection, step: Step) -> None:
    for statement in step.statements:
        execute(connection, statement.sql)


def watched(connection: PostgresConnection, steps: Sequence[Step]) -> list[Step]:
    """Run steps; the answer are those whose query said yes before they had run."""
    early = []
    for text in load("postgresql").preamble:
        connection.execute(text.encode())
    for step in steps:
        if step.validation_query is None:
            assert step.object.kind in UNASKED, step.object
            run(connection, step)
            continue
        if answer(connection, step.validation_query):
            early.append(step)
        run(connection, step)
        assert answer(connection, step.validation_query) is True, step.validation_query
    return early


def test_every_kind_is_asked_for(pg_majors: PostgresServer) -> None:
    with two_databases(pg_majors) as (full, empty):
        load_sql(full, EVERY_KIND)
        made = plan(introspect(empty), introspect(full), load("postgresql"))
        with closing(connect(empty)) as connection:
            early = watched(connection, made.steps)
            roll_back(connection, made.steps)
        assert {f"{each.object.kind} {each.kind}" for each in early} <= ALREADY
        back = plan(introspect(full), introspect(empty), load("postgresql"))
        with closing(connect(full)) as connection:
            early = watched(connection, back.steps)
        assert {f"{each.object.kind} {each.kind}" for each in early} <= ALREADY


def test_what_is_spoilt_is_seen(pg: PostgresServer) -> None:
    with pg.database() as one, pg.database() as two:
        load_sql(one, OLD)
        load_sql(two, NEW)
        made = plan(introspect(one), introspect(two), load("postgresql"))
        with closing(connect(one)) as connection:
            assert watched(connection, made.steps) == []
            for spoil, name in SPOILT:
                connection.execute("BEGIN")
                for statement in spoil.split(";"):
                    execute(connection, statement)
                wrong = [each for each in made.steps if not answer(connection, str(each.validation_query))]
                connection.execute("ROLLBACK")
                assert name in {str(each.object) for each in wrong} | {".".join(x.object.path) for x in wrong}, spoil


MEDDLER = """
CREATE TABLE a (id integer PRIMARY KEY, b integer);
CREATE FUNCTION meddle() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'public.a'::regclass AND attname = 'b' AND attnotnull) THEN
    ALTER TABLE public.a ALTER b DROP NOT NULL;
  END IF;
END $$;
CREATE EVENT TRIGGER meddler ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION meddle();
"""


def test_apply_stops_at_a_step_that_others_undo(pg: PostgresServer, tmp_path: Path) -> None:
    with pg.database() as one:
        load_sql(one, MEDDLER)
        target, document = tmp_path / "target.sql", tmp_path / "plan.json"
        target.write_text(MEDDLER.replace("b integer", "b integer NOT NULL, c integer"))
        address = one.secret_text
        planned = cln("plan", address, target, "--allow", "all", "-o", document)
        assert "proof: a query of its own after 2 of 2" in planned.out
        ran = cln("apply", document, "--on", address, expect=1)
        assert "step" in ran.err
        assert "public.a.b" in ran.err
        assert "nothing was changed" in ran.err
        with closing(connect(one)) as connection:
            assert (
                answer(connection, "SELECT count(*) FROM pg_attribute WHERE attrelid = 'a'::regclass AND attname = 'c'")
                == 0
            )
        assert "Failed" in cln("status", "--on", address).out
