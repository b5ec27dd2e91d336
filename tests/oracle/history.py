"""The oracle on a history: a database follows another one from version to version by plans, each taken back once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.scratch import scratch_on
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Script
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError
from colonnade.dialect import load as load_dialect
from colonnade.diff import compare
from colonnade.plan import CantPlanError, plan
from colonnade.schema import Schema
from tests.oracle.dumps import difference, dump
from tests.oracle.postgresql import StatementFailed, build, roll_back, run_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """How far a history was followed."""

    changes: int
    """Versions that changed the schema."""
    faults: tuple[str, ...] = ()
    """Versions that were not led to exactly or not back, and why."""


def follow(server: PostgresServer, first: Sequence[Script], then: Sequence[Script], *, every: int = 1) -> Followed:
    """Play scripts in one database, and lead another one after it by plans, every so many versions.

    After a fault the follower is made anew, so that each version is judged by itself.
    """
    changes, faults = 0, []
    with scratch_on(server) as real, _follower(server) as follower:
        load(tuple(first), real)
        follower.start(introspect(real.url))
        for place, script in enumerate(then, start=1):
            load(script, real)
            if place % every and place < len(then):
                continue
            target = introspect(real.url)
            if not compare(follower.schema, target):
                continue
            changes += 1
            fault = follower.lead(target, dump(real.url))
            if fault:
                faults.append(f"{script.name.rpartition('/')[2]}: {fault}")
                follower.start(target)
    return Followed(changes=changes, faults=tuple(faults))


class _Follower:
    """A database that plans are carried out on."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._url: DatabaseUrl | None = None
        self.schema = Schema(engine="postgresql")

    @property
    def url(self) -> DatabaseUrl:
        assert self._url is not None
        return self._url

    def start(self, schema: Schema) -> None:
        """Begin anew in a database made by our own DDL."""
        self.close()
        self._url = self._server.create_database()
        build(self.url, schema)
        self.schema = introspect(self.url)

    def close(self) -> None:
        """Throw the database away."""
        if self._url is not None:
            self._server.drop_database(self._url)

    def lead(self, target: Schema, wanted: str) -> str:
        """Go to a target, back, and there again; the answer says what was wrong, if anything."""
        start, before = self.schema, dump(self.url)
        try:
            made = plan(start, target, load_dialect("postgresql"))
        except (CantPlanError, NotExpressibleError) as error:
            return f"refused: {error}"
        with closing(connect(self.url)) as connection:
            try:
                run_steps(connection, made.steps)
                if wrong := self._wrong(target, wanted):
                    return wrong
                roll_back(connection, made.steps)
                if wrong := self._wrong(start, before):
                    return f"on the way back: {wrong}"
                run_steps(connection, made.steps)
            except StatementFailed as error:
                return str(error)
        self.schema = introspect(self.url)
        return ""

    def _wrong(self, wanted: Schema, wanted_dump: str) -> str:
        if found := compare(introspect(self.url), wanted):
            return f"differs: {found[0]}"
        if left := difference(dump(self.url), wanted_dump, column_order=False):
            return f"silent: {left[0]}"
        return ""


@contextmanager
def _follower(server: PostgresServer) -> Iterator[_Follower]:
    follower = _Follower(server)
    try:
        yield follower
    finally:
        follower.close()
