"""Settings of a project: what they may say, where a mistake stands, and what overrides them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from colonnade.errors import InputError, Place
from colonnade.findings import Severity
from colonnade.standards import NoReasonError, UnknownRuleError
from colonnade.store.settings import (
    BadSettingsError,
    ProjectSettings,
    documented_settings,
    open_project,
    read_check_settings,
    read_settings,
    settings_file,
    settings_schema,
)
from colonnade.store.settings.positions import positions

ALL = """\
[project]
name = "shop"
model = "shop.colonnade.yaml"
change_log = true
[engine]
target = "postgresql"
version = 18
[naming]
case = "upper"
prefixes = ["tbl"]
[limits]
identifier_bytes = 63
table_columns = 20
table_indexes = 3
index_columns = 2
key_text_characters = 10
[access]
roles = {application_role = "shop_app"}
variables = {"app.user_role" = "shop.role"}
[environments.staging]
url = "postgresql://app:${PASSWORD}@db/shop"
about = "what testers use"
[stores.eu]
region = "eu-west"
residencies = ["EU"]
kind = "replica"
of = "us"
environment = "staging"
[check]
fail_on = "warning"
disable = ["NAM003"]
standards = ["warehouse"]
[check.severity]
REF001 = "error"
[[check.suppress]]
rule = "KEY001"
object = "table tbl_*"
file = "*.sql"
reason = "replaced next year"
[plan]
mode = "transactional"
lock_timeout_ms = 2000
allow = ["builds-index"]
[journal]
namespace = "ops"
[lint]
target = "postgresql:15"
baseline = "shop.sql"
lock_timeout = "3s"
enable = ["COL002"]
[output]
docs = "site"
plans = "releases"
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "colonnade.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_settings(tmp_path: Path) -> None:
    """The text names every setting, so that one that is forgotten here is one that nobody can set."""
    found = read_settings(_written(tmp_path, ALL), environment={})
    assert found.check.fail_on is Severity.WARNING
    assert found.check.standards == ("warehouse",)
    assert found.check.rules.disabled == {"NAM003"}
    assert found.check.rules.severities == {"REF001": Severity.ERROR}
    assert [(each.rule, each.object, each.reason) for each in found.check.rules.suppressions] == [
        ("KEY001", "table tbl_*", "replaced next year")
    ]
    assert found.access.variables == {"app.user_role": "shop.role"}
    said = tomllib.loads(ALL)
    for each in documented_settings():
        section, _, name = each.section.partition(".")
        table = said[section] if not name else next(iter(said[section].values()))
        assert each.key in table, f"{each.section}.{each.key}"
        assert each.about


def test_the_schema_takes_it_and_refuses_what_the_reader_refuses() -> None:
    check = Draft202012Validator(dict(settings_schema()))
    check.validate(tomllib.loads(ALL))
    for wrong in ("[limits]\ntable_columns = 0", "[chekc]", "[plan]\nallow = ['all']", "[environments.a]\nabout = 'x'"):
        assert not check.is_valid(tomllib.loads(wrong)), wrong
    json.dumps(settings_schema())


