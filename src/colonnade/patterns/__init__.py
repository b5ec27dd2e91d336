"""Patterns: parts of a design that any model can take up, as edits of its file, each with its page and its proof."""

from colonnade.patterns.applying import AlreadyAppliedError, PatternClashError, edits_of
from colonnade.patterns.card import BadPatternError, Example, Needs, Setting, SettingKind
from colonnade.patterns.catalogue import Pattern, UnknownPatternError, pattern, patterns
from colonnade.patterns.words import BadPatternCallError

__all__ = [
    "AlreadyAppliedError",
    "BadPatternCallError",
    "BadPatternError",
    "Example",
    "Needs",
    "Pattern",
    "PatternClashError",
    "Setting",
    "SettingKind",
    "UnknownPatternError",
    "edits_of",
    "pattern",
    "patterns",
]
