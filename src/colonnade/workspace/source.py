"""Sources: anything that yields a model or a schema, said as one text."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from colonnade.blueprints.catalogue import PREFIX, blueprint
from colonnade.connect.hiding import without_journal
from colonnade.connect.introspect import introspect
from colonnade.connect.script.folder import read_folder
from colonnade.connect.script.load import loaded
from colonnade.connect.script.outcome import Data, Loading, Script, StatementRefused, read_script
from colonnade.connect.urls import DatabaseUrl, Engine, is_url
from colonnade.dialect import load
from colonnade.errors import ColonnadeError, InputError, Place
from colonnade.formats import dbml
from colonnade.formats.losses import Loss
from colonnade.model import Model
from colonnade.model.problems import ModelError
from colonnade.schema import Schema
from colonnade.standards.subject import roles_created_in
from colonnade.store import load_model
from colonnade.store.settings import Project, open_project
from colonnade.text import did_you_mean
from colonnade.workspace.addressing import ENVIRONMENT, address
from colonnade.workspace.progress import Tell, silent


class UnknownSourceError(InputError):
    """A text is no source: no such file, an unknown ending, an unknown revision."""

    code = "CO180"


class Form(StrEnum):
    """What a source is."""

    MODEL = "model file"
    SCRIPT = "SQL file"
    FOLDER = "folder of migrations"
    LIVE = "live database"
    DBML = "DBML file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a source gave: a model, or the schema of one engine in its normal form."""

    text: str
    """As the user wrote it; a password in it is masked."""
    form: Form
    name: str
    """A short name for a model made of it."""
    url: DatabaseUrl | None = None
    """The address of a live database."""
    model: Model | None = None
    schema: Schema | None = None
    losses: tuple[Loss, ...] = ()
    project: Project = field(default_factory=Project)
    """The project whose settings hold for it."""
    folder: Path = Path()
    """Where the files beside it are looked for."""
    roles_created: frozenset[str] | None = None
    """Roles that its scripts create; None where it is no script."""


MODEL_ENDINGS = (".colonnade.yaml", ".colonnade.yml", ".colonnade.json", ".yaml", ".yml", ".json")
_DATABASE_ENDINGS = (".db", ".sqlite", ".sqlite3", ".db3")