@pytest.mark.parametrize(
    ("text", "error", "said", "line", "column"),
    [
        ("[check", BadSettingsError, "not TOML", 1, 7),
        ("\ncheck = 1", BadSettingsError, "check is no table", 2, 1),
        ("[check]\nfailon = 'error'", BadSettingsError, "check has no setting failon", 2, 1),
        ("[check]\n\n  fail_on = 'grave'", BadSettingsError, "check.fail_on is none of error, warning, info", 3, 3),
        ("[check]\ndisable = 'NAM003'", BadSettingsError, "check.disable is no list", 2, 1),
        ("[check]\ndisable = [\n  'NAM003', # fine\n  7]", BadSettingsError, "check.disable.2 is no text", 4, 3),
        ("[check]\ndisable = ['NAM001',\n'NAM999']", UnknownRuleError, "NAM999", 3, 1),
        ("[check.severity]\nNAM999 = 'error'", UnknownRuleError, "NAM999", 2, 1),
        ("[check.severity]\nNAM001 = 'bad'", BadSettingsError, "check.severity.NAM001 is none of", 2, 1),
        ("[[check.suppress]]\nobject = '*'\nreason = 'x'", BadSettingsError, "names no rule", 1, 1),
        ("[[check.suppress]]\nrule = 'KEY001'", NoReasonError, "without a reason", 1, 1),
        ("[[check.suppress]]\nrule = 'KEY001'\nreason = ' '", NoReasonError, "without a reason", 2, 1),
        ("[project]\nmodle = 'a'\n", BadSettingsError, "project has no setting modle", 2, 1),
        ("[project]\nname = 1\n", BadSettingsError, "project.name is no text", 2, 1),
        ("[engine]\ntarget = 'postgres'", BadSettingsError, "there is no engine 'postgres'", 2, 1),
        ("[engine]\nversion = '15'", BadSettingsError, "engine.version is no whole number", 2, 1),
        ("[limits]\ntable_columns = 0", BadSettingsError, "limits.table_columns is less than 1", 2, 1),
        ("[plan]\nlock_timeout_ms = 0", BadSettingsError, "plan.lock_timeout_ms is less than 1", 2, 1),
        ("[plan]\nallow = ['all']", BadSettingsError, "plan.allow.1 is none of deletes-data", 2, 10),
        ("[journal]\nnamespace = 'a; DROP'", BadSettingsError, "no plain name", 2, 1),
        ("[environments.live]\nurl = 'postgresql://a:hunter2@h/d'", BadSettingsError, "has a secret in it", 2, 1),
        ("[environments.live]\nurl = 'postgresql://h/d?password=hunter2'", BadSettingsError, "has a secret", 2, 1),
        ("[environments.live]\nabout = 'x'", BadSettingsError, "environments.live names no url", 1, 1),
        ("environments = {live = {ulr = 'x'}}", BadSettingsError, "environments.live has no setting ulr", 1, 25),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, text: str, error: type[InputError], said: str, line: int, column: int
) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(error) as raised:
        read_settings(path, environment={})
    assert said in raised.value.message
    assert raised.value.place == Place(file=str(path), line=line, column=column)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[chekc]\n", "did you mean check"),
        ("[project]\nmodle = 'a'\n", "did you mean model"),
        ("[limits]\ntable_colums = 1", "did you mean table_columns"),
        ("[engine]\ntarget = 'postgresqll'", "did you mean postgresql"),
    ],
)
def test_the_near_name_is_told(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(BadSettingsError) as raised:
        read_settings(_written(tmp_path, text), environment={})
    assert hint in raised.value.hint


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    path = _written(tmp_path, ALL)
    found = read_settings(
        path,
        environment={
            "COLONNADE_CHECK_FAIL_ON": "info",
            "COLONNADE_CHECK_DISABLE": "NAM001, NAM002",
            "COLONNADE_LIMITS_TABLE_COLUMNS": "7",
            "COLONNADE_PLAN_ALLOW": "",
            "COLONNADE_ENVIRONMENTS_STAGING_URL": "sqlite:///other.db",
            "COLONNADE_ENVIRONMENTS_LOCAL_URL": "sqlite:///local.db",
            "COLONNADE_CACHE": "/somewhere",
        },
    )
    assert found.check.fail_on is Severity.INFO
    assert found.check.disable == ("NAM001", "NAM002")
    assert found.limits.table_columns == 7
    assert found.plan.allow == ()
    assert {name: each.url for name, each in found.environments.items()} == {
        "staging": "sqlite:///other.db",
        "local": "sqlite:///local.db",
    }
    assert found.project.name == "shop", "what no variable names stays"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COLONNADE_CHECK_FIAL_ON", "info", "overrides no setting"),
        ("COLONNADE_CHECK_FAIL_ON", "grave", "COLONNADE_CHECK_FAIL_ON: check.fail_on is none of"),
        ("COLONNADE_LIMITS_TABLE_COLUMNS", "many", "COLONNADE_LIMITS_TABLE_COLUMNS is no whole number"),
        ("COLONNADE_PROJECT_CHANGE_LOG", "yes", "COLONNADE_PROJECT_CHANGE_LOG is neither true nor false"),
        ("COLONNADE_LIMITS_TABLE_COLUMNS", "0", "COLONNADE_LIMITS_TABLE_COLUMNS: limits.table_columns is less"),
        ("COLONNADE_CHECK_DISABLE", "NAM999", "COLONNADE_CHECK_DISABLE: there is no rule NAM999"),
        ("COLONNADE_ENVIRONMENTS_A_URL", "postgresql://a:b@c/d", "COLONNADE_ENVIRONMENTS_A_URL: environments.a.url"),
    ],
)
def test_a_wrong_variable_is_told_by_its_name(tmp_path: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_settings(_written(tmp_path, ""), environment={name: value})
    assert said in raised.value.message
    assert raised.value.place is None


def test_a_project_without_a_file_has_the_environment_only(tmp_path: Path) -> None:
    found = open_project(tmp_path, environment={"COLONNADE_PROJECT_NAME": "shop"})
    assert found.file is None
    assert found.settings.project == ProjectSettings(name="shop")


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    path = _written(tmp_path, "")
    assert settings_file(below) == path
    nearer = _written(below, "")
    assert settings_file(below) == nearer
    assert read_check_settings(nearer).fail_on is Severity.ERROR


def test_positions_of_all_that_toml_can_write() -> None:
    text = (
        "a = 1\n'b c'.d = [1,\n [2, {x = '''\n]''', y.z = 3}]] # [no]\n[e . \"f\"]\n"
        '[[g]]\nh = """"q"""\n[[g]]\n  [g.i]\n  j = 1979-05-27T07:32:00Z\n[[g.k]]\nl = true\n'
    )
    tomllib.loads(text)
    found = positions(text)
    assert found["a",] == (1, 1)
    assert found["b c", "d"] == (2, 1)
    assert found["b c", "d", 1] == (3, 2)
    assert found["b c", "d", 1, 1, "x"] == (3, 7)
    assert found["b c", "d", 1, 1, "y", "z"] == (4, 7)
    assert found["e", "f"] == (5, 1)
    assert (found["g", 0], found["g", 1]) == ((6, 1), (8, 1))
    assert found["g", 1, "i", "j"] == (10, 3)
    assert found["g", 1, "k", 0, "l"] == (12, 1)
