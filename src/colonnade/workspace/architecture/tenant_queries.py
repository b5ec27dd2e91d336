"""Queries of programs that name no tenant, in files of SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from colonnade.errors import InputError
from colonnade.standards.tenants import unfiltered
from colonnade.tenancy.isolation import NoTenancyError
from colonnade.workspace.architecture.tenants import design_of
from colonnade.workspace.progress import Tell, silent


class UnreadableQueriesError(InputError):
    """A file of queries can't be read."""

    code = "CO142"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuery:
    """A statement that reaches rows of tenants without naming one."""

    file: str
    line: int
    """Where the statement begins."""
    table: str
    column: str
    """The column that it should compare."""
    text: str


def open_queries(files: Sequence[Path], model: str, *, tell: Tell = silent) -> tuple[OpenQuery, ...]:
    """Statements of files that name no tenant, by the tenancy of a model.

    Raises NoTenancyError, UnreadableQueriesError, and what reading a source raises.
    """
    isolation = design_of(model, tell)
    outermost = isolation.levels[0]
    columns = {
        path[-1].lower(): column.lower()
        for path, table in isolation.tables.items()
        for column, level in table.held.items()
        if level == outermost.key
    }
    if not columns:
        raise NoTenancyError("no table of the model names a tenant", hint="declare its tenancy")
    return tuple(
        OpenQuery(file=str(file), line=each.line, table=each.table, column=each.column, text=each.text)
        for file in files
        for each in unfiltered(_read(file), columns)
    )


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableQueriesError(f"{file} can't be read: {error}", hint="name a file of SQL in UTF-8") from error
