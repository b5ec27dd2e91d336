"""Names that SQL text of PostgreSQL mentions, found by the server's own grammar without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from google.protobuf.message import Message
from postgast import PgQueryError, parse, unwrap_node

from colonnade.schema import QName
from colonnade.schema.naming import BadNameError, undotted


class Sort(StrEnum):
    """What a name stands for where it is mentioned."""

    RELATION = "relation"
    TYPE = "type"
    ROUTINE = "routine"
    OPERATOR = "operator"
    COLLATION = "collation"
    SEARCH = "text search object"
    KEY = "primary key of a relation"
    """A query that groups by it may show all columns of the relation."""
    ANY = "type or routine"
    """An option of a definition, which the grammar does not tell."""


class Mention(NamedTuple):
    """A name, perhaps with its namespace, and how many arguments a call of it has."""

    sort: Sort
    path: QName
    arguments: int | None = None
    at: int = -1
    """Where the name begins, in bytes of the statement; -1 where that is not known."""


@lru_cache(maxsize=8192)
def in_statement(text: str) -> tuple[Mention, ...]:
    """What a statement mentions; nothing when it can't be parsed, for the server itself will then say why."""
    return tuple(dict.fromkeys(each._replace(at=-1) for each in _found(text)))


@lru_cache(maxsize=8192)
def _found(text: str) -> tuple[Mention, ...]:
    try:
        return tuple(_walk(parse(text), _Place()))
    except PgQueryError:
        return ()


def in_full(text: str, before: str, after: str, full: Callable[[Mention], str | None]) -> str:
    """The text with namespaces before names that stand without one.

    `before` and `after` make a statement of it; `full` answers with what to put before a name, or None.
    """
    start = len(before.encode())
    code = text.encode()
    for each in sorted(_found(f"{before}{text}{after}"), key=lambda each: -each.at):
        place = each.at - start
        prefix = full(each) if len(each.path) == 1 and 0 <= place < len(code) else None
        if prefix is not None:
            code = code[:place] + prefix.encode() + code[place:]
    return code.decode()


def in_expression(text: str) -> tuple[Mention, ...]:
    """What an expression mentions."""
    return in_statement(f"SELECT ({text}\n)")


def in_type(text: str) -> tuple[Mention, ...]:
    """What a type's spelling mentions."""
    return in_statement(f"SELECT NULL::{text}")


_REGISTERED = {
    "regclass": Sort.RELATION,
    "regtype": Sort.TYPE,
    "regproc": Sort.ROUTINE,
    "regprocedure": Sort.ROUTINE,
    "regcollation": Sort.COLLATION,
    "regconfig": Sort.SEARCH,
    "regdictionary": Sort.SEARCH,
}
"""Types whose text constants are names."""
_OPTIONS = frozenset({"DefineStmt", "CreateRangeStmt", "CreateFdwStmt"})
"""Statements with options that may name routines as if they were types."""
_NAME_FIELDS = ("funcname", "func_name", "handler_name", "plhandler", "plinline", "plvalidator")
"""Fields that hold the name of a routine as a list of words."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a statement the reader is."""

    hidden: frozenset[str] = frozenset()
    """Names of WITH queries, which stand in front of relations of the same name."""
    option: bool = False
    """Inside an option of a definition."""
    grouped: bool = False
    """Inside a query with GROUP BY."""


def _walk(node: Message, at: _Place) -> Iterator[Mention]:
    kind = node.DESCRIPTOR.name
    if kind == "WithClause":
        return
    for clause in _fields(node, "with_clause"):
        inner = at.hidden | frozenset(_field(cte, "ctename") for cte in _nodes(clause, "ctes"))
        yield from _in_with(clause, at, inner)
        at = replace(at, hidden=inner)
    if kind == "SelectStmt":
        at = replace(at, grouped=bool(_nodes(node, "group_clause")))
    yield from _said_by(node, kind, at)
    at = replace(at, option=kind in _OPTIONS or (at.option and kind in {"DefElem", "List"}))
    for field, value in node.ListFields():
        if field.message_type is None or (kind == "TypeName" and field.name == "names"):
            continue
        for child in (value,) if isinstance(value, Message) else value:
            yield from _walk(unwrap_node(child), at)


