"""Standards: reading with every mistake at its place, extending, names, rules, exceptions, fixes."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

import colonnade.standards
from colonnade.connect.servers.server import PostgresServer
from colonnade.findings import Severity
from colonnade.model.facets import TablePurpose
from colonnade.model.language import read
from colonnade.standards import (
    BadStandardError,
    GovernedSubject,
    RuleSettings,
    check,
    joined,
    read_standard,
    standard_schema,
)
from colonnade.standards.names import Vocabulary
from colonnade.store.settings import CheckSettings, Project, Settings
from colonnade.store.standards import (
    StandardCircleError,
    UnknownStandardError,
    load_standard,
    load_standards,
    shipped_standards,
)
from colonnade.workspace.checking import check_source
from colonnade.workspace.design.fixing import fix_text
from colonnade.workspace.source import read_source
from tests.oracle.postgresql import load_sql

TODAY = date(2026, 6, 1)


def vocabulary() -> Vocabulary:
    found = load_standards(["sqlite"], Path())
    assert found is not None
    return Vocabulary(found)


@pytest.mark.parametrize("name", shipped_standards())
def test_shipped_standards_are_valid_under_their_json_schema(name: str) -> None:
    path = Path(colonnade.standards.__file__).parent / "shipped" / f"{name}.standard.yaml"
    assert load_standard(path).name == name
    jsonschema.validate(yaml.safe_load(path.read_text()), standard_schema())


def test_there_are_three_shipped_standards() -> None:
    assert shipped_standards() == ("postgresql-tenant", "sqlite", "warehouse")


BAD = {
    "version: 1": "2:10: '1' is no version",
    "version: 1.0.0\nnaming: {table: '{modul}_x'}": "3:17: a pattern knows no {modul}",
    "version: 1.0.0\nnaming: {index: 'idx_{table}[_{type}'}": "3:17: a bracket is not closed",
    "version: 1.0.0\nrules: {KEY01: error}": "3:16: there is no rule KEY01",
    "version: 1.0.0\nrules: {KEY001: grave}": "3:17: KEY001 can't be 'grave'",
    "version: 1.0.0\nexceptions: [{rule: KEY001, reason: ' ', until: 2026-01-01}]": "3:37: KEY001 is excepted without",
    "version: 1.0.0\nexceptions: [{rule: KEY001, reason: x, until: soon}]": "3:47: 'soon' is no day",
    "version: 1.0.0\nmodules: {a: {short: [q]}, b: {short: [q]}}": "3:31: 'q' stands for a already",
    "version: 1.0.0\npurposes: {primary dat: {}}": "there is no purpose 'primary dat'",
    "version: 1.0.0\npurposes: {staging: {columns: {x: 'nonsense('}}}": "3:35: ",
    "version: 1.0.0\nmodules: {a: {}}\ndependencies: [{from: a, to: b}]": "4:30: there is no module 'b'",
    "version: 1.0.0\nlimits: {table_rows: 0}": "3:22: limits.table_rows is less than 1",
    "version: 1.0.0\nextends: [x]": "3:10: x extends itself",
    "version: 1.0.0\nengines: [orakel]": "there is no engine 'orakel'",
    "version: 1.0.0\nnamign: {}": "3:1: unknown key 'namign'",
    "about: no version": "has no 'version'",
}


@pytest.mark.parametrize("text", BAD)
def test_a_mistake_is_told_at_its_place(text: str) -> None:
    with pytest.raises(BadStandardError) as caught:
        read_standard(f"standard: x\n{text}\n", "x.standard.yaml")
    assert BAD[text] in str(caught.value)


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(BadStandardError) as caught:
        read_standard("standard: x\nversion: 1\nrules: {KEY01: error}\nlimits: {table_rows: 0}\n")
    assert len(caught.value.problems) == 3


def test_a_standard_says_only_what_is_different() -> None:
    one = read_standard(
        "{standard: a, version: 1.0.0, naming: {case: snake, table_length: 64}, rules: {KEY001: error},"
        " modules: {m: {short: [x]}}, limits: {table_columns: 60}}"
    )
    two = read_standard(
        "{standard: b, version: 2.0.0, naming: {table_length: 30}, rules: {KEY002: 'off'},"
        " modules: {m: {short: [y]}, n: {}}}"
    )
    both = joined((one, two))
    assert (both.name, both.version) == ("b", "2.0.0")
    assert (both.naming.case, both.naming.table_length, both.limits.table_columns) == ("snake", 30, 60)
    assert dict(both.severities) == {"KEY001": Severity.ERROR}
    assert set(both.disabled) == {"KEY002"}
    assert {each.name: each.short for each in both.modules} == {"m": ("x", "y"), "n": ()}
    assert joined((one, one)) == one


def test_files_extend_shipped_ones_and_each_other(tmp_path: Path) -> None:
    (tmp_path / "acme.standard.yaml").write_text("{standard: acme, version: 1.0.0, extends: base}")
    (tmp_path / "base.standard.yaml").write_text("{standard: base, version: 1.0.0, extends: [sqlite]}")
    (tmp_path / "below").mkdir()
    found = load_standards(["acme"], tmp_path / "below")
    assert found is not None
    assert found.naming.table == "{module}_{purpose}_{entity}"
    (tmp_path / "base.standard.yaml").write_text("{standard: base, version: 1.0.0, extends: [acme]}")
    with pytest.raises(StandardCircleError, match="acme"):
        load_standards(["acme"], tmp_path)
    with pytest.raises(UnknownStandardError, match="sqlit"):
        load_standards(["sqlit"], tmp_path)
    assert load_standards([], tmp_path) is None


GOOD_NAMES = {
    "vuln_data_finding": ("vulnerability", TablePurpose.PRIMARY_DATA, "finding"),
    "vulnerability_primary_data_finding": ("vulnerability", TablePurpose.PRIMARY_DATA, "finding"),
    "user_management_primary_data_sign_in_2fa": ("user_management", TablePurpose.PRIMARY_DATA, "sign_in_2fa"),
    "um_map_role": ("user_management", TablePurpose.MAPPING, "role"),
    "audit_trail_login": ("audit", TablePurpose.AUDIT_TRAIL, "login"),
}


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_a_name_says_module_purpose_and_entity(name: str) -> None:
    words = vocabulary()
    parts = words.parts(name)
    assert parts is not None
    assert (parts.module, parts.purpose, parts.entity) == GOOD_NAMES[name]
    assert words.table_name(name) == name


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("vuln_data__finding", "underscore"),
        ("Vuln_data_finding", "lower case"),
        ("vuln_data_" + "x" * 55, "65 characters; 64"),
        ("vuln_finding", "no purpose"),
        ("finding_data_x", "no module"),
        ("vuln_data", "no entity"),
        ("", "empty"),
    ],
)
def test_a_broken_name_says_which_rule_it_breaks(name: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        vocabulary().table_name(name)


def test_names_of_indexes_always_pass_and_stay_apart_when_cut() -> None:
    words = vocabulary()
    table = "vulnerability_primary_data_" + "x" * 30
    made = [words.index_name(table, (f"column_{at}", f"other_{at}")) for at in range(200)]
    assert len(set(made)) == 200
    assert max(map(len, made)) <= 64
    for at, name in enumerate(made):
        assert list(words.index_faults(name, table, (f"column_{at}", f"other_{at}"))) == []


def test_the_type_of_an_index_may_stand_behind_it_where_it_is_one() -> None:
    words = vocabulary()
    assert list(words.index_faults("idx_t_a_unique", "t", ("a",), ("unique", "partial"))) == []
    assert list(words.index_faults("idx_t_a_partial", "t", ("a",), ("unique",))) != []
    assert list(words.index_faults("idx_t_lower", "t", ())) == []


MODEL = """\
model: m
standard: {name}
entities:
  visit:
    attributes:
      at: date
