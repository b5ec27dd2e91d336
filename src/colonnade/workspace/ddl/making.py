"""DDL of a source: one script, its components, and a guide by which it is deployed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from colonnade.dialect import Dialect, Statement, load
from colonnade.errors import InputError
from colonnade.model import Enforcement, Model
from colonnade.model.loss import Loss
from colonnade.ops import CreateObject
from colonnade.plan import creation, plan
from colonnade.plan.render import step_script
from colonnade.realize import KeptRule, Realised
from colonnade.schema import Extension, Namespace, Ref, Role, Schema, Table
from colonnade.text import did_you_mean
from colonnade.workspace.ddl.banner import header, of_entity
from colonnade.workspace.normal import realised_model
from colonnade.workspace.source import Source
from colonnade.workspace.wording import name_of


class UnknownExtensionError(InputError):
    """An extension that is said to be absent is none that the schema uses."""

    code = "CO132"


class NotIdempotentError(InputError):
    """An engine has no way to make an object only where it is not there yet."""

    code = "CO188"


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Statements that run one after another and belong together."""

    sequence: int
    """From 1, in the order in which they run."""
    component: str
    """tables, indexes, partitions, constraints, triggers, procedures, views, security or types."""
    file: str
    statements: int
    sql: str
    expected_ms: float | None = None
    """In an empty database: the statements by what one takes in the mean; null where that was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """What must be there before."""

    what: str
    query: str | None = None
    """Gives one boolean: whether it is there; null where only a person can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A query of one boolean that tells whether a part of the schema stands."""

    object: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How the DDL is deployed."""

    prerequisites: tuple[Prerequisite, ...]
    steps: tuple[str, ...]
    """Files of the components, in the order in which they run."""
    verification: tuple[Verification, ...]
    rollback: str
    """A script that takes everything away again, with its rows."""
    expected_ms: float | None = None
    """Of all steps together, in an empty database; null where it was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleKept:
    """A business rule, and what keeps it in the database."""

    of: str
    rule: str
    enforcement: Enforcement
    by: tuple[str, ...]
    """Objects that keep it; none where people or programs do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DdlResult:
    """The complete DDL of a source on one engine."""

    source: str
    engine: str
    statements: int
    objects: Mapping[str, int]
    """How many objects of each kind it makes."""
    script: str
    components: tuple[Component, ...]
    guide: Guide
    rules: tuple[RuleKept, ...]
    """Every business rule of the model."""
    losses: tuple[Loss, ...]
    """What of the model the engine does not hold, or holds in another form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Statements that make one object, or finish it."""

    object: Ref
    component: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ddl:
    """The statements that make a database, in order."""

    dialect: Dialect
    schema: Schema
    parts: tuple[Part, ...]
    head: str = ""
    """Comments that the script begins with."""
    rules: tuple[KeptRule, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def script(self) -> str:
        """One script that the engine's own shell runs."""
        return self.head + _script(self.parts, self.dialect)

    def components(self) -> tuple[Component, ...]:
        """Scripts by component; a component that others stand between comes more than once."""
        found = []
        for number, (component, run) in enumerate(groupby(self.parts, key=lambda part: part.component), start=1):
            parts = tuple(run)
            found.append(
                Component(
                    sequence=number,
                    component=component,
                    file=f"{number:02d}_{component}.sql",
                    statements=sum(len(part.statements) for part in parts),
                    sql=_script(parts, self.dialect),
                    expected_ms=_expected(self.dialect, sum(len(part.statements) for part in parts)),
                )
            )
        return tuple(found)


def ddl(
    source: Source,
    target: str | None = None,
    *,
    if_not_exists: bool = False,
    stamp: datetime | None = None,
    without: frozenset[str] = frozenset(),
) -> Ddl:
    """The complete DDL of a source on an engine.

    A schema keeps its own engine's form; a model is realised. With `if_not_exists` a second run does nothing, as far
    as the engine can tell what is there. `stamp` is a time for the head of the script. What `without` names are
    extensions that the server lacks: what stands in for them is among the losses.
    Raises NoEngineError, CantPlanError, NotExpressibleError.
    """
    if source.schema is not None and target in {None, source.schema.engine}:
        found = Realised(schema=source.schema)
    else:
        found = realised_model(source, target, option="--target")
    dialect = load(found.schema.engine)
    schema, replaced = _fitted(found.schema, dialect, without)
    made = [
        Part(object=each.object, component=_component(each.object, schema), statements=tuple(each.statements))
        for each in creation(schema, dialect)
    ]
    parts = tuple(_security_last(made))
    if if_not_exists:
        parts = tuple(_again(part, dialect) for part in parts)
    head = ""
    if source.model is not None:
        head = header(source.model, dialect.traits.title, stamp)
        parts = tuple(_with_banner(part, found.entities, source.model) for part in parts)
    return Ddl(
        dialect=dialect, schema=schema, parts=parts, head=head, rules=found.rules, losses=(*found.losses, *replaced)
    )


def _fitted(schema: Schema, dialect: Dialect, without: frozenset[str]) -> tuple[Schema, tuple[Loss, ...]]:
    """The schema for a server that lacks some extensions. Raises UnknownExtensionError, NotExpressibleError."""
    if not without:
        return schema, ()
    known = {each.name for each in schema.of_kind(Extension)} | set(dialect.fallbacks)
    for name in sorted(without - known):
        raise UnknownExtensionError(
            f"{name} is no extension that the schema uses",
            hint=did_you_mean(name, known) or f"it uses: {', '.join(sorted(known - set(dialect.fallbacks))) or 'none'}",
        )
    return dialect.without(schema, without) if dialect.without is not None else (schema, ())


def _with_banner(part: Part, entities: Mapping[Ref, str], model: Model) -> Part:
    """The part with what is known of its entity, where it makes the table of one."""
    entity = model.entities.get(entities.get(part.object, ""))
    if entity is None or not part.statements or part.component != "tables":
        return part
    first = part.statements[0]
    return replace(part, statements=(replace(first, sql=of_entity(model, entity) + first.sql), *part.statements[1:]))


def ddl_result(source: Source, made: Ddl) -> DdlResult:
    """DDL as a document."""
    components = made.components()
    return DdlResult(
        source=source.text,
        engine=made.dialect.name,
        statements=sum(each.statements for each in components),
        objects=_census(made.schema, made.dialect),
        script=made.script,
        components=components,
        guide=_guide(made, components),
        rules=tuple(
            RuleKept(
                of=each.of,
                rule=each.name,
                enforcement=each.enforcement,
                by=tuple(f"{ref.kind} {name_of(ref)}" for ref in each.by),
            )
            for each in made.rules
        ),
        losses=made.losses,
    )


def _expected(dialect: Dialect, statements: int) -> float | None:
    return None if dialect.statement_ms is None else round(statements * dialect.statement_ms, 2)


def _script(parts: Iterable[Part], dialect: Dialect) -> str:
    steps = ((1 if each.transactional else None, (each.sql,)) for part in parts for each in part.statements)
    return step_script(steps, dialect)


_COMPONENTS: Mapping[str, str] = {
    "role": "security",
    "policy": "security",
    "default_privileges": "security",
    "member_privileges": "security",
    "security_label": "security",
    "index": "indexes",
    "statistics": "indexes",
    "constraint": "constraints",
    "trigger": "triggers",
    "trigger_state": "triggers",
    "event_trigger": "triggers",
    "rule": "triggers",
    "view": "views",
    "materialized_view": "views",
    "function": "procedures",
    "procedure": "procedures",
    "aggregate": "procedures",
    "table": "tables",
    "virtual_table": "tables",
    "column": "tables",
    "sequence": "tables",
}
"""Components by kind of object; all other kinds are prepared with the types."""

_GRANTS = frozenset({"grant", "revoke", "set_role"})
"""Forms of statements about privileges."""


def _component(ref: Ref, schema: Schema) -> str:
    found = schema.get(ref)
    if isinstance(found, Table) and found.partition_of is not None:
        return "partitions"
    return _COMPONENTS.get(ref.kind, "types")


def _security_last(parts: Iterable[Part]) -> Iterable[Part]:
    """Privileges come after all objects but before what is security as a whole, and in their own order."""
    late: list[Part] = []
    ending: list[Part] = []
    for part in parts:
        if part.component == "security" and part.object.kind != "role":
            ending.append(part)
            continue
        stays = tuple(each for each in part.statements if each.form not in _GRANTS)
        goes = tuple(each for each in part.statements if each.form in _GRANTS)
        if stays:
            yield Part(object=part.object, component=part.component, statements=stays)
        if goes:
            late.append(Part(object=part.object, component="security", statements=goes))
    yield from late
    yield from ending


def _again(part: Part, dialect: Dialect) -> Part:
    if dialect.if_absent is None:
        raise NotIdempotentError(
            f"{dialect.traits.title} can't say that an object is to be made only where it is absent",
            hint="leave --if-not-exists out",
        )
    return Part(
        object=part.object,
        component=part.component,
        statements=tuple(dialect.if_absent(each) for each in part.statements),
    )


def _census(schema: Schema, dialect: Dialect) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for ref in schema.objects:
        plural = dialect.kinds[ref.kind].plural
        found[plural] = found.get(plural, 0) + 1
    return found


def _guide(made: Ddl, components: tuple[Component, ...]) -> Guide:
    return Guide(
        prerequisites=tuple(_prerequisites(made)),
        steps=tuple(each.file for each in components),
        verification=tuple(_verification(made)),
        rollback=_rollback(made),
        expected_ms=_expected(made.dialect, sum(each.statements for each in components)),
    )


def _prerequisites(made: Ddl) -> Iterable[Prerequisite]:
    yield Prerequisite(what=f"an empty database of {made.dialect.traits.title}, and a role that may create in it")
    for each in made.schema:
        if isinstance(each, Extension):
            name = made.dialect.literal(each.name)
            instead = made.dialect.fallbacks.get(each.name)
            yield Prerequisite(
                what=f"extension {each.name}, installed on the server; where it is not,"
                f" {f'make the DDL with --without {each.name}: {instead}' if instead else 'nothing stands in for it'}",
                query=f"SELECT {name} IN ({made.dialect.extensions})" if made.dialect.extensions else None,
            )
        elif isinstance(each, Role):
            yield Prerequisite(what=f"role {each.name}: it is created where it is absent, and never dropped")


def _verification(made: Ddl) -> Iterable[Verification]:
    if made.dialect.validation is None:
        return
    for each in made.schema:
        query = made.dialect.validation(CreateObject(object=each), made.schema)
        if query is not None:
            yield Verification(object=f"{each.kind_of()} {name_of(each.ref)}", query=query)


def _rollback(made: Ddl) -> str:
    default = made.schema.get(Ref("namespace", (made.dialect.traits.default_namespace or "",)))
    # Every database has it before anything is made.
    given = {} if default is None else {default.ref: Namespace(path=default.path)}
    empty = Schema(engine=made.schema.engine, version=made.schema.version, objects=given)
    # Nothing is kept aside: who takes a whole deployment away wants it gone.
    steps = plan(made.schema, empty, replace(made.dialect, keep=None))
    return step_script(
        [(each.transaction, tuple(statement.sql for statement in each.statements)) for each in steps], made.dialect
    )
