"""The words of types, here and elsewhere."""

from __future__ import annotations

from colonnade.model.types import Base

WRITTEN_BASES = frozenset(Base) - {Base.ARRAY, Base.DOMAIN}
"""Types that have a word of their own."""

TYPE_WORDS = tuple(sorted(WRITTEN_BASES))
"""Words that begin a type; any other word is the name of a domain."""

ELSEWHERE = {
    "varchar": "string",
    "nvarchar": "string",
    "varchar2": "string",
    "character": "char",
    "int": "integer",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "tinyint": "smallint",
    "numeric": "decimal",
    "number": "decimal",
    "double": "float",
    "float8": "float",
    "float4": "real",
    "bool": "boolean",
    "bit": "boolean",
    "timestamptz": "timestamp",
    "jsonb": "json",
    "bytea": "binary",
    "blob": "binary",
    "varbinary": "binary",
    "clob": "text",
    "guid": "uuid",
    "serial": "integer serial",
    "bigserial": "bigint serial",
    "objectid": "object_id",
    "isodate": "timestamp",
}
"""How a type that other languages know is written here, for hints."""
