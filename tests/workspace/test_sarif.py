"""SARIF, judged by the rules of the standard for every object that we write.

The rules are written down here from sections 3.13 to 3.52 of the standard (OASIS, SARIF 2.1.0), for an independent
validator of JSON Schema; an object has no property but those that the standard gives to it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from colonnade.findings import Finding, Fix, Severity
from colonnade.formats.github import github
from colonnade.formats.sarif import sarif
from tests.cli.running import cln

WORD = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: list[str], **properties: object) -> dict[str, object]:
    """An object with these properties and no others."""
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def several(each: object, **more: object) -> dict[str, object]:
    return {"type": "array", "items": each, **more}


MESSAGE = closed(["text"], text=WORD)
RULE = closed(
    ["id"],
    id=WORD,
    name=WORD,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=closed(["text"], text=WORD, markdown=WORD),
    helpUri={"type": "string", "format": "uri"},
    defaultConfiguration=closed([], level=LEVEL),
)
REGION = closed(["startLine"], startLine=COUNT, startColumn=COUNT, endLine=COUNT, endColumn=COUNT)
PHYSICAL = closed(
    ["artifactLocation"],
    artifactLocation=closed(["uri"], uri={"type": "string", "pattern": r"^[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$"}),
    region=REGION,
)
LOCATION = closed(
    [],
    physicalLocation=PHYSICAL,
    logicalLocations=several(closed(["fullyQualifiedName"], fullyQualifiedName=WORD, name=WORD, kind=WORD)),
)
RESULT = closed(
    ["message"],
    ruleId=WORD,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=several(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=several(
        closed(["kind"], kind={"enum": ["inSource", "external"]}, status=WORD, justification=WORD), uniqueItems=True
    ),
)
DRIVER = closed(
    ["name"],
    name=WORD,
    version=WORD,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    informationUri={"type": "string", "format": "uri"},
    rules=several(RULE, uniqueItems=True),
)
RUN = closed(
    ["tool", "results"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=several(RESULT),
)
LOG = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"}, "runs": several(RUN, minItems=1)},
)
STANDARD = Draft7Validator(LOG)

FAULTY = """
CREATE TABLE "odd, name: 100%" (price real, "line
end" text);
CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (id integer PRIMARY KEY, parent_id integer REFERENCES parent (id));
"""


def log_of(text: str) -> Any:
    """A log that keeps the rules."""
    log = json.loads(text)
    assert [f"{each.json_path}: {each.message}" for each in STANDARD.iter_errors(log)] == []
    return log


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a b,c.sql").write_text(FAULTY)
    (tmp_path / "m.colonnade.yaml").write_text("model: m\nentities:\n  Order:\n    attributes:\n      price: float\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("source", ["a b,c.sql", "m.colonnade.yaml"])
def test_what_check_writes(source: str) -> None:
    form = ("--engine", "sqlite") if source.endswith(".sql") else ()
    ran = cln("check", source, *form, "--format", "sarif", expect=1)
    (run,) = log_of(ran.out)["runs"]
    assert run["results"]
    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]


def test_the_standard_is_no_rubber_stamp() -> None:
    log = log_of(sarif([Finding(rule="KEY001", severity=Severity.ERROR, message="m", why="w", object="table a")]))
    (result,) = log["runs"][0]["results"]
    for key, wrong in (("level", "fatal"), ("message", "m"), ("ruleIndex", -2), ("file", "a.sql")):
        kept = result.get(key)
        result[key] = wrong
        assert not STANDARD.is_valid(log), key
        if kept is None:
            del result[key]
        else:
            result[key] = kept
    assert STANDARD.is_valid(log)


@pytest.mark.usefixtures("folder")
def test_annotations_are_one_line_each_and_can_not_be_forged() -> None:
    ran = cln("check", "a b,c.sql", "--engine", "sqlite", "--format", "github", expect=1)
    lines = ran.out.splitlines()
    assert lines
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert any("100%25" in line for line in lines)
    evil = Finding(
        rule="KEY001",
        severity=Severity.INFO,
        message="all well\n::error::forged\r\n::stop-commands::x",
        why="w",
        object="table a::b,line=3%",
        fix=Fix(title="none"),
    )
    (line,) = github([evil]).splitlines()
    assert line == (
        "::notice title=KEY001 table a%3A%3Ab%2Cline=3%25::all well%0A::error::forged%0D%0A::stop-commands::x — none"
    )
