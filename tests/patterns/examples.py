"""Databases in which a pattern is applied to its example."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.model import Model
from colonnade.patterns import Pattern
from colonnade.store import load_model, write_model
from colonnade.workspace.architecture.patterning import with_pattern
from colonnade.workspace.migrating import apply
from colonnade.workspace.planning import ALL_HAZARDS, make_plan


def applied(each: Pattern) -> Model:
    """The example of a pattern with the pattern in it."""
    model = load_model(each.model).model
    after, _ = with_pattern(each, model, each.card.example.to, each.card.example.set)
    return after


def made(each: Pattern, url: str, folder: Path) -> Path:
    """Make the example with its pattern in an empty database; the answer is the file of its model."""
    path = folder / "applied.colonnade.yaml"
    write_model(path, applied(each))
    engine = "sqlite" if url.startswith("sqlite") else "postgresql"
    plan = make_plan(url, str(path), engine=engine, allowed=ALL_HAZARDS, description=each.card.title).document
    assert apply(plan, url).version is not None
    return path


@contextmanager
def empty(server: PostgresServer | None, folder: Path) -> Iterator[str]:
    """The URL of an empty database: of SQLite without a server."""
    if server is None:
        path = folder / "pattern.db"
        path.touch()
        yield f"sqlite:///{path}"
    else:
        with scratch_on(server) as scratch:
            yield scratch.url.secret_text
