"""The engine's own dump of a database as a comparable set of statements."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache

from colonnade.connect.postgresql import program_address
from colonnade.connect.servers.installed import installations
from colonnade.connect.urls import DatabaseUrl

_STATEMENT = re.compile(r"\n\n(?=--\n-- )")
_TABLE = re.compile(r"^CREATE (?:UNLOGGED |FOREIGN )?TABLE .*? \(\n(.*?)\n\)", re.DOTALL)


@cache
def _pg_dump() -> str:
    found = [(each.major, str(program)) for each in installations() if (program := each.program("pg_dump")) is not None]
    return max(found)[1]


def dump(url: DatabaseUrl) -> str:
    """`pg_dump --schema-only` of a database by the newest client at hand, without the journal."""
    address = program_address(url)
    done = subprocess.run(
        [_pg_dump(), "--schema-only", "--exclude-schema=colonnade", "--dbname", address.argument],
        env={**os.environ, **address.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise AssertionError(f"pg_dump failed: {done.stderr}")
    return done.stdout


def statements(text: str, *, column_order: bool = True) -> list[str]:
    """The statements of a dump, sorted; without the session's settings and the comments that hold owners twice.

    Without `column_order` the lines inside a CREATE TABLE are sorted too: no ALTER moves a column.
    """
    found = []
    for part in _STATEMENT.split(text):
        lines = [
            line
            for line in part.splitlines()
            if line
            and (line.startswith("SET SESSION AUTH") or not line.startswith(("--", "SET ", "SELECT pg_catalog.")))
        ]
        if all(line.startswith(_OF_ACCESS) for line in lines):
            lines = _access(lines)
        lines = [line for line in lines if not line.startswith("\\")]
        body = "\n".join(lines)
        if body:
            found.append(body if column_order else _TABLE.sub(_sorted_columns, body))
    return sorted(found)


_OF_ACCESS = ("GRANT ", "REVOKE ", "SET SESSION AUTH", "RESET SESSION AUTH")


def _access(lines: list[str]) -> list[str]:
    """The statements of an access list, each with its grantor, sorted: the order of granting says nothing."""
    found = []
    grantor = ""
    for line in lines:
        if line.startswith("SET "):
            grantor = f" -- by {line.removeprefix('SET SESSION AUTHORIZATION ')}"
        elif line.startswith("RESET "):
            grantor = ""
        else:
            found.append(line + grantor)
    return sorted(found)


def _sorted_columns(match: re.Match[str]) -> str:
    lines = sorted(line.rstrip(",") for line in match[1].split("\n"))
    return match[0].replace(match[1], "\n".join(lines))


def difference(left: str, right: str, *, column_order: bool = True) -> list[str]:
    """Statements that only one of two dumps has, marked with the side they are on."""
    one, two = statements(left, column_order=column_order), statements(right, column_order=column_order)
    return [*(f"< {each}" for each in one if each not in two), *(f"> {each}" for each in two if each not in one)]
