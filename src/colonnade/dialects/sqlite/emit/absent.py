"""Statements that do nothing where their object is there already."""

from __future__ import annotations

import re
from dataclasses import replace

from colonnade.dialect import Statement

_CREATE = re.compile(
    r"\A(CREATE\s+(?:TABLE|VIEW|TRIGGER|VIRTUAL\s+TABLE|(?:UNIQUE\s+)?INDEX))\s+(?!IF\s+NOT\s+EXISTS\b)", re.IGNORECASE
)


def if_absent(statement: Statement) -> Statement:
    """The statement with IF NOT EXISTS, which every CREATE of SQLite takes."""
    return replace(statement, sql=_CREATE.sub(r"\1 IF NOT EXISTS ", statement.sql, count=1))
