"""The engine's own dump of a database, as a set of statements that can be compared."""

from __future__ import annotations

import os
import re
import subprocess

from colonnade.connect.postgresql import program_address
from colonnade.connect.servers.installed import client
from colonnade.connect.urls import DatabaseUrl
from colonnade.errors import WorldError

_STATEMENT = re.compile(r"\n\n(?=--\n-- )")
_TABLE = re.compile(r"^CREATE (?:UNLOGGED |FOREIGN )?TABLE .*? \(\n(.*?)\n\)", re.DOTALL)
_NOISE = ("--", "SET ", "SELECT pg_catalog.", "\\")


class DumpFailed(WorldError):
    """The dump program refused."""

    code = "CO331"


def dump_schema(url: DatabaseUrl, *, major: int) -> str:
    """`pg_dump --schema-only` of a database, without the journal, by a client that is no older than the server.

    Raises NoServer where there is no such client, DumpFailed.
    """
    address = program_address(url)
    done = subprocess.run(
        [client("pg_dump", major=major), "--schema-only", "--exclude-schema=colonnade", "--dbname", address.argument],
        env={**os.environ, **address.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise DumpFailed(f"pg_dump refused: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout


def dumped_statements(text: str, *, column_order: bool = True) -> tuple[str, ...]:
    """The statements of a dump, sorted, without the session's settings.

    Without `column_order` the lines inside a CREATE TABLE are sorted too: no ALTER moves a column.
    """
    found = []
    for part in _STATEMENT.split(text):
        lines = [line for line in part.splitlines() if line and not line.startswith(_NOISE)]
        if lines and all(line.startswith(("GRANT ", "REVOKE ")) for line in lines):
            # The order of the entries of an access list says nothing.
            lines.sort()
        body = "\n".join(lines)
        if body:
            found.append(body if column_order else _TABLE.sub(_sorted_columns, body))
    return tuple(sorted(found))


def dump_difference(left: str, right: str, *, column_order: bool = True) -> tuple[str, ...]:
    """Statements that only one of two dumps has, marked with the side they are on."""
    one = dumped_statements(left, column_order=column_order)
    two = dumped_statements(right, column_order=column_order)
    return (*(f"< {each}" for each in one if each not in two), *(f"> {each}" for each in two if each not in one))


def _sorted_columns(match: re.Match[str]) -> str:
    lines = sorted(line.rstrip(",") for line in match[1].split("\n"))
    return match[0].replace(match[1], "\n".join(lines))
