"""Findings as annotations of GitHub: workflow commands on standard output, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from colonnade.findings import Finding, Severity

_COMMANDS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(findings: Sequence[Finding]) -> str:
    """The findings as `::error file=…,line=…,col=…,title=…::message`.

    Escapes are those of the toolkit's `command.ts`: percent signs and line ends everywhere, colons and commas in
    properties.
    """
    return "".join(f"{_line(each)}\n" for each in findings)


def _line(finding: Finding) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(finding))
    fix = f" — {finding.fix.title}" if finding.fix is not None else ""
    return f"::{_COMMANDS[finding.severity]} {properties}::{_text(finding.message + fix)}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    place = finding.place
    if place is not None and place.file is not None:
        yield "file", place.file
        if place.line is not None:
            yield "line", str(place.line)
            if place.column is not None:
                yield "col", str(place.column)
    yield "title", f"{finding.rule} {finding.object}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
