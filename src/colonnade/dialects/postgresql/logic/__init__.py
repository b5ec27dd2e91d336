"""How PostgreSQL says what the logical design means: types, defaults, conditions and names."""

from __future__ import annotations

from colonnade.dialects.postgresql.logic.access import ACCESS
from colonnade.dialects.postgresql.logic.conditions import read_condition, write_condition
from colonnade.dialects.postgresql.logic.extensions import extensions
from colonnade.dialects.postgresql.logic.idioms import rule_trigger, touch_trigger
from colonnade.dialects.postgresql.logic.index_forms import own_form, storage
from colonnade.dialects.postgresql.logic.limits import limit
from colonnade.dialects.postgresql.logic.partitions import PARTITIONS
from colonnade.dialects.postgresql.logic.reactions import TRIGGERS
from colonnade.dialects.postgresql.logic.types import read_default, read_type, write_default, write_type
from colonnade.dialects.postgresql.quote import qualified
from colonnade.idioms import Idioms

IDIOMS = Idioms(
    write_type=write_type,
    read_type=read_type,
    write_default=write_default,
    read_default=read_default,
    write_condition=write_condition,
    read_condition=read_condition,
    qualified=qualified,
    parser="postgres",
    index=own_form,
    storage=storage,
    touch=lambda table, _key, updated_at, version: touch_trigger(table, updated_at=updated_at, version=version),
    rule=rule_trigger,
    triggers=TRIGGERS,
    limit=limit,
    empties_single_columns=True,
    access=ACCESS,
    extensions=extensions,
    partitions=PARTITIONS,
)
