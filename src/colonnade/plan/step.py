"""The plan: ordered, priced, reversible steps from one schema to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.dialect import Hazard, Price, Statement
from colonnade.ops import Operation
from colonnade.schema import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operation with the SQL that carries it out and the SQL that takes it back."""

    sequence: int
    """From 1."""
    operation: Operation
    absorbed: tuple[Operation, ...] = ()
    """Removals that the engine carries out by itself with this step."""
    object: Ref
    statements: tuple[Statement, ...]
    rollback: tuple[Statement, ...]
    price: Price
    transaction: int | None
    """Number of its transaction group, from 1; None when it runs outside of one."""
    validation_query: str | None = None
    """Gives one boolean: whether the step has its effect."""
    reason: str = ""

    @property
    def kind(self) -> str:
        """What it does, such as `add_column` or `create_index`."""
        word = self.operation.kind
        return word if "_" in word else f"{word}_{self.object.kind}"

    @property
    def sql(self) -> str:
        """Its statements as a script."""
        return "\n".join(f"{each.sql};" for each in self.statements)

    @property
    def rollback_sql(self) -> str:
        """The statements that take it back, as a script."""
        return "\n".join(f"{each.sql};" for each in self.rollback)

    @property
    def hazards(self) -> frozenset[Hazard]:
        """What has to be allowed by name before it runs."""
        return self.price.hazards


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Steps from one schema to another."""

    engine: str
    version: tuple[int, ...]
    """Version of the server that the statements are made for."""
    start: str
    """Fingerprint of the schema the plan begins at; a database with another one is refused."""
    end: str
    """Fingerprint of the schema the plan leads to."""
    steps: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    @property
    def hazards(self) -> frozenset[Hazard]:
        """All hazards of all steps."""
        return frozenset().union(*(step.hazards for step in self.steps))
