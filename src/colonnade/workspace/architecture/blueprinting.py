"""Reference architectures: listed, deployed on a database, and proven there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from colonnade.blueprints import (
    Blueprint,
    Outcome,
    Proof,
    ProofResult,
    blueprint,
    blueprints,
    insert_sample,
    read_proof,
    read_sample,
    validate,
)
from colonnade.blueprints import prove as tried
from colonnade.blueprints.catalogue import PREFIX
from colonnade.connect.live import transaction
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialects.mongodb import collections_of
from colonnade.errors import InputError, RefusedError, WorldError
from colonnade.lifecycle.filling import FilledTable
from colonnade.lifecycle.filling import fill as fill_tables
from colonnade.ops import CreateObject
from colonnade.store.settings import open_project
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.comparing import Comparison, compare_sources
from colonnade.workspace.differing import Changed, changes_of
from colonnade.workspace.migrating import apply
from colonnade.workspace.normal import model_of
from colonnade.workspace.planning import ALL_HAZARDS, make_plan
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import read_source

MOST_NAMED = 5
"""Objects that a refusal names; the others are counted."""

_STATES = {
    Changed.ADDED: "is absent",
    Changed.REMOVED: "should not be there",
    Changed.CHANGED: "is otherwise",
    Changed.RENAMED: "has another name",
}


class EngineNotMadeError(InputError):
    """A blueprint is not made for this engine, or not for a version as old."""

    code = "CO149"


class NoDatabaseError(InputError):
    """A blueprint is proven on a database, and none is given."""

    code = "CO156"


class InTheWayError(RefusedError):
    """The database has objects that the blueprint would change or take away."""

    code = "CO263"


class NotTriedError(WorldError):
    """The user of a database may not do what some cases of a proof begin with, so that they were not tried."""

    code = "CO322"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A blueprint in a list."""

    name: str
    title: str
    about: str
    engines: tuple[str, ...]
    source: str
    """How it is written where a source is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """What a deployment did."""

    blueprint: str
    database: str
    steps: int
    """Zero where the database was of this blueprint already."""
    rows: int
    """Sample rows inserted."""
    version: str | None
    filled: tuple[FilledTable, ...] = ()
    """Tables into which rows were generated."""


def listed() -> tuple[Listed, ...]:
    """All blueprints by name."""
    return tuple(_listed(each) for each in blueprints())


def _listed(each: Blueprint) -> Listed:
    return Listed(
        name=each.name, title=each.title, about=each.about, engines=each.engines, source=f"{PREFIX}{each.name}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A blueprint with its story."""

    name: str
    title: str
    about: str
    engines: tuple[str, ...]
    story: str
    """Markdown."""
    rows: tuple[str, ...]
    """The requirements that its proof tries."""


def shown(name: str) -> Shown:
    """One blueprint with its story. Raises UnknownBlueprintError, BadProofError."""
    found = blueprint(name)
    return Shown(
        name=found.name,
        title=found.title,
        about=found.about,
        engines=found.engines,
        story=found.story.read_text(encoding="utf-8"),
        rows=tuple(dict.fromkeys(each.row for each in read_proof(found.proof).cases)),
    )


def deploy(name: str, url: str, *, sample: bool = False, fill: int = 0, tell: Tell = silent) -> Deployed:
    """Make a blueprint in a database that holds nothing else, journalled; what is there already stays.

    `fill` is how many rows are generated for each table, beside those of the sample.

    Raises UnknownBlueprintError, EngineNotMadeError, InTheWayError, SampleError, and what planning and applying raise.
    """
    found = blueprint(name)
    at = _address(found, url)
    source = f"{PREFIX}{found.name}"
    planned = make_plan(url, source, engine=at.engine.value, allowed=ALL_HAZARDS, description=found.title, tell=tell)
    _only_new(planned.comparison, found)
    version = None
    if planned.document.steps:
        version = apply(planned.document, url, tell=tell).version
    rows = _insert(found, at, tell) if sample else 0
    return Deployed(
        blueprint=found.name,
        database=str(at),
        steps=len(planned.document.steps),
        rows=rows,
        version=version,
        filled=_fill(at, fill, tell) if fill else (),
    )


