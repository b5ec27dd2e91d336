"""The book of rules about models."""

from __future__ import annotations

from colonnade.findings import RuleBook
from colonnade.model import Model

MODEL_RULES: RuleBook[Model] = RuleBook()
"""Rules about logical designs."""