def read_source(
    text: str,
    *,
    engine: str | None = None,
    major: int | None = None,
    project: Project | None = None,
    tell: Tell = silent,
) -> Source:
    """Read a model file, a `.sql` file, a folder of migrations, a `.dbml` file, a live URL, `env:NAME`,
    `git:REV:PATH` or `blueprint:NAME`.

    `engine` names the SQL dialect of a file; `major` the major version of PostgreSQL that judges it. The project of
    the working folder says both where they are left out. Raises UnknownSourceError, UnknownEnvironmentError,
    UnknownEngineError, BadUrl, ModelError, DbmlError, BadSettingsError, StatementRefused, and leaves of WorldError.
    """
    if engine is not None:
        load(engine)
    found = project or open_project()
    return replace(_read(text, _Reading(engine=engine, major=major, project=found, tell=tell)), project=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """How sources are read."""

    engine: str | None
    major: int | None
    project: Project
    tell: Tell

    def major_of(self, engine: Engine) -> int | None:
        """The major version of the server that judges a script."""
        return self.major or self.project.settings.engine.version if engine is Engine.POSTGRESQL else None


def _read(text: str, how: _Reading) -> Source:
    if text.startswith("git:"):
        with _from_git(text) as path:
            # what stands beside it in the revision is gone with its folder; standards come from the working tree
            return replace(_read_git(path, text, how), text=text, folder=Path(text.rpartition(":")[2]).parent)
    if text.startswith(PREFIX):
        return replace(_read_path(blueprint(text).model, how), text=text)
    if is_live(text):
        url = address(text, how.project)
        how.tell(f"Reading {url}")
        schema = without_journal(introspect(url), how.project.settings.journal.namespace)
        name = Path(url.database).stem if url.engine is Engine.SQLITE else url.database
        return Source(text=str(url), form=Form.LIVE, name=name or "database", url=url, schema=schema)
    return _read_path(Path(text), how)


def is_live(text: str) -> bool:
    """Whether a source is a live database."""
    return is_url(text) or text.startswith(ENVIRONMENT)


def _read_path(path: Path, how: _Reading) -> Source:
    if path.is_dir():
        return _load(read_folder(path), Form.FOLDER, path, how)
    if not path.exists():
        raise _no_file(path)
    if path.suffix == ".sql":
        return _load((read_script(path),), Form.SCRIPT, path, how)
    if path.suffix == ".dbml":
        return _read_dbml(path)
    if path.name.endswith(MODEL_ENDINGS):
        how.tell(f"Reading {path}")
        model = load_model(path).model
        return Source(text=str(path), form=Form.MODEL, name=model.name, model=model, folder=path.parent)
    raise UnknownSourceError(
        f"{path} is no source: its ending is unknown",
        hint=f"a SQLite file is written sqlite:///{path}"
        if path.suffix in _DATABASE_ENDINGS
        else "a source ends in .colonnade.yaml, .sql or .dbml, or is a folder of .sql files",
    )


def _no_file(path: Path) -> UnknownSourceError:
    near = ""
    if path.parent.is_dir():
        near = did_you_mean(path.name, [each.name for each in path.parent.iterdir()])
    return UnknownSourceError(
        f"there is no file {path}", hint=near or "check the path; a source may also be a URL", fields={"path": path}
    )


_SQLITE_SIGNS = re.compile(
    r"\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|^\s*PRAGMA\b|\bUSING\s+fts[345]\b|\bsqlite_sequence\b"
    r"|^\s*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[\[`]",
    re.IGNORECASE | re.MULTILINE,
)


def engine_of(scripts: tuple[Script, ...], otherwise: str = "") -> str:
    """The engine a script is written for: SQLite where it says what only SQLite says, else another or PostgreSQL."""
    return "sqlite" if any(_SQLITE_SIGNS.search(each.text) for each in scripts) else otherwise or "postgresql"


def _load(scripts: tuple[Script, ...], form: Form, path: Path, how: _Reading) -> Source:
    chosen = how.engine or engine_of(scripts, how.project.settings.engine.target)
    if chosen not in {each.value for each in Engine}:
        raise UnknownSourceError(f"no scratch database of {chosen} can be made here, so {path} can't be loaded")
    try:
        schema = _loaded(scripts, Engine(chosen), path, how)
    except StatementRefused:
        if how.engine is not None or Engine(chosen) is Engine.SQLITE:
            raise
        # Nothing in the text told the engine: what PostgreSQL refuses may be SQLite's.
        found = _of_sqlite(scripts, path, how)
        if found is None:
            raise
        schema = found
    created = frozenset().union(*(roles_created_in(each.text) for each in scripts))
    return Source(
        text=str(path), form=form, name=path.stem or path.name, schema=schema, folder=path.parent, roles_created=created
    )


def _of_sqlite(scripts: tuple[Script, ...], path: Path, how: _Reading) -> Schema | None:
    """The schema that SQLite makes of scripts, or None when it refuses them too."""
    try:
        return _loaded(scripts, Engine.SQLITE, path, how)
    except StatementRefused:
        return None


def _loaded(scripts: tuple[Script, ...], engine: Engine, path: Path, how: _Reading) -> Schema:
    tell = how.tell
    what = f"Loading {path}"
    tell(what)
    loading = Loading(data=Data.SKIP, progress=lambda done, total: tell(what, done, total))
    with loaded(scripts, engine, major=how.major_of(engine), loading=loading) as scratch:
        tell(f"Reading what {path} made")
        return introspect(scratch.database.url)


def _read_git(path: Path, text: str, how: _Reading) -> Source:
    """Read what came from a revision; places in errors name it, not the folder it was put in."""
    shown = text.removesuffix(path.name)
    try:
        return _read_path(path, how)
    except ModelError as error:
        raise ModelError([replace(each, place=_in_git(each.place, path, shown)) for each in error.problems]) from error
    except ColonnadeError as error:
        error.place = _in_git(error.place, path, shown) if error.place else None
        raise


def _in_git(place: Place, path: Path, shown: str) -> Place:
    if place.file is None:
        return place
    return replace(place, file=place.file.replace(f"{path.parent}/", shown))


@contextmanager
def _from_git(text: str) -> Iterator[Path]:
    """The file or folder of `git:REV:PATH`, with its neighbours, in a folder that goes away."""
    _, _, rest = text.partition(":")
    revision, colon, name = rest.partition(":")
    if not (revision and colon and name):
        raise UnknownSourceError(f"{text!r} is not git:REV:PATH", hint="for example git:HEAD~1:model.colonnade.yaml")
    if revision.startswith("-"):
        raise UnknownSourceError(f"{revision!r} is no revision")
    wanted = Path(name)
    # A model file includes others beside it, so the whole folder comes along.
    where = wanted.parent if wanted.suffix else wanted
    try:
        done = subprocess.run(
            ["git", "archive", "--format=tar", revision, "--", str(where) if str(where) != "." else "."],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UnknownSourceError("the program git is not installed, so its revisions can't be read") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UnknownSourceError(f"git has no {name} at {revision}", hint=said[-1] if said else "")
    with tempfile.TemporaryDirectory(prefix="colonnade-git-") as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        found = Path(folder) / wanted
        if not found.exists():
            raise UnknownSourceError(f"git has no {name} at {revision}", hint="check the path, from this folder on")
        yield found


def read_text(path: Path) -> str:
    """The text of a file in UTF-8. Raises UnknownSourceError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnknownSourceError(
            f"can't read {path}: {error.strerror}", hint="check the path and its rights"
        ) from error
    except UnicodeDecodeError as error:
        raise UnknownSourceError(
            "the text is not UTF-8", place=Place(file=str(path)), hint="convert it, for example with iconv"
        ) from error


def _read_dbml(path: Path) -> Source:
    found = dbml.read(read_text(path), file=str(path))
    return Source(text=str(path), form=Form.DBML, name=found.value.name, model=found.value, losses=found.losses)
