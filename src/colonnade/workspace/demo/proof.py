"""Seeing whether two databases are the same: by our own reading, and by the engine's own dump."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.connect.dump import dump_difference, dump_schema, dumped_statements
from colonnade.connect.failures import NoServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.diff import compare
from colonnade.schema import Schema
from colonnade.workspace.demo.result import Proof, Verdict

_MOST = 5


def verdict(*, holds: bool) -> Verdict:
    """The verdict of a proof that was tried."""
    return Verdict.HOLDS if holds else Verdict.FAILS


def same_schema(what: str, found: Schema, wanted: Schema) -> Proof:
    """Whether nothing differs, object by object."""
    left = compare(found, wanted)
    names = sorted({str(ref) for each in left for ref in each.touches()})
    detail = f"{len(list(wanted))} objects compared" if not left else f"differs: {', '.join(names[:_MOST])}"
    return Proof(what=what, verdict=verdict(holds=not left), detail=detail)


def same_dump(what: str, found: str | None, wanted: str | None, *, column_order: bool = True) -> Proof:
    """Whether two dumps have the same statements; not tried where there is no dump."""
    if found is None or wanted is None:
        return Proof(what=what, verdict=Verdict.NOT_TRIED, detail="no pg_dump for this engine and version at hand")
    left = dump_difference(found, wanted, column_order=column_order)
    detail = f"{len(dumped_statements(found))} statements compared" if not left else _first(left)
    return Proof(what=what, verdict=verdict(holds=not left), detail=detail)


def dumped(url: DatabaseUrl, major: int | None) -> str | None:
    """The dump of a database; None for SQLite, and where no client is at hand."""
    if major is None:
        return None
    try:
        return dump_schema(url, major=major)
    except NoServer:
        return None


def _first(left: Sequence[str]) -> str:
    return f"differs in {len(left)} statements, such as {left[0].splitlines()[0][:120]}"
