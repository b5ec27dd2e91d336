"""Roles and tablespaces that a script takes for granted: made when the server misses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import psycopg
from psycopg import sql

from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl

_MISSING = re.compile(r'(?P<kind>role|tablespace) "(?P<name>.*)" does not exist', re.IGNORECASE)


class Kind(StrEnum):
    """What a server can miss."""

    ROLE = "role"
    TABLESPACE = "tablespace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An object of the whole server that a statement needs."""

    kind: Kind
    name: str


def missing(failure: psycopg.Error) -> Missing | None:
    """What a statement failed for, when that is a role or tablespace that does not exist."""
    for text in (failure.diag.message_primary, failure.diag.message_detail):
        found = _MISSING.search(text or "")
        if found:
            return Missing(kind=Kind(found["kind"].lower()), name=found["name"])
    return None


def make_role(admin: DatabaseUrl, name: str, *, member: str | None = None) -> bool:
    """Make a role that cannot log in; `member` is made a member of it. False when it existed.

    A role made by another session at the same moment counts as one that existed.
    """
    with connect(admin) as connection:
        try:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
            made = True
        except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            made = False
        if member is not None:
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(name), sql.Identifier(member)))
    return made


def make_tablespace(admin: DatabaseUrl, name: str) -> bool:
    """Make a tablespace inside the server's own files; False when it existed or cannot be made."""
    with connect(admin) as connection:
        try:
            connection.execute("SET allow_in_place_tablespaces = on")
            connection.execute(sql.SQL("CREATE TABLESPACE {} LOCATION ''").format(sql.Identifier(name)))
        except (
            psycopg.errors.DuplicateObject,
            psycopg.errors.UndefinedObject,
            psycopg.errors.UniqueViolation,
        ):
            # There already, or a server from before August 2022, which has no such setting.
            return False
    return True
