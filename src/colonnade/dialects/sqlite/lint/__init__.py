"""Scripts for SQLite: what it refuses, what it rewrites, what is lost."""

from colonnade.dialects.sqlite.lint.rules import SQLITE_RULES
from colonnade.dialects.sqlite.lint.run import lint
from colonnade.lint import Linter
from colonnade.lint.shared import SHARED_PEERS, SHARED_RULES

LINTER = Linter(
    engine="sqlite",
    rules={**SQLITE_RULES.rules, **SHARED_RULES.rules},
    lint=lint,
    peers={"LTE001": ("atlas:LT101",), **SHARED_PEERS},
)

__all__ = ["LINTER"]
