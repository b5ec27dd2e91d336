"""Reads files and folders of migrations.

Known layouts: plain files, Flyway, Liquibase formatted SQL, golang-migrate, dbmate, goose, sql-migrate, sqlx, diesel,
sqitch, Prisma, Alembic revisions (what `op.execute` is given as a constant), and what Django's `sqlmigrate` or
Alembic's `--sql` prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.migrations.alembic import Revision, ordered, revision
from colonnade.connect.migrations.cutting import cut
from colonnade.connect.migrations.marks import parts
from colonnade.connect.script.folder import forward_files
from colonnade.connect.script.outcome import BadScript, read_script
from colonnade.errors import Place
from colonnade.lint import Piece, Script, Wrapping

_FLYWAY = re.compile(r"[VRB][\d._]*__.+\.sql", re.IGNORECASE)
_CONCURRENT = re.compile(r"\bCONCURRENTLY\b|^\s*VACUUM\b", re.IGNORECASE)
_PLAN_LINE = re.compile(r"^(?P<name>[^\s%#@\[]+)")
_NO_TRANSACTION = re.compile(r"^\s*(?:run_in_transaction|executeInTransaction)\s*=\s*false\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What a file does and nobody can tell without running it."""

    file: str
    line: int
    what: str


def read_migrations(
    paths: Sequence[Path], engine: str, *, wrapping: Wrapping | None = None
) -> tuple[tuple[Script, ...], tuple[Unread, ...]]:
    """The forward scripts of files and folders, in the order they run, and what could not be read.

    `wrapping` holds for all of them where the user says it. Raises BadScript.
    """
    scripts: list[Script] = []
    unread: list[Unread] = []
    for path in paths:
        if path.is_dir():
            found, left = _folder(path, engine, wrapping)
        elif path.suffix == ".py":
            found, left = _revisions([path], wrapping)
        else:
            found, left = tuple(_scripts(path, engine, wrapping)), ()
        scripts += found
        unread += left
    return tuple(scripts), tuple(unread)


def _folder(path: Path, engine: str, wrapping: Wrapping | None) -> tuple[tuple[Script, ...], tuple[Unread, ...]]:
    plan = path / "sqitch.plan"
    if plan.exists():
        files = [path / "deploy" / f"{name}.sql" for name in _planned(read_script(plan).text)]
        present = [each for each in files if each.exists()]
        return tuple(script for file in present for script in _scripts(file, engine, wrapping, runner="sqitch")), ()
    try:
        files = list(forward_files(path))
    except BadScript:
        python = sorted(each for each in path.rglob("*.py") if not any(one.startswith(".") for one in each.parts[1:]))
        found, unread = _revisions(python, wrapping)
        if not found and not unread:
            raise
        return found, unread
    return tuple(script for file in files for script in _scripts(file, engine, wrapping)), ()


def _planned(text: str) -> Iterator[str]:
    """Changes of a sqitch plan in order; a change that is reworked stands there twice."""
    found = (_PLAN_LINE.match(line) for line in text.splitlines())
    return iter(dict.fromkeys(each["name"] for each in found if each is not None))


def _scripts(path: Path, engine: str, wrapping: Wrapping | None, runner: str = "") -> Iterator[Script]:
    script = read_script(path, name=str(path))
    yield from script_of(script.text, str(path), engine, wrapping=wrapping, runner=runner, beside=path)


def script_of(
    text: str,
    name: str,
    engine: str,
    *,
    wrapping: Wrapping | None = None,
    runner: str = "",
    beside: Path | None = None,
) -> Iterator[Script]:
    """The scripts of one text: one, or a changeset each. `beside` is the file, whose neighbours may say more."""
    marked = parts(text)
    if marked:
        for part in marked:
            pieces = cut(text, engine, (part.span,))
            yield Script(
                name=name, text=text, pieces=pieces, wrapping=wrapping or part.wrapping, runner=runner or part.runner
            )
        return
    pieces = cut(text, engine)
    by_name, found = _by_name(beside, pieces) if beside is not None and not runner else (runner, Wrapping.NONE)
    yield Script(name=name, text=text, pieces=pieces, wrapping=wrapping or found, runner=by_name)


def _by_name(path: Path, pieces: Sequence[Piece]) -> tuple[str, Wrapping]:
    """What runs a file and what it puts around it, as the names of the file and of its folder tell."""
    if path.name.lower() == "up.sql":
        settings = path.with_name("metadata.toml")
        alone = settings.exists() and _NO_TRANSACTION.search(settings.read_text(errors="replace"))
        return "diesel", Wrapping.NONE if alone else Wrapping.TRANSACTION
    if path.name.lower() == "migration.sql":
        return "Prisma", Wrapping.BATCH
    if path.name.lower().endswith(".up.sql"):
        return "golang-migrate", Wrapping.BATCH
    if _FLYWAY.fullmatch(path.name):
        settings = path.with_name(f"{path.name}.conf")
        alone = settings.exists() and _NO_TRANSACTION.search(settings.read_text(errors="replace"))
        # Flyway sees by itself that a statement can't run in a transaction, where all of a file are such.
        plain = bool(pieces) and all(_CONCURRENT.search(each.text) for each in pieces)
        return "Flyway", Wrapping.NONE if alone or plain else Wrapping.TRANSACTION
    return "", Wrapping.NONE


def _revisions(files: Sequence[Path], wrapping: Wrapping | None) -> tuple[tuple[Script, ...], tuple[Unread, ...]]:
    found: list[Revision] = []
    for file in files:
        try:
            each = revision(file, file.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise BadScript("the file is no UTF-8 text", place=Place(file=str(file))) from error
        if each is not None:
            found.append(each)
    scripts = tuple(
        Script(
            name=str(each.path),
            text=each.text,
            pieces=each.pieces,
            wrapping=wrapping or (Wrapping.NONE if each.is_plain else Wrapping.TRANSACTION),
            runner="Alembic",
            fixable=False,
        )
        for each in ordered(found)
        if each.pieces
    )
    unread = tuple(Unread(file=str(each.path), line=line, what=what) for each in found for line, what in each.unread)
    return scripts, unread
