"""What each form of statement locks, rewrites and scans.

Modes: manual, 13.3 "Explicit Locking" and the pages of the commands; observed on servers 15 and 18.
"""

from __future__ import annotations

from dataclasses import dataclass

from colonnade.dialect import Blocks, Hazard, LockClaim, Price, Statement
from colonnade.facts import Facts
from colonnade.schema import Ref, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form of statement does to the objects in `Statement.on`."""

    first: str | None
    """Mode of the lock on the first object; None for no lock that anybody waits for."""
    others: str | None = None
    """Mode of the lock on the further ones."""
    rewrites: bool = False
    scans: bool = False


ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE"
SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE"
SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE"
SHARE = "SHARE"
ROW_SHARE = "ROW SHARE"
ACCESS_SHARE = "ACCESS SHARE"

_BLOCKS = {
    ACCESS_EXCLUSIVE: Blocks.READS,
    "EXCLUSIVE": Blocks.WRITES,
    SHARE_ROW_EXCLUSIVE: Blocks.WRITES,
    SHARE: Blocks.WRITES,
    SHARE_UPDATE_EXCLUSIVE: Blocks.DDL,
    "ROW EXCLUSIVE": Blocks.NOTHING,
    ROW_SHARE: Blocks.NOTHING,
    ACCESS_SHARE: Blocks.NOTHING,
}
_RELATIONS = frozenset({"table", "index", "view", "materialized_view", "sequence"})

_UNKNOWN = Form(first=ACCESS_EXCLUSIVE, others=ACCESS_EXCLUSIVE)
"""What is claimed of a form that isn't listed: the strongest lock."""

FORMS: dict[str, Form] = {}
"""Every form by its key."""


def price(statement: Statement, schema: Schema, facts: Facts) -> Price:
    """What a statement costs others."""
    form = FORMS.get(statement.form, _UNKNOWN)
    relations = [ref for ref in statement.on if ref.kind in _RELATIONS]
    return Price(
        locks=tuple(_claims(form, relations)),
        rewrites=tuple(relations[:1]) if form.rewrites else (),
        scans=tuple(relations[:1]) if form.scans else (),
        hazards=statement.hazards | ({Hazard.REWRITES_TABLE} if form.rewrites else frozenset()),
    )


def _claims(form: Form, relations: list[Ref]) -> list[LockClaim]:
    modes = [form.first, *[form.others] * (len(relations) - 1)]
    return [
        LockClaim(object=ref, mode=mode, blocks=_BLOCKS[mode])
        for ref, mode in zip(relations, modes, strict=False)
        if mode is not None
    ]
