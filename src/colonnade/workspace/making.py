"""DDL of a source, component by component and as one script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colonnade.dialect import Dialect, Statement, load
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.schema import Schema
from colonnade.workspace.normal import engine_of_model, model_of
from colonnade.workspace.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Ddl:
    """The statements that make a database, in order."""

    dialect: Dialect
    schema: Schema
    statements: tuple[tuple[str, Statement], ...]
    """Kind of the object that a statement makes or finishes, and the statement."""

    @property
    def script(self) -> str:
        """One script, in one transaction, that the engine's own shell runs."""
        parts = [*(f"{text};" for text in self.dialect.opening), "BEGIN;"]
        parts += [f"{text};" for text in self.dialect.preamble]
        parts += [f"{statement.sql};" for _, statement in self.statements]
        parts += ["COMMIT;", *(f"{text};" for text in self.dialect.closing)]
        return "\n\n".join(parts) + "\n"

    def components(self) -> Mapping[str, str]:
        """Scripts by the component that a statement belongs to, in the order in which they run."""
        found: dict[str, list[str]] = {}
        for number, (component, texts) in enumerate(_runs(self.statements), start=1):
            found.setdefault(f"{number:02d}_{component}", []).extend(texts)
        return {name: "\n\n".join(f"{text};" for text in texts) + "\n" for name, texts in found.items()}


def ddl(source: Source, target: str | None = None) -> Ddl:
    """The complete DDL of a source on an engine.

    A schema keeps its own engine's form; a model is realised. Raises NoEngineError, CantPlanError, NotExpressibleError.
    """
    if source.schema is not None and target in {None, source.schema.engine}:
        schema = source.schema
    else:
        model = model_of(source)
        schema = realise(model, load(target or engine_of_model(model)))
    dialect = load(schema.engine)
    found = tuple((each.object.kind, statement) for each in creation(schema, dialect) for statement in each.statements)
    return Ddl(dialect=dialect, schema=schema, statements=found)


_COMPONENTS: Mapping[str, str] = {
    "role": "security",
    "policy": "security",
    "default_privileges": "security",
    "index": "indexes",
    "constraint": "constraints",
    "trigger": "triggers",
    "event_trigger": "triggers",
    "rule": "triggers",
    "view": "views",
    "materialized_view": "views",
    "function": "routines",
    "procedure": "routines",
    "aggregate": "routines",
    "table": "tables",
    "column": "tables",
    "sequence": "tables",
}


def _runs(statements: tuple[tuple[str, Statement], ...]) -> Iterator[tuple[str, list[str]]]:
    """Statements that follow one another and belong to one component, so that order is kept."""
    current, texts = "", list[str]()
    for kind, statement in statements:
        component = _COMPONENTS.get(kind, "types")
        if component != current and texts:
            yield current, texts
            texts = []
        current = component
        texts.append(statement.sql)
    if texts:
        yield current, texts
