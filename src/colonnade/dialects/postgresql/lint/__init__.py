"""Scripts for PostgreSQL, judged by the locks that their statements take."""

from colonnade.dialects.postgresql.lint.book import PEERS, SCRIPT_RULES
from colonnade.dialects.postgresql.lint.run import lint
from colonnade.lint import Linter
from colonnade.lint.shared import SHARED_PEERS, SHARED_RULES

LINTER = Linter(
    engine="postgresql",
    rules={**SCRIPT_RULES.rules, **SHARED_RULES.rules},
    lint=lint,
    versions=tuple(range(13, 19)),
    peers={**PEERS, **SHARED_PEERS},
)

__all__ = ["LINTER"]
