"""The change that a demonstration carries out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from colonnade.connect.introspect import introspect
from colonnade.connect.live import Live, open_live
from colonnade.connect.scratch import ScratchDatabase, scratch_database
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import read_script
from colonnade.connect.urls import Engine
from colonnade.findings import Finding
from colonnade.schema import Schema, Table
from colonnade.workspace.demo.start import Start
from colonnade.workspace.normal import build

UNINDEXED = "REF001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A database that was made directly as the change wants it."""

    schema: Schema
    database: ScratchDatabase
    words: str


@contextmanager
def target(start: Start, findings: tuple[Finding, ...]) -> Iterator[Target]:
    """The wanted database, while the block runs.

    For the example it is its next release. For a schema of the user's own it is what the check asks for: an index for
    each foreign key that has none, or, where all have one, a small table more.
    """
    with ExitStack() as stack:
        engine = Engine(start.schema.engine)
        database = stack.enter_context(scratch_database(engine, major=start.major))
        if start.example is not None:
            load(read_script(start.example.following), database)
            words = f"the next release of {start.title}, from {start.example.following.name}"
        else:
            with open_live(database.url) as live:
                build(live, start.schema)
                words = _mend(live, start.schema, findings)
        yield Target(schema=introspect(database.url), database=database, words=words)


def _mend(live: Live, schema: Schema, findings: tuple[Finding, ...]) -> str:
    fixes = [each.fix.sql for each in findings if each.rule == UNINDEXED and each.fix is not None and each.fix.sql]
    if fixes:
        for sql in fixes:
            live.run(sql)
        return f"an index for each foreign key without one ({len(fixes)}), as rule {UNINDEXED} asks"
    taken = {table.name.lower() for table in schema.of_kind(Table)}
    name = next(each for each in _names() if each not in taken)
    # Beside the first table, so that the namespace is there; where there is none at all, in the default one.
    default = live.dialect.traits.default_namespace
    beside = next((table.path[:-1] for table in schema.of_kind(Table)), (default,) if default else ())
    path = ".".join(live.dialect.quote(part) for part in (*beside, name))
    live.run(f"CREATE TABLE {path} (id bigint PRIMARY KEY, remark text NOT NULL)")
    return f"a small table more, {name}, as every foreign key has its index"


def _names() -> Iterator[str]:
    yield "demo_remark"
    number = 1
    while True:
        number += 1
        yield f"demo_remark_{number}"
