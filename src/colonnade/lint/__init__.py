"""Reading scripts for what they cost: what is linted, what a linter of an engine answers, comments that allow."""

from colonnade.lint.allowing import Allowance, allowances
from colonnade.lint.linter import Aims, Linted, Linter, NoLinterError, StatementReport, all_rules, linter
from colonnade.lint.script import Piece, Script, Wrapping

__all__ = [
    "Aims",
    "Allowance",
    "Linted",
    "Linter",
    "NoLinterError",
    "Piece",
    "Script",
    "StatementReport",
    "Wrapping",
    "all_rules",
    "allowances",
    "linter",
]
