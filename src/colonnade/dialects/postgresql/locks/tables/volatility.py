"""Whether an expression gives another value for every row.

Source: pg_proc of servers 13 to 18 (provolatile = 'v'), inline_function() in clauses.c.
"""

from __future__ import annotations

from collections.abc import Iterator

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.known import Known
from colonnade.schema import Function, QName, Ref, Volatility

_VOLATILE = frozenset(
    {
        "clock_timestamp",
        "currval",
        "dblink",
        "gen_random_bytes",
        "gen_random_uuid",
        "gen_salt",
        "lastval",
        "lo_create",
        "nextval",
        "pg_notify",
        "pg_sleep",
        "query_to_xml",
        "random",
        "random_normal",
        "setseed",
        "setval",
        "timeofday",
        "uuid_generate_v1",
        "uuid_generate_v1mc",
        "uuid_generate_v4",
        "uuidv4",
        "uuidv7",
    }
)
"""Volatile functions that make sense in a default, of the server and of uuid-ossp and pgcrypto."""
_OF_SEQUENCES = frozenset({"nextval", "setval"})


def is_volatile(value: Message, known: Known) -> bool:
    """Whether a volatile function is called; one that nobody knows counts as such where it isn't the server's."""
    return any(_calls_volatile(name, known) for name, _ in tree.calls_in(value))


def _calls_volatile(name: QName, known: Known) -> bool:
    if name[0] == "pg_catalog" or not _known_functions(name, known):
        return name[-1] in _VOLATILE or (len(name) > 1 and name[0] != "pg_catalog")
    return all(_is_volatile(each, known) for each in _known_functions(name, known))


def _known_functions(name: QName, known: Known) -> tuple[Function, ...]:
    spaces = name[:1] if len(name) > 1 else known.session.search_path
    found = known.schema.of_kind(Function)
    return tuple(each for each in found if each.path[0] in spaces and each.path[1] == name[-1])


def _is_volatile(function: Function, known: Known) -> bool:
    if function.volatility is not Volatility.VOLATILE:
        return False
    return function.language != "sql" or not _is_inlined(function, known)


def _is_inlined(function: Function, known: Known) -> bool:
    """Whether the server puts the function's one expression, which is not volatile, in its place."""
    if function.security_definer or function.settings or function.sql_body is not None:
        return False
    body = tree.statement(function.body)
    if body is None or tree.kind(body) != "SelectStmt" or tree.many(body, "from_clause"):
        return False
    return len(tree.many(body, "target_list")) == 1 and not is_volatile(body, known)


def advanced_sequences(value: Message, known: Known) -> Iterator[Ref]:
    """Sequences that an expression takes numbers from."""
    for name, call in tree.calls_in(value):
        if name[-1] in _OF_SEQUENCES:
            for each in tree.everything(call):
                path = tuple(part.strip('"') for part in tree.word(tree.one(each, "sval") or each, "sval").split("."))
                ref = known.find(path, "sequence") if path[-1] else None
                if ref is not None:
                    yield ref
