"""Comments that allow what a rule finds: `-- colonnade: allow LCK001 because the table is small`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.lint.script import Script
from colonnade.text import Span

_COMMENT = re.compile(
    r"(?:--|/\*)[ \t]*colonnade:[ \t]*allow(?P<file>[ \t]+in[ \t]+file)?[ \t]+"
    r"(?P<rules>[A-Z]{3}\d{3}(?:[ \t]*,[ \t]*[A-Z]{3}\d{3})*)"
    r"(?:[ \t]+because[ \t:]+(?P<reason>[^\r\n]*?))?[ \t]*(?:\*/|$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A comment that allows findings of rules in a statement, or in the whole file."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    """The comment."""
    whole_file: bool
    statement: int | None
    """Number of the statement that it stands before, in or behind on the same line; None for none of them."""

    def holds(self, rule: str, statement: int | None) -> bool:
        """Whether it allows what a rule found in a statement. Without a reason it allows nothing."""
        if not self.reason or rule not in self.rules:
            return False
        return self.whole_file or (statement is not None and statement == self.statement)


def allowances(script: Script) -> Iterator[Allowance]:
    """The allowances of a script, in order. What looks like one inside a string constant is none."""
    if "colonnade:" not in script.text:
        return
    for found in _COMMENT.finditer(script.text):
        at = found.start()
        if not _in_constant(script, at):
            yield Allowance(
                rules=tuple(each.strip() for each in found["rules"].split(",")),
                reason=(found["reason"] or "").strip(),
                span=Span(start=at, end=found.end()),
                whole_file=found["file"] is not None,
                statement=_statement(script, at),
            )


def _statement(script: Script, at: int) -> int | None:
    """The statement around or before the comment on its line, else the next one."""
    line_start = script.text.rfind("\n", 0, at) + 1
    for number, piece in enumerate(script.pieces):
        end = piece.start + len(piece.text)
        if piece.start < at and (end >= at or end > line_start):
            return number
        if piece.start >= at:
            return number
    return None


def _in_constant(script: Script, at: int) -> bool:
    """Whether a place in a statement is inside quotes; comments before it count as closed."""
    for piece in script.pieces:
        if piece.start < at < piece.start + len(piece.text):
            before = script.text[piece.start : at]
            plain = re.sub(r"--[^\n]*|/\*.*?\*/", "", before, flags=re.DOTALL)
            return plain.count("'") % 2 == 1 or len(re.findall(r"\$\w*\$", plain)) % 2 == 1
    return False
