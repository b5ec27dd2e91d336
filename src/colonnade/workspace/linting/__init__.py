"""Linting migrations: what is read, what is found, what is fixed."""

from colonnade.workspace.linting.fixing import fix_migrations
from colonnade.workspace.linting.result import FixedFile, LintResult, StatementDocument
from colonnade.workspace.linting.running import Linting, lint_migrations

__all__ = ["FixedFile", "LintResult", "Linting", "StatementDocument", "fix_migrations", "lint_migrations"]
