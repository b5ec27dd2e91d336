"""Findings about scripts with the line they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from colonnade.findings import Finding, Severity
from colonnade.text import Span
from colonnade.workspace.linting import LintResult

_STYLES = {Severity.ERROR: "wrong", Severity.WARNING: "changed", Severity.INFO: "quiet"}
_WIDEST = 160
"""Characters of an excerpt."""


def show(console: Console, result: LintResult, findings: Sequence[Finding], texts: Mapping[str, str]) -> None:
    """Each finding with its line and a caret, then the counts."""
    for each in findings:
        place = f"{each.place}: " if each.place is not None and each.place.file else ""
        parts = ((place, "title"), (each.severity.value, _STYLES[each.severity]), f" {each.rule} {each.message}")
        console.print(Text.assemble(*parts), soft_wrap=True)
        file = each.place.file if each.place is not None else None
        text = texts.get(file or "")
        if text is not None and each.span is not None and each.place is not None:
            for line in excerpt(text, each.span, each.place.line or 1):
                console.print(Text(line, "quiet"), soft_wrap=True)
        if each.fix is not None and each.severity is not Severity.INFO:
            certain = " (--fix does it)" if each.fix.edits else ""
            console.print(Text.assemble(("  hint: ", "hint"), f"{each.fix.title}{certain}"), soft_wrap=True)
    for left in result.unread:
        said = f"{left.file}:{left.line}: not read: {left.what}"
        console.print(Text(said, "quiet"), soft_wrap=True)
    if result.unread:
        console.print(Text("lint what `alembic upgrade --sql` prints to see these too", "hint"), soft_wrap=True)
    counts = ", ".join(f"{count} {severity}" for severity, count in result.counts.items())
    known = sum(each.judged for each in result.statements)
    said = f"{counts} in {len(result.statements)} statements, {known} of them judged"
    console.print(Text(said, "wrong" if result.failed else "good"))


def excerpt(text: str, span: Span, number: int) -> tuple[str, str]:
    """The line where a span begins, and carets under it."""
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    line = text[begin : end if end >= 0 else len(text)].rstrip("\r")
    column = span.start - begin
    wide = max(1, min(span.end, begin + len(line)) - span.start)
    if len(line) > _WIDEST:
        cut = max(0, min(column - 20, len(line) - _WIDEST))
        line, column = line[cut : cut + _WIDEST], column - cut
        wide = max(1, min(wide, _WIDEST - column))
    head = f"  {number} | "
    # Tabs stay, so that the caret is below its word however wide they are shown.
    blank = "".join("\t" if sign == "\t" else " " for sign in line[:column])
    return f"{head}{line}", f"{' ' * (len(head) - 2)}| {blank}{'^' * wide}"