def prove(name: str, url: str | None, *, tell: Tell = silent) -> tuple[ProofResult, ...]:
    """Try on a database all that must hold of a blueprint; nothing that is tried stays.

    A design of documents takes no database: its validators judge its samples, and no server runs them.
    Raises UnknownBlueprintError, EngineNotMadeError, BadProofError, SampleError, OtherRowsError, and leaves of
    WorldError.
    """
    found = blueprint(name)
    proof = read_proof(found.proof)
    if url is None:
        return _validated(found, proof)
    at = _address(found, url)
    comparison = compare_sources(url, f"{PREFIX}{found.name}", engine=at.engine.value, tell=tell)
    changes = changes_of(comparison.difference.operations)
    drift = ProofResult(
        row="model",
        what="The database is what the model says, object by object",
        outcome=Outcome.FAILS if changes else Outcome.HOLDS,
        observed=_few(f"{each.kind} {each.name} {_STATES[each.change]}" for each in changes),
    )
    with opened(at, open_project()) as live:
        results = [drift]
        for each in tried(live, proof, read_sample(found.sample), comparison.before):
            tell("Proving", len(results), len(proof.cases) + 1)
            results.append(each)
    return tuple(results)


def _validated(found: Blueprint, proof: Proof) -> tuple[ProofResult, ...]:
    if not found.is_of_documents:
        raise NoDatabaseError(
            f"on which database is {found.name} to be proven?", hint=f"--on with a URL of {' or '.join(found.engines)}"
        )
    collections = collections_of(model_of(read_source(f"{PREFIX}{found.name}")))
    return tuple(validate(collections, proof, read_sample(found.sample)))


def not_tried(results: Iterable[ProofResult]) -> NotTriedError | None:
    """The error that names the cases that were not tried; None where all were."""
    left = [each for each in results if each.outcome is Outcome.NOT_TRIED]
    if not left:
        return None
    reasons = tuple(dict.fromkeys(each.observed for each in left))
    named = _few(f"{each.row} {each.what}" for each in left)
    return NotTriedError(
        f"{len(left)} of the cases were not tried: {named} ({_few(reasons)})",
        hint="connect as a superuser, or as the owner with BYPASSRLS and membership of every role of the design",
        fields={"cases": [f"{each.row} {each.what}" for each in left]},
    )


def _address(found: Blueprint, url: str) -> DatabaseUrl:
    at = address(url)
    if at.engine.value not in found.engines:
        raise EngineNotMadeError(
            f"{found.name} is not made for {at.engine.value}", hint=f"it is made for {', '.join(found.engines)}"
        )
    least = found.since.get(at.engine.value, 0)
    if least:
        with opened(at, open_project()) as live:
            major = live.version[0]
        if major < least:
            raise EngineNotMadeError(
                f"{found.name} needs {at.engine.value} {least} or later; this is {major}",
                hint="take a newer server: older ones lack what the design rests on",
            )
    return at


def _only_new(comparison: Comparison, found: Blueprint) -> None:
    others = [each for each in comparison.difference.operations if not isinstance(each, CreateObject)]
    if others:
        named = _few(str(ref) for each in others for ref in sorted(each.touches(), key=str))
        raise InTheWayError(
            f"the database has what {found.name} does not: {named}",
            hint=f"take an empty database, or see the way with `colonnade plan URL {PREFIX}{found.name}`",
        )


def _insert(found: Blueprint, at: DatabaseUrl, tell: Tell) -> int:
    tell("Inserting sample rows")
    with opened(at, open_project()) as live, transaction(live):
        return insert_sample(live, read_sample(found.sample), live.schema())


def _fill(at: DatabaseUrl, count: int, tell: Tell) -> tuple[FilledTable, ...]:
    with opened(at, open_project()) as live, transaction(live):
        made = []
        for each in fill_tables(live, live.schema(), count, now=datetime.now(UTC)):
            made.append(each)
            tell(f"Generated rows of {each.table}")
    return tuple(made)


def _few(names: Iterable[str]) -> str:
    given = list(names)
    more = len(given) - MOST_NAMED
    return ", ".join(given[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
