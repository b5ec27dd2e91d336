"""How identifiers and strings are written: the only place where names become SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from colonnade.dialect import NotExpressibleError

# Words that some version from 13 to 18 reads as something else where a name is expected: all categories of
# src/include/parser/kwlist.h but UNRESERVED_KEYWORD, as quote_identifier() does.
RESERVED = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case
    cast char character check coalesce collate collation column concurrently constraint create cross current_catalog
    current_date current_role current_schema current_time current_timestamp current_user dec decimal default
    deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant
    greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join
    json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize
    json_table json_value lateral leading least left like limit localtime localtimestamp merge_action national
    natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay
    placing position precision primary real references returning right row select session_user setof similar
    smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true
    union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat
    xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split()
)

# Of these, the words that a table or a column may be called without quotes: COL_NAME_KEYWORD of the same list.
OF_COLUMNS = frozenset(
    """
    between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int
    integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
    json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay
    position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes
    xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split()
)

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")


@lru_cache(maxsize=65536)
def quote(identifier: str) -> str:
    """An identifier as SQL, in double quotes only where needed, by the rule of the server's quote_identifier().

    Raises NotExpressibleError for an empty name or one with a NUL.
    """
    if _PLAIN.match(identifier) and identifier not in RESERVED:
        return identifier
    if not identifier or "\0" in identifier:
        raise NotExpressibleError(
            f"{identifier!r} can't be a name in PostgreSQL",
            hint="a name has at least one character and no NUL",
        )
    return '"' + identifier.replace('"', '""') + '"'


def qualified(path: Iterable[str]) -> str:
    """A qualified name as SQL."""
    return ".".join(map(quote, path))


_PART = re.compile(r'"((?:[^"]|"")*)"|([^."]+)')


def path_of(name: str) -> tuple[str, ...]:
    """The parts of a qualified name in SQL."""
    return tuple(match[2] or match[1].replace('""', '"') for match in _PART.finditer(name))


def names(identifiers: Iterable[str]) -> str:
    """A list of names as SQL, without parentheses."""
    return ", ".join(map(quote, identifiers))


def literal(text: str) -> str:
    """A string literal under standard_conforming_strings. Raises NotExpressibleError for a NUL."""
    if "\0" in text:
        raise NotExpressibleError("a text with a NUL can't be stored in PostgreSQL", hint="remove the NUL")
    return "'" + text.replace("'", "''") + "'"
