"""A plan as a file: all that is needed to review it, to run it and to take it back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from colonnade.dialect import Hazard
from colonnade.errors import InputError
from colonnade.plan.step import Plan, Step
from colonnade.schema import Schema
from colonnade.schema.document import Document, Node
from colonnade.schema.naming import dotted
from colonnade.schema.ref import Ref
from colonnade.schema.whole import schema_document

FORMAT = 1


class BadPlanFileError(InputError):
    """A file is not a plan, or was changed after it was made."""

    code = "CO171"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step as it stands in a file."""

    sequence: int
    kind: str
    object: str
    statements: tuple[str, ...]
    rollback: tuple[str, ...]
    transaction: int | None
    hazards: frozenset[Hazard]
    validation_query: str | None = None
    estimated_duration_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """What a plan file says."""

    engine: str
    version: str | None
    description: str
    start: str
    end: str
    steps: tuple[PlannedStep, ...]
    schema: Document
    """The schema that the plan leads to."""
    checksum: str

    @property
    def hazards(self) -> frozenset[Hazard]:
        """All hazards of all steps."""
        return frozenset().union(*(step.hazards for step in self.steps))


def plan_document(plan: Plan, target: Schema, *, version: str | None = None, description: str = "") -> dict[str, Node]:
    """The document of a plan that leads to `target`; `checksum` guards all the rest."""
    body: dict[str, Node] = {
        "colonnade_plan": FORMAT,
        "engine": plan.engine,
        "server_version": ".".join(str(part) for part in plan.version) or None,
        "version": version,
        "description": description,
        "start": plan.start,
        "end": plan.end,
        "hazards": [str(hazard) for hazard in sorted(plan.hazards)],
        "steps": [step_document(step) for step in plan.steps],
        "schema": schema_document(target),
    }
    return {**body, "checksum": _checksum(body)}


def step_document(step: Step) -> dict[str, Node]:
    """A step in the shape that outside programs rely on."""
    return {
        "sequence": step.sequence,
        "kind": step.kind,
        "object": _name(step.object),
        "sql": step.sql,
        "rollback_sql": step.rollback_sql,
        "statements": [each.sql for each in step.statements],
        "rollback_statements": [each.sql for each in step.rollback],
        "validation_query": step.validation_query,
        "transaction": step.transaction,
        "locks": [
            {"object": _name(lock.object), "mode": lock.mode, "blocks": str(lock.blocks)} for lock in step.price.locks
        ],
        "rewrites": [_name(ref) for ref in step.price.rewrites],
        "scans": [_name(ref) for ref in step.price.scans],
        "hazards": [str(hazard) for hazard in sorted(step.hazards)],
        "estimated_duration_ms": step.price.duration_ms,
        "reason": step.reason,
    }


def _name(ref: Ref) -> str:
    return f"{ref.kind} {dotted(ref.path)}"


def _checksum(body: Mapping[str, Node]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def read_plan(document: object) -> PlanFile:
    """The plan of a document. Raises BadPlanFileError."""
    if not isinstance(document, Mapping) or document.get("colonnade_plan") != FORMAT:
        raise BadPlanFileError("this is not a plan file", hint="make one with `colonnade plan FROM TO -o plan.json`")
    body = {key: value for key, value in document.items() if key != "checksum"}
    checksum = _checksum(body)
    if document.get("checksum") != checksum:
        raise BadPlanFileError(
            "the plan file was changed after it was made: its checksum differs", hint="make the plan again"
        )
    try:
        return PlanFile(
            engine=str(body["engine"]),
            version=None if body["version"] is None else str(body["version"]),
            description=str(body["description"]),
            start=str(body["start"]),
            end=str(body["end"]),
            steps=tuple(_read_step(each) for each in body["steps"]),
            schema=body["schema"],
            checksum=checksum,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadPlanFileError(f"the plan file is broken: {error}", hint="make the plan again") from error


def _read_step(node: Mapping[str, object]) -> PlannedStep:
    number, duration = node["transaction"], node["estimated_duration_ms"]
    return PlannedStep(
        sequence=int(str(node["sequence"])),
        kind=str(node["kind"]),
        object=str(node["object"]),
        statements=_texts(node["statements"]),
        rollback=_texts(node["rollback_statements"]),
        transaction=None if number is None else int(str(number)),
        hazards=frozenset(Hazard(each) for each in _texts(node["hazards"])),
        validation_query=None if node["validation_query"] is None else str(node["validation_query"]),
        estimated_duration_ms=None if duration is None else float(str(duration)),
    )


def _texts(node: object) -> tuple[str, ...]:
    if not isinstance(node, Sequence) or isinstance(node, str):
        raise TypeError(f"expected a list, found {node!r}")
    return tuple(str(each) for each in node)
