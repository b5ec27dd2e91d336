"""What a test found out, for the tables that a whole run writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from colonnade.blueprints import ProofResult
from colonnade.connect.servers.server import PostgresServer

PROPERTY = "result"
"""The name under which a record goes with the report of its test."""


class What(StrEnum):
    """What was tried, a table for each."""

    SCHEMA = "schema"
    PAIR = "pair"
    HISTORY = "history"
    BLUEPRINT = "blueprint"


class Origin(StrEnum):
    """Who wrote a pair of schemas."""

    OWN = "own"
    OUTSIDE = "outside"


class Direction(StrEnum):
    """Which way a pair or a history is led."""

    THERE_AND_BACK = "there and back"
    TURNED = "from new to old"


class Verdict(StrEnum):
    """What came of it."""

    EXACT = "exact"
    REFUSED = "refused"
    """Nothing was changed, and the error says why."""
    OPEN = "open"
    """A known fault of ours."""
    UNLOADABLE = "not loadable"
    """The engine itself refuses the text, or lacks what it needs."""
    FAILED = "failed"


@dataclass(kw_only=True)
class Record:
    """One test, filled while it runs."""

    what: str
    engine: str
    name: str
    server: str = ""
    """Version of the server, such as `18.4`; empty where the engine is the program's own."""
    objects: dict[str, int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    """What the engine does not take, and why."""
    origin: str = Origin.OWN
    direction: str = Direction.THERE_AND_BACK
    steps: int = 0
    """Versions of a history that were led to."""
    verdict: str = ""
    """Said by the test itself; else it is what the test's outcome says."""
    proofs: list[list[str]] = field(default_factory=list)
    """Cases of a blueprint: the row, what was tried, what came of it, what was observed."""

    @property
    def area(self) -> str:
        """The kind of object that a pair is about."""
        return self.name.partition("/")[0]

    @property
    def major(self) -> int:
        """The major version of the server, 0 where there is none."""
        return int(self.server.partition(".")[0]) if self.server else 0


class Recorder:
    """Keeps the record of a test, also when the test fails half-way."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    def begin(
        self,
        what: What,
        name: str,
        *,
        server: PostgresServer | None = None,
        origin: Origin = Origin.OWN,
        direction: Direction = Direction.THERE_AND_BACK,
    ) -> None:
        """Say what is tried, before it is; SQLite where there is no server."""
        record = Record(
            what=what.value,
            engine="sqlite" if server is None else "postgresql",
            name=name,
            server="" if server is None else server.installation.version,
            origin=origin.value,
            direction=direction.value,
        )
        self._properties.append((PROPERTY, asdict(record)))

    def found(
        self,
        *,
        objects: Mapping[str, int] | None = None,
        left_out: tuple[str, ...] = (),
        steps: int = 0,
        verdict: Verdict | None = None,
        proofs: Iterable[ProofResult] = (),
    ) -> None:
        """Add what was found to the record that was begun."""
        name, facts = self._properties[-1]
        assert name == PROPERTY
        assert isinstance(facts, dict)
        facts.update(objects=dict(objects or facts["objects"]), left_out=list(left_out), steps=steps)
        facts["proofs"] = [[each.row, each.what, each.outcome.value, each.observed] for each in proofs]
        if verdict is not None:
            facts["verdict"] = verdict.value
