"""Standards: opinions about models and schemas, as rules."""

from colonnade.standards.check import (
    ALL_RULES,
    NoReasonError,
    RuleSettings,
    Suppression,
    UnknownRuleError,
    check,
    settled,
    unused,
    validate,
)
from colonnade.standards.governed import GovernedSubject
from colonnade.standards.inheriting import joined
from colonnade.standards.reading import BadStandardError, read_standard, standard_schema
from colonnade.standards.standard import Standard
from colonnade.standards.subject import SchemaSubject
from colonnade.standards.upkeep import UpkeepSubject

__all__ = [
    "ALL_RULES",
    "BadStandardError",
    "GovernedSubject",
    "NoReasonError",
    "RuleSettings",
    "SchemaSubject",
    "Standard",
    "Suppression",
    "UnknownRuleError",
    "UpkeepSubject",
    "check",
    "joined",
    "read_standard",
    "settled",
    "standard_schema",
    "unused",
    "validate",
]
