"""Sources: anything that yields a model or a schema, said as one text."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from colonnade.connect.introspect import introspect
from colonnade.connect.script.folder import read_folder
from colonnade.connect.script.load import loaded
from colonnade.connect.script.outcome import Data, Loading, Script, read_script
from colonnade.connect.urls import Engine, is_url, parse_url
from colonnade.errors import InputError
from colonnade.formats.losses import Loss
from colonnade.model import Model
from colonnade.model.language import SourceText, includes_of, read_files
from colonnade.schema import Schema


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
    model: Model | None = None
    schema: Schema | None = None
    losses: tuple[Loss, ...] = ()


_MODEL_ENDINGS = (".colonnade.yaml", ".colonnade.yml", ".colonnade.json", ".yaml", ".yml", ".json")


def read_source(text: str, *, engine: str | None = None, major: int | None = None) -> Source:
    """Read a model file, a `.sql` file, a folder of migrations, a `.dbml` file, a live URL or `git:REV:PATH`.

    `engine` names the SQL dialect of a file; `major` the major version of PostgreSQL that judges it.
    Raises UnknownSourceError, ModelError, StatementRefused, and leaves of WorldError.
    """
    if text.startswith("git:"):
        with _from_git(text) as path:
            found = _read_path(path, engine, major)
            return Source(
                text=text, form=found.form, name=found.name, model=found.model, schema=found.schema, losses=found.losses
            )
    if is_url(text):
        url = parse_url(text, expand=True)
        name = Path(url.database).stem if url.engine is Engine.SQLITE else url.database
        return Source(text=str(url), form=Form.LIVE, name=name or "database", schema=introspect(url))
    return _read_path(Path(text), engine, major)


def _read_path(path: Path, engine: str | None, major: int | None) -> Source:
    if path.is_dir():
        scripts = read_folder(path)
        return _load(scripts, Form.FOLDER, path, engine, major)
    if not path.exists():
        raise UnknownSourceError(f"there is no file {path}", hint="check the path; a source may also be a URL")
    if path.suffix == ".sql":
        return _load((read_script(path),), Form.SCRIPT, path, engine, major)
    if path.suffix == ".dbml":
        return _read_dbml(path)
    if path.name.endswith(_MODEL_ENDINGS):
        model = load_model(path)
        return Source(text=str(path), form=Form.MODEL, name=model.name, model=model)
    raise UnknownSourceError(
        f"{path} is no source: its ending is unknown",
        hint="a source ends in .colonnade.yaml, .sql or .dbml, or is a folder of .sql files",
    )


_SQLITE_SIGNS = re.compile(
    r"\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b|^\s*PRAGMA\b|\bUSING\s+fts[345]\b|\bsqlite_sequence\b",
    re.IGNORECASE | re.MULTILINE,
)


def engine_of(scripts: tuple[Script, ...]) -> str:
    """The engine a script is written for: SQLite where it says what only SQLite says, else PostgreSQL."""
    return "sqlite" if any(_SQLITE_SIGNS.search(script.text) for script in scripts) else "postgresql"


def _load(scripts: tuple[Script, ...], form: Form, path: Path, engine: str | None, major: int | None) -> Source:
    chosen = Engine(engine or engine_of(scripts))
    with loaded(scripts, chosen, major=major, loading=Loading(data=Data.SKIP)) as scratch:
        schema = introspect(scratch.database.url)
    return Source(text=str(path), form=form, name=path.stem or path.name, schema=schema)


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
    done = subprocess.run(
        ["git", "archive", "--format=tar", revision, "--", str(where) if str(where) != "." else "."],
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UnknownSourceError(f"git has no {name} at {revision}", hint=said[-1] if said else "")
    with tempfile.TemporaryDirectory(prefix="colonnade-git-") as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder) / wanted


def load_model(path: Path) -> Model:
    """The model in a file and the files it includes. Raises ModelError."""
    first = _source_text(path)
    names = [name for pattern in includes_of(first.text, first.file) for name in sorted(path.parent.glob(pattern))]
    return read_files([first, *(_source_text(name) for name in names)]).model


def _source_text(path: Path) -> SourceText:
    return SourceText(text=path.read_text(encoding="utf-8"), file=str(path))


def _read_dbml(path: Path) -> Source:
    raise UnknownSourceError(f"{path}: DBML sources can't be read yet")
