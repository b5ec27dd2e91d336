"""Every setting of a project changes what the product does: one test for each, and none without."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from colonnade.connect.servers.installed import installed_majors
from colonnade.connect.servers.server import PostgresServer
from colonnade.store import load_model
from colonnade.store.settings import documented_settings
from colonnade.workspace.source import read_source
from tests.cli.running import cln
from tests.tenancy import stores

MODEL = """\
model: shop
entities:
  tbl_customer:
    attributes:
      id: integer key
      a: string(9) required
      b: string(9) required
      c: string(9) required
    indexes:
      - a
      - a, b, c
    access:
      - customer_role may read where "a = current_setting('app.user_role', true)"
"""
PORTABLE = "model: shop\nentities:\n  a: {attributes: {id: integer key, CamelCase: text}}\n"
OLD, NEW = "CREATE TABLE a (id integer PRIMARY KEY);\n", "CREATE TABLE a (id integer PRIMARY KEY, b text);\n"
INDEXED = f"{OLD}CREATE INDEX a_id ON a (id);\n"


class Work:
    """A project in the working folder."""

    def __init__(self, folder: Path, server: PostgresServer) -> None:
        self.folder = folder
        self.server = server

    def settings(self, text: str) -> None:
        """Write the settings."""
        (self.folder / "colonnade.toml").write_text(text)

    def file(self, name: str, text: str) -> str:
        """Write another file."""
        (self.folder / name).write_text(text)
        return name

    def rules(self) -> set[str]:
        """Rules with findings about the model, on PostgreSQL."""
        self.file("m.colonnade.yaml", MODEL)
        document = json.loads(_any("check", "m.colonnade.yaml", "--engine", "postgresql", "--format", "json"))
        return {each["rule"] for each in document["findings"]}

    def database(self) -> str:
        """A SQLite database with the old table."""
        with closing(sqlite3.connect(self.folder / "live.db")) as made:
            made.executescript(OLD)
        return "sqlite:///live.db"


def _any(*arguments: str) -> str:
    """What a call says, whether it finds something to act on or not."""
    try:
        return cln(*arguments).out
    except AssertionError:
        return cln(*arguments, expect=1).out


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pg: PostgresServer) -> Work:
    monkeypatch.chdir(tmp_path)
    return Work(tmp_path, pg)


def _project_name(work: Work) -> None:
    work.file("old.sql", OLD)
    assert "model: old\n" in cln("import", "old.sql", "--engine", "sqlite").out
    work.settings('[project]\nname = "shop"')
    assert "model: shop\n" in cln("import", "old.sql", "--engine", "sqlite").out


def _project_model(work: Work) -> None:
    work.file("m.colonnade.yaml", PORTABLE)
    assert "project.model" in cln("show", expect=2).err
    work.settings('[project]\nmodel = "m.colonnade.yaml"')
    assert cln("show", "--format", "json").document()["source"] == "m.colonnade.yaml"


def _change_log(work: Work) -> None:
    url = work.database()
    cln("import", url, "-o", "m.colonnade.yaml")
    for column, logged in (("b", False), ("c", True), ("d", True)):
        with closing(sqlite3.connect(work.folder / "live.db")) as live:
            live.execute(f"ALTER TABLE a ADD COLUMN {column} text")
        work.settings(f"[project]\nchange_log = {'true' if logged else 'false'}")
        cln("import", url, "-o", "m.colonnade.yaml")
    entity = load_model(work.folder / "m.colonnade.yaml").model.entities["a"]
    assert entity.version == "1.2"
    assert [(each.version, each.what) for each in entity.changes] == [
        ("1.1", "added attributes c"),
        ("1.2", "added attributes d"),
    ]
    assert all(each.by and each.at for each in entity.changes)
    assert cln("diff", "m.colonnade.yaml", url).code == 0


def _engine_target(work: Work) -> None:
    work.file("m.colonnade.yaml", PORTABLE)
    assert "engine.target" in cln("ddl", "m.colonnade.yaml", expect=2).err
    work.settings('[engine]\ntarget = "sqlite"')
    assert "CREATE TABLE" in cln("ddl", "m.colonnade.yaml").out
    work.file("old.sql", OLD)
    schema = read_source("old.sql").schema
    assert schema is not None
    assert schema.engine == "sqlite", "the dialect of a script that shows none"


def _engine_version(work: Work) -> None:
    work.file("old.sql", OLD)
    for major in installed_majors()[:1] + installed_majors()[-1:]:
        work.settings(f"[engine]\nversion = {major}")
        schema = read_source("old.sql").schema
        assert schema is not None
        assert schema.version[0] == major


def _naming_case(work: Work) -> None:
    assert "NAM003" not in work.rules()
    work.settings('[naming]\ncase = "upper"')
    assert "NAM003" in work.rules()


def _naming_prefixes(work: Work) -> None:
    assert "NAM004" in work.rules()
    work.settings("[naming]\nprefixes = []")
    assert "NAM004" not in work.rules()


def _limit(key: str, rule: str, number: int) -> Callable[[Work], None]:
    def test(work: Work) -> None:
        assert rule not in work.rules()
        work.settings(f"[limits]\n{key} = {number}")
        assert rule in work.rules()

    return test


def _key_text(work: Work) -> None:
    work.file("k.sql", "CREATE TABLE a (id varchar(20) PRIMARY KEY);")
    assert "KEY008" not in _any("check", "k.sql")
    work.settings("[limits]\nkey_text_characters = 19")
    assert "KEY008" in _any("check", "k.sql")


def _roles(work: Work) -> None:
    work.file("m.colonnade.yaml", MODEL)
    assert "TO customer_role" in cln("ddl", "m.colonnade.yaml", "--target", "postgresql").out
    work.settings('[access]\nroles = {customer_role = "shop_app"}')
    made = cln("ddl", "m.colonnade.yaml", "--target", "postgresql").out
    assert "TO shop_app" in made
    assert "customer_role" not in made


def _variables(work: Work) -> None:
    work.file("m.colonnade.yaml", MODEL)
    assert "'app.user_role'" in cln("ddl", "m.colonnade.yaml", "--target", "postgresql").out
    work.settings('[access]\nvariables = {"app.user_role" = "shop.role"}')
    made = cln("ddl", "m.colonnade.yaml", "--target", "postgresql").out
    assert "'shop.role'" in made
    assert "app.user_role" not in made


def _environment_url(work: Work) -> None:
    work.database()
    assert "there is no environment" in cln("show", "env:live", expect=2).err
    work.settings('[environments.live]\nurl = "sqlite:///${FOLDER}live.db"')
    message = cln("show", "env:live", expect=2).err
    assert "environment live: the environment has no variable FOLDER" in message.replace("\n", " ")
    work.settings('[environments.live]\nurl = "sqlite:///live.db"')
    assert "a" in cln("show", "env:live").out
    assert "no migration" in cln("status", "--on", "env:live").out or cln("status", "--on", "env:live").code == 0
    assert "env:live" not in cln("verify", "env:live", "--on", "sqlite:///live.db").err


def _environment_about(work: Work) -> None:
    work.settings('[environments.live]\nurl = "sqlite:///live.db"\nabout = "what customers use"')
    assert "what customers use" in cln("show", "env:elsewhere", expect=2).err


def _fail_on(work: Work) -> None:
    work.file("i.sql", "CREATE TABLE t_a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b text NOT NULL);")
    cln("check", "i.sql")
    work.settings('[check]\nfail_on = "info"')
    cln("check", "i.sql", expect=1)


def _disable(work: Work) -> None:
    assert "NAM004" in work.rules()
    work.settings('[check]\ndisable = ["NAM004"]')
    assert "NAM004" not in work.rules()


def _severity(work: Work) -> None:
    work.file("i.sql", "CREATE TABLE t_a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b text NOT NULL);")
    cln("check", "i.sql")
    work.settings('[check.severity]\nNAM004 = "error"')
    cln("check", "i.sql", expect=1)


def _suppress(work: Work) -> None:
    work.settings('[[check.suppress]]\nrule = "NAM004"\nobject = "table other"\nreason = "not it"')
    assert "NAM004" in work.rules()
    work.settings('[[check.suppress]]\nrule = "NAM004"\nobject = "table tbl_*"\nreason = "renamed next year"')
    assert "NAM004" not in work.rules()


def _standards(work: Work) -> None:
    work.file("s.sql", "CREATE TABLE Person (id INTEGER PRIMARY KEY);")
    assert "STD001" not in _any("check", "s.sql", "--engine", "sqlite")
    work.settings('[check]\nstandards = ["sqlite"]')
    assert "STD001" in _any("check", "s.sql", "--engine", "sqlite")


def _lint(key: str, value: str, rule: str, *, then: bool, sql: str) -> Callable[[Work], None]:
    """A setting of `lint` with which a rule fires, or does not any more."""

    def effect(work: Work) -> None:
        work.file("base.sql", "CREATE TABLE a (id bigint PRIMARY KEY, note varchar(5));")
        work.file("m.sql", sql)
        assert (rule in _any("lint", "m.sql")) is not then
        work.settings(f"[lint]\n{key} = {value}")
        assert (rule in _any("lint", "m.sql")) is then

    return effect


def _lint_lock_timeout(work: Work) -> None:
    work.file("m.sql", "CREATE INDEX i ON a (id);")
    assert "lock_timeout = '5s'" in _any("lint", "m.sql")
    work.settings('[lint]\nlock_timeout = "750ms"')
    assert "lock_timeout = '750ms'" in _any("lint", "m.sql")


def _mode(work: Work) -> None:
    one, two = work.file("one.sql", OLD), work.file("two.sql", NEW)
    given = cln("plan", one, two, "--engine", "sqlite", "--mode", "transactional").out
    assert cln("plan", one, two, "--engine", "sqlite").out == given
    work.settings('[plan]\nmode = "online"')
    by_option = _outcome("plan", one, two, "--engine", "sqlite", "--mode", "online")
    assert _outcome("plan", one, two, "--engine", "sqlite") == by_option
    assert by_option != (0, given)


def _outcome(*arguments: str) -> tuple[int, str]:
    for code in (0, 1, 2):
        try:
            return code, (ran := cln(*arguments, expect=code)).out + ran.err
        except AssertionError:
            continue
    raise AssertionError(arguments)


def _lock_timeout(work: Work) -> None:
    with work.server.database() as url:
        with psycopg.connect(url.secret_text, autocommit=True) as made:
            made.execute("CREATE TABLE a (id integer PRIMARY KEY)")
        work.file("new.sql", NEW)
        cln("plan", url.secret_text, "new.sql", "-o", "p.json")
        work.settings("[plan]\nlock_timeout_ms = 100")
        with psycopg.connect(url.secret_text) as held:
            held.execute("LOCK TABLE a IN ACCESS SHARE MODE")
            # without the setting this would wait for as long as the other holds the table
            assert "lock" in cln("apply", "p.json", "--on", url.secret_text, expect=3).err


def _allow(work: Work) -> None:
    one, two = work.file("one.sql", NEW), work.file("two.sql", OLD)
    assert "deletes-data" in cln("plan", one, two, "--engine", "sqlite", "-o", "p.json", expect=1).err
    work.settings('[plan]\nallow = ["deletes-data", "breaks-clients", "rewrites-table"]')
    cln("plan", one, two, "--engine", "sqlite", "-o", "p.json")


def _journal(work: Work) -> None:
    work.settings('[journal]\nnamespace = "ops"')
    url, new = work.database(), work.file("new.sql", NEW)
    cln("plan", url, new, "-o", "p.json")
    cln("apply", "p.json", "--on", url)
    with closing(sqlite3.connect(work.folder / "live.db")) as live:
        names = {name for (name,) in live.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert names == {"a", "ops_schema_migrations", "ops_migration_execution_log", "ops_migration_rollbacks"}
    assert cln("verify", new, "--on", url).code == 0, "the journal is no drift"
    cln("rollback", "--on", url)
    with work.server.database() as made:
        with psycopg.connect(made.secret_text, autocommit=True) as connection:
            connection.execute(OLD.encode())
        cln("plan", made.secret_text, new, "-o", "q.json")
        cln("apply", "q.json", "--on", made.secret_text)
        with psycopg.connect(made.secret_text) as connection:
            found = connection.execute("SELECT version FROM ops.schema_migrations").fetchall()
        assert len(found) == 1
        assert cln("verify", new, "--on", made.secret_text).code == 0
        cln("rollback", "--on", made.secret_text)


def _docs(work: Work) -> None:
    work.file("m.colonnade.yaml", PORTABLE)
    work.settings('[output]\ndocs = "site"')
    cln("docs", "m.colonnade.yaml")
    assert (work.folder / "site" / "index.html").is_file()


def _plans(work: Work) -> None:
    url, new = work.database(), work.file("new.sql", NEW)
    work.settings('[output]\nplans = "releases"')
    cln("plan", url, new, "-o", "1.2.0", "--version", "1.2.0")
    assert (work.folder / "releases" / "1.2.0.json").is_file()
    cln("apply", "1.2.0", "--on", url)


EFFECTS: dict[str, Callable[[Work], None]] = {
    "project.name": _project_name,
    "project.model": _project_model,
    "project.change_log": _change_log,
    "engine.target": _engine_target,
    "engine.version": _engine_version,
    "naming.case": _naming_case,
    "naming.prefixes": _naming_prefixes,
    "limits.identifier_bytes": _limit("identifier_bytes", "NAM002", 5),
    "limits.table_columns": _limit("table_columns", "STR001", 3),
    "limits.table_indexes": _limit("table_indexes", "IDX004", 1),
    "limits.index_columns": _limit("index_columns", "IDX005", 2),
    "limits.key_text_characters": _key_text,
    "access.roles": _roles,
    "access.variables": _variables,
    "environments.NAME.url": _environment_url,
    "environments.NAME.about": _environment_about,
    "check.fail_on": _fail_on,
    "check.disable": _disable,
    "check.severity": _severity,
    "check.suppress": _suppress,
    "check.standards": _standards,
    "lint.target": _lint(
        "target",
        '"postgresql:14"',
        "SQL011",
        then=True,
        sql="MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE;",
    ),
    "lint.baseline": _lint(
        "baseline", '"base.sql"', "LCK013", then=False, sql="ALTER TABLE a ALTER COLUMN note TYPE varchar(9);"
    ),
    "lint.lock_timeout": _lint_lock_timeout,
    "lint.enable": _lint("enable", '["COL002"]', "COL002", then=True, sql="CREATE TABLE b (id int PRIMARY KEY);"),
    **stores.EFFECTS,
    "plan.mode": _mode,
    "plan.lock_timeout_ms": _lock_timeout,
    "plan.allow": _allow,
    "journal.namespace": _journal,
    "output.docs": _docs,
    "output.plans": _plans,
}


def test_every_setting_has_its_test() -> None:
    assert {f"{each.section}.{each.key}" for each in documented_settings()} == set(EFFECTS)


@pytest.mark.parametrize("name", EFFECTS)
def test_a_setting_changes_what_happens(name: str, work: Work) -> None:
    EFFECTS[name](work)


def test_a_password_of_an_environment_is_never_shown(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "hunter2")
    work.settings('[environments.live]\nurl = "postgresql://app:${SHOP_PASSWORD}@localhost:1/shop"')
    said = cln("show", "env:live", expect=3).err
    assert "hunter2" not in said


def test_a_mistake_in_the_settings_has_its_line(work: Work) -> None:
    work.file("m.colonnade.yaml", PORTABLE)
    work.settings("[check]\n\nfial_on = 'error'\n")
    said = cln("check", "m.colonnade.yaml", expect=2).err
    assert "colonnade.toml:3:1" in said
    assert "did you mean fail_on" in said