"""


def _governed(text: str) -> set[str]:
    standard = read_standard(text)
    model = read(MODEL.format(name="x"))
    found = check(model=model, governed=GovernedSubject(standard=standard, today=TODAY, model=model))
    return {each.rule for each in found}


def test_an_exception_holds_until_its_last_day() -> None:
    until = "{{standard: a, version: 1.0.0, exceptions: [{{rule: MOD004, reason: soon, until: {}}}]}}"
    assert "MOD004" not in _governed(until.format("2026-06-01"))
    assert {"MOD004", "STD008"} <= _governed(until.format("2026-05-31"))


def test_a_standard_switches_rules_off_and_settings_outrank_it() -> None:
    standard = read_standard("{standard: a, version: 1.0.0, rules: {MOD004: 'off'}}")
    model = read(MODEL.format(name="x"))
    subject = GovernedSubject(standard=standard, today=TODAY, model=model)
    assert "MOD004" not in {each.rule for each in check(model=model, governed=subject)}
    settings = RuleSettings(severities={"MOD004": Severity.INFO})
    found = {each.rule: each.severity for each in check(model=model, governed=subject, settings=settings)}
    assert found["MOD004"] is Severity.INFO


TABLES = """\
CREATE TABLE vuln_data_finding (id TEXT NOT NULL PRIMARY KEY, created_at TEXT, created_by TEXT, updated_by TEXT,
  version INTEGER);
