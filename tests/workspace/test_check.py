"""Findings as a person, an editor and a code host see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from colonnade.errors import Place
from colonnade.findings import Finding, Fix, Severity
from colonnade.formats.github import github
from colonnade.formats.sarif import sarif
from colonnade.workspace.checking import check_text

MODEL = """\
model: shop
entities:
  customer:
    attributes:
      id: bigint key identity
      email: string(254)
  note:
    attributes:
      text: text
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "shop.colonnade.yaml").write_text(MODEL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_findings_of_a_model_have_their_lines(project: Path) -> None:
    result, _ = check_text("shop.colonnade.yaml")
    (note,) = (each for each in result.findings if each.rule == "MOD004")
    assert (note.file, note.line, note.column) == ("shop.colonnade.yaml", 7, 3)
    (email,) = (each for each in result.findings if each.rule == "MOD003")
    assert (email.line, email.column) == (6, 7)
    assert result.failed
    assert result.counts[Severity.ERROR] == sum(each.severity is Severity.ERROR for each in result.findings)


def test_settings_of_the_project_count(project: Path) -> None:
    (project / "colonnade.toml").write_text(
        '[check]\ndisable = ["MOD003"]\n'
        '[[check.suppress]]\nrule = "MOD004"\nobject = "entity note"\nreason = "a scratch pad"\n'
    )
    result, _ = check_text("shop.colonnade.yaml")
    assert not {"MOD003", "MOD004"} & {each.rule for each in result.findings}


FINDING = Finding(
    rule="KEY001",
    severity=Severity.ERROR,
    message="50 % of rows,\nor more",
    why="rows can't be told apart",
    object="table shop.note",
    place=Place(file="a model,v1.yaml", line=7, column=3),
    fix=Fix(title="add a key"),
    docs="reference/rules/KEY001.md",
)
PLACELESS = Finding(rule="REF001", severity=Severity.INFO, message="m", why="w", object="schema")


def test_annotations_are_escaped() -> None:
    first, second = github([FINDING, PLACELESS]).splitlines()
    assert first == (
        "::error file=a model%2Cv1.yaml,line=7,col=3,title=KEY001 table shop.note"
        "::50 %25 of rows,%0Aor more — add a key"
    )
    assert second == "::notice title=REF001 schema::m"


def test_sarif_has_the_shape_of_the_standard() -> None:
    log = json.loads(sarif([FINDING, PLACELESS]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["KEY001", "REF001"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20model%2Cv1.yaml"
    assert location["region"] == {"startLine": 7, "startColumn": 3}
    assert "physicalLocation" not in run["results"][1]["locations"][0]


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    (run,) = json.loads(sarif([]))["runs"]
    assert run["results"] == []
