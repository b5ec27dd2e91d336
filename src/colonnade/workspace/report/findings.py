"""What the check found, by severity and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from colonnade.findings import Finding, Severity
from colonnade.standards import ALL_RULES
from colonnade.workspace.demo.result import Demonstration
from colonnade.workspace.report.markup import folded, join, number, tag, text

_WORDS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "remarks"}


def findings_section(result: Demonstration) -> str:
    """Chips of counts, then one fold per rule."""
    grave = Counter(each.severity for each in result.findings)
    chips = join(
        tag("li", f"{tag('b', number(grave[each]))} {_WORDS[each]}", class_=f"chip {each}") for each in Severity
    )
    rules = join(_rule(rule, list(those)) for rule, those in groupby(result.findings, key=lambda finding: finding.rule))
    none = tag("p", "Nothing was found.") if not result.findings else ""
    return tag(
        "section", tag("h2", "What the check says") + tag("ul", chips, class_="chips") + none + rules, id="check"
    )


def _rule(rule: str, findings: Sequence[Finding]) -> str:
    first = findings[0]
    known = ALL_RULES.get(rule)
    title = known.title if known is not None else first.message
    count = tag("span", number(len(findings)), class_="count")
    summary = tag("span", "", class_=f"dot {first.severity}") + tag("code", text(rule)) + " " + text(title) + count
    why = tag("p", text(f"{first.why[:1].upper()}{first.why[1:]}"), class_="quiet")
    return folded(summary, why + tag("ul", join(map(_finding, findings)), class_="findings"), class_="rule")


def _finding(finding: Finding) -> str:
    place = tag("span", text(str(finding.place)), class_="quiet") if finding.place is not None else ""
    fix = ""
    if finding.fix is not None:
        fix = tag("span", text(finding.fix.title), class_="fix")
        if finding.fix.sql:
            fix = tag("code", text(finding.fix.sql), class_="fix")
    return tag("li", join((tag("div", text(finding.message)), place, fix)))