CREATE TABLE report_config_layout (id INTEGER PRIMARY KEY);
CREATE TABLE device_config_kind (id INTEGER PRIMARY KEY, layout_id INTEGER REFERENCES report_config_layout (id));
CREATE INDEX by_layout ON device_config_kind (layout_id);
"""


def test_the_same_is_found_in_a_file_a_live_database_and_a_model(tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(TABLES)
    with sqlite3.connect(tmp_path / "live.db") as connection:
        connection.executescript(TABLES)
    connection.close()
    project = Project(settings=Settings(check=CheckSettings(standards=("sqlite",))))
    wanted = {"STD002", "STD004", "STD006"}
    for text in (str(tmp_path / "schema.sql"), f"sqlite:///{tmp_path / 'live.db'}"):
        found = check_source(read_source(text, engine="sqlite", project=project))
        assert {each.rule for each in found if each.rule.startswith("STD")} == wanted
        (missing,) = [each for each in found if each.rule == "STD004"]
        assert missing.message.endswith("has no updated_at")
    (tmp_path / "m.colonnade.yaml").write_text(
        "model: m\nstandard: sqlite\nentities:\n  device_config_kind:\n    attributes:\n      id: bigint key\n"
        "      name: string(20)\n    indexes:\n      by_name: name\n"
        "  vuln_data_finding:\n    attributes:\n      id: uuid key\n"
    )
    found = check_source(read_source(str(tmp_path / "m.colonnade.yaml")))
    assert {"STD002", "STD004", "STD005"} == {each.rule for each in found if each.rule.startswith("STD")}


def test_the_size_of_a_live_table_is_measured(tmp_path: Path, pg: PostgresServer) -> None:
    (tmp_path / "small.standard.yaml").write_text("{standard: small, version: 1.0.0, limits: {table_rows: 100}}")
    project = Project(settings=Settings(check=CheckSettings(standards=("small",))), file=tmp_path / "colonnade.toml")
    with pg.database() as url:
        load_sql(url, "CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a SELECT generate_series(1, 200); ANALYZE a")
        load_sql(url, "CREATE TABLE b (id int PRIMARY KEY); INSERT INTO b SELECT generate_series(1, 99); ANALYZE b")
        found = check_source(read_source(url.secret_text, project=project))
    assert [each.message for each in found if each.rule == "STD012"] == ["table a has 200 rows; 100 are allowed"]


def test_an_unknown_standard_of_a_model_is_told(tmp_path: Path) -> None:
    path = tmp_path / "m.colonnade.yaml"
    path.write_text(MODEL.format(name="acme"))
    with pytest.raises(UnknownStandardError, match="acme"):
        check_source(read_source(str(path)))


def test_fixes_by_a_standard_are_edits_of_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "m.colonnade.yaml"
    path.write_text(
        "model: m # ours\nstandard: sqlite\nengines:\n  sqlite: {}\nentities:\n"
        "  vuln_data_finding:\n    owner: x\n    about: y\n    attributes:\n      id: uuid key\n"
        "      seen: date required\n      place: {type: string(9), physical: HomePlace}\n"
        "    indexes:\n      by_day: seen\n"
    )
    result, left = fix_text(str(path), engine="sqlite")
    assert {each.rule for each in left} & {"STD002", "STD003", "STD004"} == set(), result.fixes
    assert "STD003" in {each.rule for each in result.fixes}
    text = path.read_text()
    assert "model: m # ours" in text
    assert "updated_by: string(100) required" in text
    assert "idx_vuln_data_finding_seen" in text
