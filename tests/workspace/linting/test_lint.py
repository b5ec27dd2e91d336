"""The verb `lint`: what it reads, what it prints, what is allowed, what it ends with."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import cln

INDEX = "CREATE INDEX i ON orders (a);\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def rules(*arguments: object, expect: int = 0) -> list[str]:
    findings = cln("lint", *arguments, "--format", "json", expect=expect).document()["findings"]
    assert isinstance(findings, list)
    return [each["rule"] for each in findings]


def test_a_finding_stands_at_its_line_with_a_caret() -> None:
    Path("a.sql").write_text("-- ä\n\n  CREATE INDEX i ON orders (a);\n")
    out = cln("lint", "a.sql", expect=1).out.splitlines()
    assert out[0].startswith("a.sql:3:3: error LCK001 ")
    assert out[1:3] == ["  3 |   CREATE INDEX i ON orders (a);", "    |   " + "^" * 28]


def test_the_statements_have_the_shape_of_a_plans_steps() -> None:
    Path("a.sql").write_text("ALTER TABLE orders ADD COLUMN n bigserial;\nSELECT 1;\n")
    statements = cln("lint", "a.sql", "--format", "json", expect=1).document()["statements"]
    assert isinstance(statements, list)
    first = statements[0]
    assert (first["line"], first["kind"], first["judged"]) == (1, "ALTER TABLE", True)
    lock = {"object": "table public.orders", "mode": "ACCESS EXCLUSIVE", "blocks": "reads and writes"}
    assert first["locks"] == [lock]
    assert first["rewrites"] == ["table public.orders"]
    assert statements[1]["locks"] == []


def test_a_schema_tells_the_types(tmp_path: Path) -> None:
    Path("base.sql").write_text("CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(10));")
    Path("a.sql").write_text("SET lock_timeout = '1s';\nALTER TABLE orders ALTER COLUMN note TYPE varchar(20);\n")
    assert "LCK013" in rules("a.sql", expect=1)
    assert "LCK013" not in rules("a.sql", "--schema", "base.sql")


def test_comments_allow_with_a_reason() -> None:
    Path("a.sql").write_text(f"SET lock_timeout = '1s';\n-- colonnade: allow LCK001 because it is small\n{INDEX}")
    assert rules("a.sql") == []
    Path("a.sql").write_text(f"SET lock_timeout = '1s';\n-- colonnade: allow LCK001\n{INDEX}")
    assert rules("a.sql", expect=1) == ["SQL008", "LCK001"]
    Path("a.sql").write_text("-- colonnade: allow LCK001, LCK002 because it is small\nSELECT 1;\n")
    assert rules("a.sql") == ["SQL007"]
    Path("a.sql").write_text(f"-- colonnade: allow in file LCK001, LCK041 because it is small\nSELECT 1;\n{INDEX}")
    assert rules("a.sql") == []
    Path("a.sql").write_text("SELECT '-- colonnade: allow LCK001 because it is text';\n")
    assert rules("a.sql") == []


def test_settings_suppress_by_file_and_say_what_they_suppress_in_vain() -> None:
    Path("m").mkdir()
    Path("m/1.sql").write_text(INDEX)
    Path("m/2.sql").write_text(INDEX.replace(" i ", " j "))
    Path("colonnade.toml").write_text(
        '[check]\ndisable = ["LCK041"]\n[check.severity]\nLCK001 = "warning"\n'
        '[[check.suppress]]\nrule = "LCK001"\nfile = "m/1*"\nreason = "ran long ago"\n'
        '[[check.suppress]]\nrule = "LCK002"\nreason = "never needed"\n'
    )
    document = cln("lint", "m", "--format", "json").document()
    findings = document["findings"]
    assert isinstance(findings, list)
    said = [(each["rule"], each["severity"], Path(each["file"]).name) for each in findings]
    assert said == [("LCK001", "warning", "2.sql"), ("SQL007", "warning", "colonnade.toml")]


def test_rules_run_on_request() -> None:
    Path("a.sql").write_text("CREATE TABLE t (id int PRIMARY KEY);\n")
    assert rules("a.sql") == []
    Path("colonnade.toml").write_text('[lint]\nenable = ["COL002"]\n')
    assert rules("a.sql") == ["COL002"]


def test_only_what_changed_is_judged() -> None:
    Path("m").mkdir()
    Path("m/1.sql").write_text("CREATE TABLE orders (a varchar(5), PRIMARY KEY (a));\n" + INDEX.replace(" i ", " k "))
    for command in (["init", "-q"], ["add", "m"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], check=True)
    Path("m/2.sql").write_text("ALTER TABLE orders ALTER COLUMN a TYPE varchar(9);\nDROP INDEX k;\n")
    document = cln("lint", "m", "--since", "HEAD", "--format", "json").document()
    statements, findings = document["statements"], document["findings"]
    assert isinstance(statements, list)
    assert isinstance(findings, list)
    assert {Path(each["file"]).name for each in statements} == {"2.sql"}
    assert "LCK013" not in {each["rule"] for each in findings}
    assert "LCK002" in {each["rule"] for each in findings}
    Path("m/0.sql").write_text("SELECT 1;\n")
    assert rules("m", "--since", "HEAD", expect=1)[:1] == ["SQL014"]


def test_a_plan_is_linted() -> None:
    Path("old.sql").write_text("CREATE TABLE orders (id bigint PRIMARY KEY);")
    Path("new.sql").write_text("CREATE TABLE orders (id bigint PRIMARY KEY, n bigint);\nCREATE INDEX i ON orders (n);")
    cln("plan", "old.sql", "new.sql", "-o", "plan.json", "--allow", "all")
    document = cln("lint", "plan.json", "--schema", "old.sql", "--format", "json", expect=1).document()
    statements, findings = document["statements"], document["findings"]
    assert isinstance(statements, list)
    assert isinstance(findings, list)
    assert {"ALTER TABLE", "CREATE INDEX"} <= {each["kind"] for each in statements}
    assert "LCK001" in {each["rule"] for each in findings}
    assert "LCK041" not in {each["rule"] for each in findings}, "apply sets the timeout of a plan"


def test_outputs_for_others() -> None:
    Path("a.sql").write_text(INDEX)
    log = json.loads(cln("lint", "a.sql", "--format", "sarif", expect=1).out)
    (first, *_) = log["runs"][0]["results"]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
    assert cln("lint", "a.sql", "--format", "github", expect=1).out.startswith("::error file=a.sql,line=1,col=1,")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("none.sql",), "CO134"), (("a.sql", "--target", "15 or so"), "CO133"), (("a.sql", "--target", "db2"), "CO139")],
)
def test_mistakes_are_told(arguments: tuple[str, ...], code: str) -> None:
    Path("a.sql").write_text("SELECT 1;")
    failure = cln("lint", *arguments, "--format", "json", expect=2).failure()
    assert isinstance(failure["error"], dict)
    assert failure["error"]["code"] == code


def test_what_cannot_be_read_is_a_finding_at_its_place() -> None:
    Path("a.sql").write_text("SELECT 1;\nALTER TABLE orders\n  ADD COLUM n int;\n")
    findings = cln("lint", "a.sql", "--format", "json", expect=1).document()["findings"]
    assert isinstance(findings, list)
    assert [(each["rule"], each["line"]) for each in findings] == [("SQL001", 3)]
