"""Findings as SARIF 2.1.0 (OASIS standard, 27 March 2020), which code hosts and editors show in place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from urllib.parse import quote

from colonnade.findings import Finding, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# A document of plain JSON values; the structure is that of the standard's section 3.
_Json = object


def sarif(findings: Sequence[Finding]) -> str:
    """The findings as one SARIF log with one run."""
    rules = {each.rule: each for each in findings}
    numbers = {rule: number for number, rule in enumerate(sorted(rules))}
    driver = {
        "name": "colonnade",
        "semanticVersion": version("colonnade"),
        "rules": [_rule(rules[each]) for each in numbers],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, numbers[each.rule]) for each in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _rule(finding: Finding) -> dict[str, _Json]:
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.why},
        "help": {"text": f"{finding.why} See {finding.docs}." if finding.docs else finding.why},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _result(finding: Finding, number: int) -> dict[str, _Json]:
    text = finding.message if finding.fix is None else f"{finding.message}. Way out: {finding.fix.title}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [dict(_location(finding))],
        # The same finding keeps its identity when lines above it come and go.
        "partialFingerprints": {"object/v1": f"{finding.rule}:{finding.object}:{finding.message}"},
    }


def _location(finding: Finding) -> Iterable[tuple[str, _Json]]:
    kind, _, name = finding.object.partition(" ")
    yield "logicalLocations", [{"fullyQualifiedName": name or kind, "kind": kind if name else "schema"}]
    place = finding.place
    if place is None or place.file is None:
        return
    physical: dict[str, _Json] = {"artifactLocation": {"uri": quote(place.file.replace("\\", "/"))}}
    if place.line is not None:
        region = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
        physical["region"] = region
    yield "physicalLocation", physical
