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


def kind_words(step: Step) -> str:
    """The command: its first words, as manuals name it."""
    kind = step.kind
    if kind in _NAMES and kind not in ("AlterTableStmt", "CreateTableAsStmt", "RenameStmt"):
        return _NAMES[kind]
    words = [each.word for each in step.tokens.all[:3]]
    if words[:1] in (["CREATE"], ["ALTER"], ["DROP"]) and len(words) > 1:
        skip = {"OR", "REPLACE", "UNIQUE", "TEMP", "TEMPORARY", "UNLOGGED", "FOREIGN"}
        rest = [each.word for each in step.tokens.all[1:6] if each.word not in skip]
        two = rest[:2] if rest[:1] == ["MATERIALIZED"] else rest[:1]
        return " ".join([words[0], *two])
    return words[0] if words else _NAMES.get(kind, " ".join(_WORD.findall(kind)[:-1]).upper())