def _in_with(clause: Message, at: _Place, everywhere: frozenset[str]) -> Iterator[Mention]:
    """The queries of a WITH: each sees those before it, and all of them only when it is recursive."""
    seen = everywhere if getattr(clause, "recursive", False) else at.hidden
    for cte in _nodes(clause, "ctes"):
        yield from _walk(cte, replace(at, hidden=seen))
        seen |= {_field(cte, "ctename")}


def _said_by(node: Message, kind: str, at: _Place) -> Iterator[Mention]:
    match kind:
        case "RangeVar":
            path = tuple(each for each in (_field(node, "schemaname"), _field(node, "relname")) if each)
            if len(path) > 1 or path[0] not in at.hidden:
                yield Mention(Sort.RELATION, path, at=_location(node))
                if at.grouped:
                    yield Mention(Sort.KEY, path)
        case "FuncCall":
            count = len(_nodes(node, "args"))
            yield from _named(Sort.ROUTINE, _words(_nodes(node, "funcname")), count, _location(node))
        case "TypeName":
            words = _words(_nodes(node, "names"))
            if getattr(node, "pct_type", False):
                yield from _named(Sort.RELATION, words[:-1])
            else:
                yield from _named(Sort.ANY if at.option else Sort.TYPE, words, at=_location(node))
        case "TypeCast":
            yield from _constant(node)
        case "CollateClause":
            yield from _named(Sort.COLLATION, _words(_nodes(node, "collname")))
        case "A_Expr":
            yield from _named(Sort.OPERATOR, _words(_nodes(node, "name")))
        case "ObjectWithArgs":
            yield from _named(Sort.ANY, _words(_nodes(node, "objname")))
        case "List" if at.option:
            yield from _named(Sort.ANY, _words(_nodes(node, "items")))
        case _:
            for name in _NAME_FIELDS:
                yield from _named(Sort.ROUTINE, _words(_nodes(node, name)))


def _location(node: Message) -> int:
    return int(getattr(node, "location", -1))


def _named(sort: Sort, words: QName, arguments: int | None = None, at: int = -1) -> Iterator[Mention]:
    if words and words[0] != "pg_catalog" and all(words) and not (sort is Sort.OPERATOR and len(words) == 1):
        yield Mention(sort, words, arguments, at)


def _constant(cast: Message) -> Iterator[Mention]:
    """The name in `'public.order_id_seq'::regclass`."""
    for type_name in _fields(cast, "type_name"):
        sort = _REGISTERED.get("".join(_words(_nodes(type_name, "names"))[-1:]))
        for arg in _fields(cast, "arg"):
            for constant in _fields(unwrap_node(arg), "sval") if sort is not None else ():
                text = _field(constant, "sval").partition("(")[0]
                if sort is Sort.TYPE:
                    yield from in_type(text)
                elif sort is not None:
                    yield from _named(sort, _path(text))


def _path(text: str) -> QName:
    try:
        path = undotted(text.strip())
    except BadNameError:
        return ()
    return path if '"' in text else tuple(part.lower() for part in path)


def _fields(node: Message, name: str) -> Iterator[Message]:
    """The message in a field, if the node has the field and it is set."""
    field = node.DESCRIPTOR.fields_by_name.get(name)
    if field is not None and field.message_type is not None and node.HasField(name):
        yield getattr(node, name)


def _nodes(node: Message, name: str) -> tuple[Message, ...]:
    """The members of a list in a field; nothing where there is no such field or it holds one thing."""
    found = getattr(node, name, None)
    if found is None or isinstance(found, str | int | Message):
        return ()
    return tuple(unwrap_node(each) for each in found)


def _field(node: Message, name: str) -> str:
    return str(getattr(node, name, ""))


def _words(nodes: Iterable[Message]) -> QName:
    return tuple(str(getattr(each, "sval", "")) for each in nodes)
