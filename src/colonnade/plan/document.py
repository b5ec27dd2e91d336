"""A plan as a document: all that is needed to review it, to run it and to take it back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import cast

from colonnade.dialect import Hazard
from colonnade.errors import InputError
from colonnade.plan.step import Plan, Step
from colonnade.schema import Ref, Schema
from colonnade.schema.document import Document
from colonnade.schema.naming import identity_text
from colonnade.schema.whole import read_schema_document, schema_document

FORMAT = 1


class BadPlanFileError(InputError):
    """A file is not a plan, or was changed after it was made."""

    code = "CO171"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockDocument:
    """A lock that a step takes."""

    object: str
    mode: str
    """The engine's name of the mode, such as ACCESS EXCLUSIVE."""
    blocks: str
    """What others can't do meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDocument:
    """A step of a plan, in the shape that outside programs rely on."""

    sequence: int
    """From 1."""
    kind: str
    object: str
    sql: str
    rollback_sql: str
    statements: tuple[str, ...]
    """Those of `sql`, one by one."""
    rollback_statements: tuple[str, ...]
    """Those of `rollback_sql`, one by one."""
    validation_query: str | None
    """Gives one boolean: whether the step has its effect."""
    transaction: int | None
    """Number of its transaction group; null outside of one."""
    locks: tuple[LockDocument, ...]
    rewrites: tuple[str, ...]
    scans: tuple[str, ...]
    hazards: tuple[Hazard, ...]
    estimated_duration_ms: float | None
    """Null where nothing was measured."""
    reason: str
    estimated_longest_ms: float | None = None
    """The same where nothing is in memory; null where nothing was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameDocument:
    """A removal and an addition that look like one rename; `option` is what `--rename` takes to make them one."""

    kind: str
    name: str
    to: str
    evidence: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """A plan that leads to `schema`; `checksum` guards all the rest."""

    colonnade_plan: int
    """Version of this format."""
    engine: str
    server_version: str | None
    """Version of the server that the statements are made for."""
    version: str | None
    """Version of the migration; null for the next minor one of the database that it is applied to."""
    description: str
    start: str
    """Fingerprint of the schema that the plan begins at; a database with another one is refused."""
    end: str
    """Fingerprint of the schema that the plan leads to."""
    hazards: tuple[Hazard, ...]
    """All hazards of all steps."""
    allowed: tuple[Hazard, ...]
    """Those that were allowed when the plan was made."""
    suggested_renames: tuple[RenameDocument, ...]
    steps: tuple[StepDocument, ...]
    schema: Mapping[str, object]
    """The schema that the plan leads to."""
    checksum: str
    fallbacks: tuple[str, ...] = ()
    """What stands in for extensions that the server lacks."""

    @property
    def text(self) -> str:
        """The text of its file."""
        return json.dumps(_body(self), indent=1, ensure_ascii=False) + "\n"

    @property
    def target(self) -> Schema:
        """The schema that the plan leads to. Raises BadDocumentError, BadNameError."""
        return read_schema_document(cast(Document, self.schema))


def plan_document(
    plan: Plan,
    target: Schema,
    *,
    version: str | None = None,
    description: str = "",
    allowed: frozenset[Hazard] = frozenset(),
    suggested_renames: Sequence[RenameDocument] = (),
    fallbacks: Sequence[str] = (),
) -> PlanDocument:
    """The document of a plan that leads to `target`."""
    document = PlanDocument(
        colonnade_plan=FORMAT,
        engine=plan.engine,
        server_version=".".join(str(part) for part in plan.version) or None,
        version=version,
        description=description,
        start=plan.start,
        end=plan.end,
        hazards=tuple(sorted(plan.hazards)),
        allowed=tuple(sorted(plan.hazards & allowed)),
        suggested_renames=tuple(suggested_renames),
        steps=tuple(step_document(step) for step in plan.steps),
        schema=schema_document(target),
        checksum="",
        fallbacks=tuple(fallbacks),
    )
    return replace(document, checksum=_checksum(_body(document)))


def step_document(step: Step) -> StepDocument:
    """The document of a step."""
    return StepDocument(
        sequence=step.sequence,
        kind=step.kind,
        object=_name(step.object),
        sql=step.sql,
        rollback_sql=step.rollback_sql,
        statements=tuple(each.sql for each in step.statements),
        rollback_statements=tuple(each.sql for each in step.rollback),
        validation_query=step.validation_query,
        transaction=step.transaction,
        locks=tuple(
            LockDocument(object=_name(lock.object), mode=lock.mode, blocks=lock.blocks.value)
            for lock in step.price.locks
        ),
        rewrites=tuple(_name(ref) for ref in step.price.rewrites),
        scans=tuple(_name(ref) for ref in step.price.scans),
        hazards=tuple(sorted(step.hazards)),
        estimated_duration_ms=step.price.duration_ms,
        reason=step.reason,
        estimated_longest_ms=step.price.longest_ms,
    )


def _name(ref: Ref) -> str:
    return f"{ref.kind} {identity_text(ref)}"


def _body(document: PlanDocument) -> dict[str, object]:
    """What stands in the file; the schema, by far the largest part, is not copied."""
    body = {each.name: getattr(document, each.name) for each in fields(document)}
    steps = [asdict(each) for each in document.steps]
    return {**body, "steps": steps, "suggested_renames": [asdict(each) for each in document.suggested_renames]}


def _checksum(body: Mapping[str, object]) -> str:
    guarded = {key: value for key, value in body.items() if key != "checksum"}
    text = json.dumps(guarded, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def read_plan(document: object) -> PlanDocument:
    """The plan of a document. Raises BadPlanFileError."""
    if not isinstance(document, Mapping) or document.get("colonnade_plan") != FORMAT:
        raise BadPlanFileError("this is not a plan file", hint="make one with `colonnade plan FROM TO -o plan.json`")
    if document.get("checksum") != _checksum(document):
        raise BadPlanFileError(
            "the plan file was changed after it was made: its checksum differs", hint="make the plan again"
        )
    # What follows was written by this program, so that only a file of another version can be otherwise.
    try:
        values = dict(document)
        values["hazards"] = _hazards(values["hazards"])
        values["allowed"] = _hazards(values["allowed"])
        values["suggested_renames"] = tuple(RenameDocument(**each) for each in values["suggested_renames"])
        values["fallbacks"] = tuple(values.get("fallbacks", ()))
        values["steps"] = tuple(_read_step(each) for each in values["steps"])
        return PlanDocument(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise BadPlanFileError(f"the plan file is of another version: {error}", hint="make the plan again") from error


def _read_step(node: Mapping[str, object]) -> StepDocument:
    values: dict[str, object] = {key: tuple(each) if isinstance(each, list) else each for key, each in node.items()}
    values["hazards"] = _hazards(node["hazards"])
    locks = node["locks"]
    values["locks"] = tuple(LockDocument(**each) for each in locks) if isinstance(locks, list) else ()
    return StepDocument(**values)  # type: ignore[arg-type]


def _hazards(node: object) -> tuple[Hazard, ...]:
    return tuple(Hazard(each) for each in node) if isinstance(node, list) else ()
