"""Tries cases on a live database and leaves it as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from colonnade.blueprints.proof import Case, Outcome, Proof, ProofResult
from colonnade.blueprints.sample import Rows, insert_sample, sample_is_there
from colonnade.connect.live import Live
from colonnade.connect.urls import Engine
from colonnade.errors import WorldError
from colonnade.schema import Schema

_MARK = "colonnade_case"
_NOT_ALLOWED = "42501"
"""The SQLSTATE of a want of privilege, row security included."""


class _NotAllowed(Exception):
    """The user of the connection may not do what a case begins with."""


def prove(live: Live, proof: Proof, rows: Rows, schema: Schema) -> Iterator[ProofResult]:
    """Try every case of this engine, over the sample rows; nothing of it stays.

    Where the tables of the sample are empty it is inserted, where they hold the sample they stay as they are.
    Raises OtherRowsError where they hold anything else; SampleError, StatementFailed when the sample does not fit.
    """
    live.begin()
    try:
        if not sample_is_there(live, rows, schema):
            insert_sample(live, rows, schema)
        _set(live, proof.settings)
        cases = [each for each in proof.cases if not each.engines or live.dialect.name in each.engines]
        yield from _each([each for each in cases if not each.uses], live, proof)
        if planned := [each for each in cases if each.uses]:
            yield from _planned(planned, live, proof)
    finally:
        live.run("ROLLBACK")


def _planned(cases: Sequence[Case], live: Live, proof: Proof) -> Iterator[ProofResult]:
    live.run(f"SAVEPOINT {_MARK}_bulk")
    try:
        for sql in proof.bulk:
            live.run(sql)
    except WorldError as error:
        if error.fields.get("sqlstate") != _NOT_ALLOWED:
            raise
        live.run(f"ROLLBACK TO {_MARK}_bulk")
        yield from (_result(each, Outcome.NOT_TRIED, f"the bulk of rows: {_said(error)}") for each in cases)
        return
    live.run("ANALYZE")
    yield from _each(cases, live, proof)


def _each(cases: Sequence[Case], live: Live, proof: Proof) -> Iterator[ProofResult]:
    for case in cases:
        live.run(f"SAVEPOINT {_MARK}")
        try:
            observed = _tried(live, case, proof)
            outcome = Outcome.FAILS if observed else Outcome.HOLDS
        except _NotAllowed as error:
            outcome, observed = Outcome.NOT_TRIED, str(error)
        live.run(f"ROLLBACK TO {_MARK}")
        yield _result(case, outcome, observed)


def _result(case: Case, outcome: Outcome, observed: str) -> ProofResult:
    return ProofResult(row=case.row, what=case.what, outcome=outcome, observed=observed)


def _tried(live: Live, case: Case, proof: Proof) -> str:
    """What happened otherwise than the case says; nothing when it holds."""
    try:
        for sql in case.given:
            live.run(sql)
        _become(live, case, proof)
    except WorldError as error:
        if error.fields.get("sqlstate") == _NOT_ALLOWED:
            raise _NotAllowed(_said(error)) from error
        return f"the case could not begin: {error.message}"
    touched, said = -1, ""
    for number, sql in enumerate(case.run, start=1):
        try:
            touched = live.run(sql)
            if number == len(case.run):
                _judge_deferred(live)
        except WorldError as error:
            said = _said(error)
            if number < len(case.run):
                return f"statement {number} of {len(case.run)} was refused: {said}"
    if case.refused:
        return "" if case.refused in said else f"refused with {said}" if said else "it was not refused"
    if said:
        return f"refused with {said}"
    if case.affected is not None and touched != case.affected:
        return f"{touched} rows were touched"
    return _asked(live, case) if case.query else ""


def _said(error: WorldError) -> str:
    state = error.fields.get("sqlstate")
    return f"{state} {error.message}" if state else error.message


def _become(live: Live, case: Case, proof: Proof) -> None:
    match Engine(live.dialect.name):
        case Engine.POSTGRESQL:
            _set(live, {**proof.settings, **case.settings})
            if case.role:
                live.run(f"SET LOCAL ROLE {live.dialect.quote(case.role)}")
        case Engine.SQLITE:
            pass
        case other:
            assert_never(other)


def _set(live: Live, settings: Mapping[str, str]) -> None:
    """Settings until the end of the transaction, where the engine has some."""
    if live.dialect.name == Engine.POSTGRESQL:
        for name, value in settings.items():
            live.query("SELECT set_config(?, ?, true)", (name, value))


def _judge_deferred(live: Live) -> None:
    """What is judged at the end of a transaction is judged now, as no transaction here ends well."""
    if live.dialect.name == Engine.POSTGRESQL:
        live.run("SET CONSTRAINTS ALL IMMEDIATE")


def _asked(live: Live, case: Case) -> str:
    try:
        if case.uses:
            plan = _plan(live, case.query)
            return "" if case.uses in plan else f"the plan has no {case.uses}: {plan}"
        found = [tuple(_plain(value) for value in row) for row in live.query(case.query)]
    except WorldError as error:
        return f"refused with {_said(error)}"
    wanted = [tuple(_plain(value) for value in row) for row in case.answers or ()]
    return "" if found == wanted else f"the answer was {_shown(found)}"


def _plan(live: Live, query: str) -> str:
    if live.dialect.name != Engine.POSTGRESQL:
        return " ".join(str(row[-1]) for row in live.query(f"EXPLAIN QUERY PLAN {query}"))
    ((plan,),) = live.query(f"EXPLAIN (FORMAT JSON) {query}")
    return ", ".join(_indexes(plan if isinstance(plan, list) else json.loads(str(plan))))


def _indexes(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if "Index Name" in node:
            yield str(node["Index Name"])
        for each in node.values():
            yield from _indexes(each)
    elif isinstance(node, list):
        for each in node:
            yield from _indexes(each)


def _plain(value: object) -> object:
    """A value as both a file and a server can say it: numbers are numbers, all else text or nothing."""
    if value is None:
        return None
    if isinstance(value, bool | int | float | Decimal):
        return Decimal(str(int(value) if isinstance(value, bool) else value))
    if isinstance(value, list | dict):
        return json.dumps(value, sort_keys=True, default=str)
    return str(value)


def _shown(rows: Sequence[tuple[object, ...]]) -> str:
    return "; ".join(", ".join("null" if value is None else str(value) for value in row) for row in rows) or "no row"
