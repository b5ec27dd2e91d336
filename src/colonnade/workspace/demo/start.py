"""The database that a demonstration works on: always a scratch database, never the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.introspect import introspect
from colonnade.connect.live import open_live
from colonnade.connect.scratch import ScratchDatabase, scratch_database
from colonnade.connect.script.folder import read_folder
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Script, StatementRefused, read_script
from colonnade.connect.servers.installed import installed_majors
from colonnade.connect.urls import Engine, sqlite_url
from colonnade.schema import Schema
from colonnade.workspace.demo.example import Example, harbour_stage
from colonnade.workspace.normal import NoEngineError, build, schema_of
from colonnade.workspace.progress import Tell
from colonnade.workspace.source import Form, Source, engine_of, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A scratch database that holds the source."""

    title: str
    name: str
    """For the model and its file."""
    source: str
    database: ScratchDatabase
    schema: Schema
    example: Example | None
    how: str
    """What was put into it, in words."""

    @property
    def major(self) -> int | None:
        """Major version of a PostgreSQL server."""
        return self.schema.version[0] if self.schema.engine == "postgresql" and self.schema.version else None


@contextmanager
def started(source: str | None, *, engine: str | None, tell: Tell) -> Iterator[Start]:
    """A scratch database with the example, or with what a source holds, while the block runs.

    Scripts are loaded with their rows; of a live database only the schema is copied. Raises what reading raises.
    """
    with ExitStack() as stack:
        if source is None:
            example = harbour_stage()
            tell(f"Loading {example.title}")
            database = stack.enter_context(scratch_database())
            load((read_script(example.schema), read_script(example.rows)), database)
            yield Start(
                title=example.title,
                name="harbour_stage",
                source=example.title,
                database=database,
                schema=_read(database),
                example=example,
                how="the example, with its rows",
            )
            return
        path = Path(source)
        scripts = _scripts(path)
        if scripts:
            tell(f"Loading {source}")
            database = _loaded(stack, scripts, engine)
            what = "the scripts" if path.is_dir() else "the script"
            how, shown, name = f"{what}, with the rows", source, path.stem
        else:
            found = read_source(_addressed(path) or source, engine=engine, tell=tell)
            schema = _schema(found, engine, tell)
            tell("Copying the schema into a scratch database")
            database = stack.enter_context(scratch_database(Engine(schema.engine), major=_major(schema)))
            with open_live(database.url) as live:
                build(live, schema)
            how = "a copy of its schema, without rows" if found.form is Form.LIVE else "what the model says"
            shown, name = found.text, found.name
        yield Start(
            title=name, name=name, source=shown, database=database, schema=_read(database), example=None, how=how
        )


def _loaded(stack: ExitStack, scripts: tuple[Script, ...], engine: str | None) -> ScratchDatabase:
    """Scripts in a scratch database: where nothing tells the engine and PostgreSQL refuses, in one of SQLite."""
    chosen = Engine(engine or engine_of(scripts))
    database = stack.enter_context(scratch_database(chosen))
    try:
        load(scripts, database)
    except StatementRefused as refused:
        if engine is not None or chosen is Engine.SQLITE:
            raise
        database = stack.enter_context(scratch_database(Engine.SQLITE))
        try:
            load(scripts, database)
        except StatementRefused:
            raise refused from None
    return database


def _addressed(path: Path) -> str | None:
    """The address of a file that is a SQLite database (https://sqlite.org/fileformat.html, section 1.3)."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return sqlite_url(path).secret_text if file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC else None


_SQLITE_MAGIC = b"SQLite format 3\0"


def _schema(found: Source, engine: str | None, tell: Tell) -> Schema:
    """The schema of a source; a model that is for no engine in particular is shown on PostgreSQL."""
    try:
        return schema_of(found, engine, tell=tell)
    except NoEngineError:
        return schema_of(found, Engine.POSTGRESQL, tell=tell)


def _scripts(path: Path) -> tuple[Script, ...]:
    if path.is_dir():
        return read_folder(path)
    return (read_script(path),) if path.suffix == ".sql" and path.is_file() else ()


def _major(schema: Schema) -> int | None:
    """The major version of the source where a server of it is at hand, else whichever is best."""
    major = schema.version[0] if schema.engine == "postgresql" and schema.version else None
    return major if major in installed_majors() else None


def _read(database: ScratchDatabase) -> Schema:
    if database.engine is Engine.POSTGRESQL:
        with open_live(database.url) as live:
            # Prices of steps are made of the figures that this gathers.
            live.run("ANALYZE")
    return introspect(database.url)
