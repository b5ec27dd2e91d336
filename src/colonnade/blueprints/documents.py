"""Judges sample documents by the validators of a design of documents; no server is asked."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from colonnade.blueprints.proof import Case, Outcome, Proof, ProofResult
from colonnade.blueprints.sample import Rows, SampleError
from colonnade.dialects.mongodb import Collection, faults
from colonnade.model import Document


def validate(collections: Sequence[Collection], proof: Proof, rows: Rows) -> Iterator[ProofResult]:
    """Judge every sample document and every case. Raises SampleError where a case is of a collection without sample."""
    by_name = {each.name: each for each in collections}
    for name, documents in rows.items():
        if name not in by_name:
            raise SampleError(f"there are sample documents of {name}, which is no collection")
        said = [fault for each in documents for fault in faults(by_name[name].schema, cast("Document", each))]
        yield _result("sample", f"The sample of {name} is as its validator asks", said)
    for case in proof.cases:
        if case.of not in by_name or not rows.get(case.of):
            raise SampleError(f"case {case.what!r} is of {case.of!r}, which has no sample")
        said = list(faults(by_name[case.of].schema, _changed(rows[case.of][0], case)))
        if case.accepted:
            yield _result(case.row, case.what, said)
        else:
            named = any(case.refused in fault for fault in said)
            yield _result(case.row, case.what, [] if named else said or ["it was accepted"])


def _result(row: str, what: str, said: Sequence[str]) -> ProofResult:
    outcome = Outcome.FAILS if said else Outcome.VALIDATED
    return ProofResult(row=row, what=what, outcome=outcome, observed="; ".join(said))


def _changed(sample: Mapping[str, object], case: Case) -> Document:
    found = copy.deepcopy(dict(sample))
    for path, value in case.set.items():
        inner, last = _within(found, path)
        inner[last] = value
    for path in case.unset:
        inner, last = _within(found, path)
        inner.pop(last, None)
    return cast("Document", found)


def _within(found: dict[str, object], path: str) -> tuple[dict[str, object], str]:
    """The document that holds the last part of a path; a number stands for an element. Raises SampleError."""
    *parts, last = path.split(".")
    inner: object = found
    for part in parts:
        if isinstance(inner, list) and part.isdigit() and int(part) < len(inner):
            inner = inner[int(part)]
        elif isinstance(inner, dict) and part in inner:
            inner = inner[part]
        else:
            raise SampleError(f"the sample has no {path}")
    if not isinstance(inner, dict):
        raise SampleError(f"the sample has no {path}")
    return inner, last
