"""The idioms of SQLite, in one value."""

from __future__ import annotations

from colonnade.dialects.sqlite.conditions import read_condition, write_condition
from colonnade.dialects.sqlite.functions import FUNCTIONS, OWN_FUNCTIONS
from colonnade.dialects.sqlite.idioms import one_form, rule_triggers, touch_trigger, type_condition
from colonnade.dialects.sqlite.limits import limit
from colonnade.dialects.sqlite.quote import quote
from colonnade.dialects.sqlite.reactions import TRIGGERS
from colonnade.dialects.sqlite.settle import settle
from colonnade.dialects.sqlite.types import read_default, read_type, write_default, write_type
from colonnade.idioms import Idioms
from colonnade.schema import QName


def qualified(path: QName) -> str:
    """A name as SQL; there are no namespaces."""
    return quote(path[-1])


IDIOMS = Idioms(
    write_type=write_type,
    read_type=read_type,
    write_default=write_default,
    read_default=read_default,
    write_condition=write_condition,
    read_condition=read_condition,
    qualified=qualified,
    parser="sqlite",
    functions=FUNCTIONS,
    own_functions=OWN_FUNCTIONS,
    type_condition=type_condition,
    one_form=one_form,
    touch=lambda table, key, updated_at, version: (touch_trigger(table, key, updated_at=updated_at, version=version),),
    rule=rule_triggers,
    triggers=TRIGGERS,
    limit=limit,
    settle=settle,
)
