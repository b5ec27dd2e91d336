"""How PostgreSQL says what the logical design means: types, defaults, conditions and names."""

from __future__ import annotations

from colonnade.dialect import Idioms
from colonnade.dialects.postgresql.conditions import read_condition, write_condition
from colonnade.dialects.postgresql.partitions import PARTITIONS
from colonnade.dialects.postgresql.quote import qualified
from colonnade.dialects.postgresql.types import read_default, read_type, write_default, write_type

IDIOMS = Idioms(
    write_type=write_type,
    read_type=read_type,
    write_default=write_default,
    read_default=read_default,
    write_condition=write_condition,
    read_condition=read_condition,
    qualified=qualified,
    partitions=PARTITIONS,
)
