"""Which statements of a PostgreSQL script concern more than one database, and what becomes of them.

A scratch database stands for whichever database a script speaks of. Roles and tablespaces belong
to the whole server, which other scratch databases share: they are made when absent, never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from colonnade.connect.script.psql_lexer import Statement

_NAME = r'(?:"(?:[^"]|"")+"|[^\W\d][\w$]*)'
_ON_DATABASE = re.compile(rf"(?P<before>\bdatabase\s+)(?P<names>{_NAME}(?:\s*,\s*{_NAME})*)", re.IGNORECASE)
_THIRD_NAME = re.compile(rf"\s*\w+\s+\w+\s+(?P<name>{_NAME})")
_ROLE_SETTING = re.compile(
    rf"\s*alter\s+(?:role|user)\s+(?P<name>{_NAME})\s+(?:in\s+database\s+{_NAME}\s+)?(?:re)?set\b",
    re.IGNORECASE,
)
_NO_CONNECT = re.compile(r"\bconnect\s*=\s*'?(?:false|off|no|0)\b", re.IGNORECASE)
_COPY_PROGRAM = re.compile(r"\b(?:from|to)\s+program\s", re.IGNORECASE)
_COPY_STDIN = re.compile(r"\bfrom\s+stdin\b", re.IGNORECASE)
_COPY_STDOUT = re.compile(r"\bto\s+stdout\b", re.IGNORECASE)

_ROLES = frozenset({"role", "user", "group"})
_TRANSACTION_CONTROL = frozenset(
    {"begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare"}
)


class Way(StrEnum):
    """How a statement is carried out."""

    RUN = "run"
    COPY_IN = "copy in"
    COPY_OUT = "copy out"
    ROLE = "role"
    TABLESPACE = "tablespace"
    SKIP = "skip"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """The way, with the reason for skipping or the name of the object to make."""

    way: Way
    reason: str = ""
    name: str = ""


_RUN = Treatment(way=Way.RUN)


def treat(statement: Statement, *, superuser: str) -> Treatment:
    """How to carry out a statement."""
    match statement.head:
        case ("copy", *_):
            return _copy(statement.text)
        case ("create", "database", *_):
            return _skip("the scratch database stands for it: CREATE DATABASE is left out")
        case ("drop", "database", *_):
            return _skip("the scratch database stands for it: DROP DATABASE is left out")
        case ("alter", "database", *rest) if "rename" in rest:
            return _skip("the scratch database keeps its own name")
        case ("create", kind, *_) if kind in _ROLES:
            return Treatment(way=Way.ROLE, name=_third_name(statement))
        case ("drop", kind, *_) if kind in _ROLES:
            return _skip("roles are kept: other databases of the server share them")
        case ("alter", kind, *_) if kind in _ROLES:
            return _alter_role(statement, superuser)
        case ("alter", "system", *_):
            return _skip("settings of the whole server are left alone")
        case ("create", "tablespace", *_):
            return Treatment(way=Way.TABLESPACE, name=_third_name(statement))
        case ("drop" | "alter", "tablespace", *_):
            return _skip("tablespaces are kept: other databases of the server share them")
        case ("create", "subscription", *_) if not _NO_CONNECT.search(statement.text):
            return Treatment(
                way=Way.REFUSE,
                reason="a subscription would connect to its publisher; write it WITH (connect = false)",
            )
        case _:
            return _RUN


def names_database(statement: Statement) -> bool:
    """Whether the statement is about a database by its name."""
    match statement.head:
        case ("alter", "database", *_) | ("comment", "on", "database", *_):
            return True
        case ("grant" | "revoke", *rest):
            return "database" in rest
        case ("security", "label", *rest):
            return "database" in rest
        case _:
            return False


def for_database(statement: Statement, name: str) -> Statement:
    """The statement with the database's name, whatever it is, replaced by that of another."""
    quoted = '"' + name.replace('"', '""') + '"'
    found = _ON_DATABASE.search(statement.text)
    if found is None:
        return statement
    start, end = found.span("names")
    text = statement.text[:start] + quoted + statement.text[end:]
    after = start + len(quoted)
    pieces = (
        *(piece for piece in statement.pieces if piece[0] < after),
        (after, statement.offset(end)),
    )
    return Statement(text=text, head=statement.head, pieces=pieces)


def controls_transaction(statement: Statement) -> bool:
    """Whether the statement begins, ends or marks a transaction."""
    return bool(statement.head) and statement.head[0] in _TRANSACTION_CONTROL


def _copy(text: str) -> Treatment:
    if _COPY_PROGRAM.search(text):
        return Treatment(way=Way.REFUSE, reason="COPY with a program is never carried out")
    if _COPY_STDIN.search(text):
        return Treatment(way=Way.COPY_IN)
    if _COPY_STDOUT.search(text):
        return Treatment(way=Way.COPY_OUT)
    return Treatment(way=Way.REFUSE, reason="files of the server are neither read nor written; use \\copy")


def _alter_role(statement: Statement, superuser: str) -> Treatment:
    setting = _ROLE_SETTING.match(statement.text)
    if setting and setting["name"].lower().strip('"') in {
        superuser,
        "all",
        "current_user",
        "current_role",
        "session_user",
    }:
        return _skip("settings of our own role are left alone")
    return _RUN


def _third_name(statement: Statement) -> str:
    found = _THIRD_NAME.match(statement.text)
    return unquoted(found["name"]) if found else ""


def unquoted(name: str) -> str:
    """The name that an identifier in SQL text stands for."""
    if name.startswith('"'):
        return name[1:-1].replace('""', '"')
    return name.lower()


def _skip(reason: str) -> Treatment:
    return Treatment(way=Way.SKIP, reason=reason)
