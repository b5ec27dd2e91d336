"""Loads scripts into scratch databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import assert_never

from colonnade.connect.scratch import Privilege, ScratchDatabase, scratch_database
from colonnade.connect.script.outcome import Loading, Outcome, Script
from colonnade.connect.script.psql import Player
from colonnade.connect.script.sqlite_shell import Shell
from colonnade.connect.urls import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A scratch database with scripts loaded into it."""

    database: ScratchDatabase
    outcome: Outcome


def load(scripts: Script | Sequence[Script], database: ScratchDatabase, loading: Loading | None = None) -> Outcome:
    """Load scripts in their order, each in a session of its own.

    Raises `StatementRefused` with file, line and column when the server refuses a statement and
    `loading` says to stop (the default), `BadScript`, and leaves of `WorldError`.
    """
    outcome = Outcome()
    for script in (scripts,) if isinstance(scripts, Script) else scripts:
        outcome += _load_one(script, database, loading or Loading())
    return outcome


@contextmanager
def loaded(
    scripts: Script | Sequence[Script],
    engine: Engine = Engine.POSTGRESQL,
    *,
    major: int | None = None,
    privilege: Privilege = Privilege.SUPERUSER,
    loading: Loading | None = None,
) -> Iterator[Loaded]:
    """A scratch database with scripts loaded into it, while the block runs."""
    with scratch_database(engine, major=major, privilege=privilege) as database:
        yield Loaded(database=database, outcome=load(scripts, database, loading))


def _load_one(script: Script, database: ScratchDatabase, loading: Loading) -> Outcome:
    match database.engine:
        case Engine.POSTGRESQL:
            return Player(database, loading).play(script)
        case Engine.SQLITE:
            return Shell(database, loading).play(script)
        case _:
            assert_never(database.engine)
