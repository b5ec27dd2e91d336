"""Extensions that a design needs: for the types, operator classes and functions that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from colonnade.schema import Check, Column, DomainType, Extension, Index, SchemaObject, Table

_TYPES = {"ltree": "ltree", "vector": "vector", "hstore": "hstore", "citext": "citext"}
_FUNCTIONS = {
    "uuid_generate_v1": "uuid-ossp",
    "uuid_generate_v1mc": "uuid-ossp",
    "uuid_generate_v4": "uuid-ossp",
    "uuid_generate_v5": "uuid-ossp",
    "crypt": "pgcrypto",
    "digest": "pgcrypto",
    "gen_salt": "pgcrypto",
    "gen_random_bytes": "pgcrypto",
    "hmac": "pgcrypto",
    "pgp_sym_encrypt": "pgcrypto",
    "similarity": "pg_trgm",
    "word_similarity": "pg_trgm",
    "unaccent": "unaccent",
}
"""Functions by the extension that brings them (the manual's appendix F)."""
CLASSES = {"gin_trgm_ops": "pg_trgm", "gist_trgm_ops": "pg_trgm"}
"""Operator classes of trigrams."""
_SCALARS = ("integer", "bigint", "smallint", "text", "character varying", "date", "timestamp", "numeric", "uuid")
"""Types that GIN and GiST index only with the help of an extension."""
_CALL = re.compile(r"(?<![\w.\"])(?:public\.)?([a-z_][a-z0-9_]*)\s*\(")
"""A call of a function of `public`, or of any namespace that is searched."""


def extensions(objects: Iterable[SchemaObject]) -> tuple[Extension, ...]:
    """The extensions that these objects use, in alphabetical order."""
    known = tuple(objects)
    tables = {each.path: each for each in known if isinstance(each, Table)}
    found: set[str] = set()
    for each in known:
        match each:
            case Table():
                for column in each.columns.values():
                    found.update(_of_column(column))
            case DomainType():
                found.update(_of_type(each.base))
            case Check():
                found.update(_of_text(each.expression))
            case Index():
                found.update(_of_index(each, tables.get(each.on)))
            case _:
                pass
    return tuple(Extension(path=(name,)) for name in sorted(found))


def is_scalar(type_: str) -> bool:
    """Whether GIN and GiST index a type only with the help of an extension."""
    return not type_.endswith("[]") and type_.startswith(_SCALARS)


def _of_column(column: Column) -> Iterator[str]:
    yield from _of_type(column.type)
    if column.default is not None:
        yield from _of_text(column.default)
    if column.generated is not None:
        yield from _of_text(column.generated.expression)


def _of_type(spelled: str) -> Iterator[str]:
    """The extension of a type in `public`, where extensions are made unless somebody says otherwise."""
    name = re.sub(r"\(.*\)|\[\]", "", spelled)
    if name.startswith("public.") and name.removeprefix("public.") in _TYPES:
        yield _TYPES[name.removeprefix("public.")]


def _of_text(text: str) -> Iterator[str]:
    yield from (_FUNCTIONS[name] for name in _CALL.findall(text) if name in _FUNCTIONS)


def _of_index(index: Index, table: Table | None) -> Iterator[str]:
    for key in index.keys:
        if key.opclass in CLASSES:
            yield CLASSES[key.opclass]
        elif key.opclass and key.opclass.startswith("vector_"):
            yield "vector"
        elif key.expression is not None:
            yield from _of_text(key.expression)
        elif index.method in ("gin", "gist") and key.opclass is None and table is not None and key.column:
            type_ = table.columns[key.column].type if key.column in table.columns else ""
            if is_scalar(type_):
                yield f"btree_{index.method}"
