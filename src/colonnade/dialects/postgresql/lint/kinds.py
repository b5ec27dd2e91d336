"""What a statement is, in the words of SQL."""

from __future__ import annotations

import re

from colonnade.dialects.postgresql.lint.step import Step

_NAMES = {
    "AlterTableStmt": "ALTER TABLE",
    "CreateStmt": "CREATE TABLE",
    "CreateTableAsStmt": "CREATE TABLE AS",
    "IndexStmt": "CREATE INDEX",
    "ViewStmt": "CREATE VIEW",
    "TransactionStmt": "transaction",
    "VariableSetStmt": "SET",
    "RenameStmt": "RENAME",
    "InsertStmt": "INSERT",
    "UpdateStmt": "UPDATE",
    "DeleteStmt": "DELETE",
    "SelectStmt": "SELECT",
    "DoStmt": "DO",
}
_WORD = re.compile(r"[A-Z][a-z]+")
_FIRST = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*([A-Za-z_]+|\S)", re.DOTALL)
_ENOUGH = 6
_BESIDE = frozenset({"OR", "REPLACE", "UNIQUE", "TEMP", "TEMPORARY", "UNLOGGED", "FOREIGN"})


def kind_words(step: Step) -> str:
    """The command: its first words, as manuals name it."""
    kind = step.kind
    if kind in _NAMES and kind not in ("AlterTableStmt", "CreateTableAsStmt", "RenameStmt"):
        return _NAMES[kind]
    words = [found[1].upper() for _, found in zip(range(_ENOUGH), _FIRST.finditer(step.text), strict=False)]
    if words[:1] in (["CREATE"], ["ALTER"], ["DROP"]) and len(words) > 1:
        rest = [each for each in words[1:] if each not in _BESIDE]
        return " ".join([words[0], *(rest[:2] if rest[:1] == ["MATERIALIZED"] else rest[:1])])
    return words[0] if words else " ".join(_WORD.findall(kind)[:-1]).upper()
