"""Facts about PostgreSQL that the floors above ask for."""

from __future__ import annotations

from colonnade.dialect import Traits
from colonnade.dialects.postgresql.quote import OF_COLUMNS, RESERVED

TRAITS = Traits(
    title="PostgreSQL",
    default_namespace="public",
    max_identifier_bytes=63,
    transactional_ddl=True,
    reserved_words=RESERVED - OF_COLUMNS,
)
