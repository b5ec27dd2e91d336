"""Statements that do nothing where their object is there already.

Some forms of CREATE take IF NOT EXISTS (manual, the pages of the commands); around the others a block passes over the
error that the server raises for a second object of the same name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from colonnade.dialect import Statement

_NATIVE = re.compile(
    r"\A(CREATE (?:SCHEMA|EXTENSION|SEQUENCE|STATISTICS|MATERIALIZED VIEW|(?:UNLOGGED |FOREIGN )?TABLE"
    r"|(?:UNIQUE )?INDEX)) (?!IF NOT EXISTS\b|ON )"
)
_WRAPPED = re.compile(
    r"\A(?:CREATE (?!OR REPLACE\b)|ALTER .*\b(?:ADD CONSTRAINT|ATTACH PARTITION|ADD GENERATED)\b)", re.S
)
_PASSED_OVER = (
    "duplicate_object",
    "duplicate_table",
    "duplicate_function",
    "duplicate_schema",
    "duplicate_column",
    "invalid_table_definition",
    "wrong_object_type",
    "object_not_in_prerequisite_state",
)
"""Conditions (manual, appendix A) of: a second object of a name, a second primary key, a second attachment, a second
identity."""


def if_absent(statement: Statement) -> Statement:
    """The statement in a form that may run again."""
    sql = statement.sql
    if _NATIVE.match(sql):
        return replace(statement, sql=_NATIVE.sub(r"\1 IF NOT EXISTS ", sql, count=1))
    if not statement.transactional or not _WRAPPED.match(sql):
        return statement
    inner, outer = _tag(sql, "sql"), _tag(sql, "absent")
    block = f"BEGIN EXECUTE {inner}{sql}{inner}; EXCEPTION WHEN {' OR '.join(_PASSED_OVER)} THEN NULL; END"
    return replace(statement, sql=f"DO {outer}{block}{outer}")


def _tag(sql: str, word: str) -> str:
    """A dollar quote that the text does not have."""
    while f"${word}$" in sql:
        word += "_"
    return f"${word}$"
