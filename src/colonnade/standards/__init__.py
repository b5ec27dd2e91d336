"""Standards: opinions about models and schemas, as rules."""

from colonnade.standards.check import (
    ALL_RULES,
    NoReasonError,
    RuleSettings,
    Suppression,
    UnknownRuleError,
    check,
    validate,
)
from colonnade.standards.subject import SchemaSubject

__all__ = [
    "ALL_RULES",
    "NoReasonError",
    "RuleSettings",
    "SchemaSubject",
    "Suppression",
    "UnknownRuleError",
    "check",
    "validate",
]
